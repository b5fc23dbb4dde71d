/** rich_text and markdown blocks, drawn by slack-blocks-to-jsx; links are ours, since it lets any scheme through. */
import { memo, type ReactNode } from 'react';
import { type Block as LibraryBlockType, Message } from 'slack-blocks-to-jsx';
import type { Json } from '../../../slack/wire-types.ts';
import { useWorkspaceContext } from '../workspace-context.ts';
import { safeAddress } from './safe-address.ts';

export function LibraryBlock({ block }: { block: Json }) {
  const { state } = useWorkspaceContext();
  const users = [...state.people, { id: state.bot.userId, name: state.bot.name }];
  return <Drawn block={block} users={users} channels={[state.channel]} />;
}

interface DrawnProps {
  block: Json;
  users: { id: string; name: string }[];
  channels: { id: string; name: string }[];
}

/** By value: each event brings new objects for texts that did not change. */
const Drawn = memo(
  ({ block, users, channels }: DrawnProps) => (
    <div className={`library-block ${String(block['type'])}`}>
      <Message
        blocks={[block as unknown as LibraryBlockType]}
        logo=""
        name=""
        theme="light"
        withoutWrapper
        data={{ users, channels }}
        hooks={{ link: ({ href, children }) => <Link href={href}>{children}</Link> }}
      />
    </div>
  ),
  (before, after) => JSON.stringify(before.block) === JSON.stringify(after.block),
);

function Link({ href, children }: { href: string; children: ReactNode }) {
  const address = safeAddress(href);
  if (!address) return <span>{children}</span>;
  return (
    <a href={address} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}
