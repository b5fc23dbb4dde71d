/** Slack's text markup, drawn by slack-blocks-to-jsx; links are ours, since the library lets any scheme through. */
import { memo, type ReactNode } from 'react';
import { type Block as LibraryBlockType, Message } from 'slack-blocks-to-jsx';
import type { Json } from '../../../slack/wire-types.ts';
import { useWorkspaceContext } from '../workspace-context.ts';
import { safeAddress } from './safe-address.ts';

export interface TextObject {
  type: 'plain_text' | 'mrkdwn';
  text: string;
}

/** A text object. Plain text without an emoji needs no parsing, and must not be taken for markup. */
export function SlackText({ text }: { text: TextObject }) {
  if (text.type === 'plain_text' && !/:[a-z0-9_+-]+:/.test(text.text)) {
    return <div className="slack-text">{text.text}</div>;
  }
  return <LibraryBlock block={{ type: 'section', text: { type: text.type, text: text.text } }} />;
}

/** A whole block that the library draws well: rich_text and markdown. */
export function LibraryBlock({ block }: { block: Json }) {
  const { state } = useWorkspaceContext();
  return <Drawn block={block} people={state.people} channel={state.channel} />;
}

interface DrawnProps {
  block: Json;
  people: readonly { id: string; name: string }[];
  channel: { id: string; name: string };
}

/** By value: each event brings new objects for texts that did not change. */
const Drawn = memo(
  ({ block, people, channel }: DrawnProps) => (
    <div className="slack-text">
      <Message
        blocks={[block as unknown as LibraryBlockType]}
        logo=""
        name=""
        theme="light"
        withoutWrapper
        data={{ users: [...people, { id: 'U0FLYWHEEL', name: 'Flywheel' }], channels: [channel] }}
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
