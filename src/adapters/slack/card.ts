/** A Slack message as we draw it: blocks, and the text that stands in where blocks cannot be shown. */

import type { KnownBlock } from '@slack/types';

export interface Card {
  /** Read out by screen readers and shown in notifications: says the same as the blocks, shorter. */
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** Slack's limits: text of a section, of a field and of a header, and blocks of a message. */
const SECTION_LIMIT = 3000;
const FIELD_LIMIT = 2000;
const HEADER_LIMIT = 150;
const BLOCK_LIMIT = 50;
const TEXT_LIMIT = 500;

/** A message that Slack takes: what does not fit is left out, with a word about it. */
export function toCard(text: string, blocks: readonly KnownBlock[]): Card {
  const left = blocks.length - BLOCK_LIMIT + 1;
  return {
    text: cut(text, TEXT_LIMIT),
    blocks:
      blocks.length <= BLOCK_LIMIT
        ? [...blocks]
        : [...blocks.slice(0, BLOCK_LIMIT - 1), context(`_${left} more did not fit into this message._`)],
  };
}

export function header(text: string): KnownBlock {
  return { type: 'header', text: { type: 'plain_text', text: cut(text, HEADER_LIMIT), emoji: true } };
}

/** A paragraph of mrkdwn; what came from outside must have been escaped. */
export function section(mrkdwn: string): KnownBlock {
  return { type: 'section', text: { type: 'mrkdwn', text: cut(mrkdwn, SECTION_LIMIT) } };
}

export function context(mrkdwn: string): KnownBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text: cut(mrkdwn, SECTION_LIMIT) }] };
}

/** Label and value pairs in two columns, at most ten. */
export function fields(pairs: readonly (readonly [string, string])[]): KnownBlock {
  return {
    type: 'section',
    fields: pairs
      .slice(0, 10)
      .map(([label, value]) => ({ type: 'mrkdwn', text: cut(`*${label}*\n${value}`, FIELD_LIMIT) })),
  };
}

/** The text within a limit, with an ellipsis where it was cut; no half of a sign, an escape or a mention is left over. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$|&[a-z]*$|<[^<>]*$/, '')}…`;
}
