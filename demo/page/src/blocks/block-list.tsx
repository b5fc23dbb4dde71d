/** Blocks one under the other; one that cannot be drawn does not take its neighbours down. */
import type { Block } from '../../../slack/wire-types.ts';
import { BlockView } from './block-view.tsx';
import { ErrorBoundary } from './error-boundary.tsx';

export function BlockList({ blocks }: { blocks: readonly Block[] }) {
  return (
    <div className="blocks">
      {blocks.map((block) => (
        <ErrorBoundary
          key={block.block_id}
          fallback={<p className="quiet">This block cannot be shown here.</p>}
        >
          <BlockView block={block} />
        </ErrorBoundary>
      ))}
    </div>
  );
}
