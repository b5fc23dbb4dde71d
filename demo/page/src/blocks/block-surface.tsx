/** Blocks that can be used where they stand: a message or a home. */
import type { Block } from '../../../slack/wire-types.ts';
import type { ClickPlace } from '../api.ts';
import { BlockList } from './block-list.tsx';
import { SurfaceProvider, useSurfaceState } from './surface.ts';

export function BlockSurface({ blocks, where }: { blocks: readonly Block[]; where: ClickPlace }) {
  const surface = useSurfaceState(blocks, where);
  return (
    <SurfaceProvider value={surface}>
      <BlockList blocks={blocks} />
    </SurfaceProvider>
  );
}
