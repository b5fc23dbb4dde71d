/** A text object. Drawn by ourselves: the library drops lines that look like headings and makes mentions of escaped text. */
import { Fragment, memo } from 'react';
import { nameOf } from '../avatar.tsx';
import { useWorkspaceContext } from '../workspace-context.ts';
import { EmojiPicture } from './emoji-picture.tsx';
import { formatDate } from './format-date.ts';
import { decodeEntities, type Inline, type Part, parseMrkdwn } from './parse-mrkdwn.ts';
import { safeAddress } from './safe-address.ts';

export interface TextObject {
  type: 'plain_text' | 'mrkdwn';
  text: string;
}

export function SlackText({ text }: { text: TextObject }) {
  return text.type === 'plain_text' ? <PlainText text={text.text} /> : <Mrkdwn text={text.text} />;
}

/** Plain text knows emoji and nothing else. */
function PlainText({ text }: { text: string }) {
  // Every second part is a name, without its colons.
  const parts = text.split(/:([a-z0-9_+'-]+):/);
  return (
    <span className="slack-text">
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a text never changes its order
        <Fragment key={index}>
          {index % 2 === 0 ? decodeEntities(part) : <EmojiPicture name={part} />}
        </Fragment>
      ))}
    </span>
  );
}

const Mrkdwn = memo(({ text }: { text: string }) => (
  <div className="slack-text">
    {parseMrkdwn(text).map((part, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a parsed text never changes its order
      <PartView key={index} part={part} />
    ))}
  </div>
));

function PartView({ part }: { part: Part }) {
  if (part.kind === 'preformatted') return <pre>{part.text}</pre>;
  if (part.kind === 'quote') {
    return (
      <blockquote>
        <Inlines nodes={part.children} />
      </blockquote>
    );
  }
  return (
    <p>
      <Inlines nodes={part.children} />
    </p>
  );
}

function Inlines({ nodes }: { nodes: readonly Inline[] }) {
  return nodes.map((node, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a parsed text never changes its order
    <Fragment key={index}>
      <InlineView node={node} />
    </Fragment>
  ));
}

function InlineView({ node }: { node: Inline }) {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'code':
      return <code>{node.text}</code>;
    case 'bold':
      return (
        <strong>
          <Inlines nodes={node.children} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <Inlines nodes={node.children} />
        </em>
      );
    case 'strike':
      return (
        <s>
          <Inlines nodes={node.children} />
        </s>
      );
    case 'emoji':
      return <EmojiPicture name={node.name} />;
    case 'link':
      return <Link address={node.address} nodes={node.children} />;
    case 'user':
      return <User id={node.id} />;
    case 'mention':
      return <span className="mention">{node.text}</span>;
    case 'date':
      return formatDate(node.seconds, node.format);
  }
}

function Link({ address, nodes }: { address: string; nodes: readonly Inline[] }) {
  const safe = safeAddress(address);
  if (!safe) return <Inlines nodes={nodes} />;
  return (
    <a href={safe} target="_blank" rel="noreferrer">
      <Inlines nodes={nodes} />
    </a>
  );
}

function User({ id }: { id: string }) {
  const { state } = useWorkspaceContext();
  return <span className="mention">@{nameOf(state, id)}</span>;
}
