/** A Slack message as we draw it: blocks, and the text that stands in where blocks cannot be shown. */

import type { KnownBlock } from '@slack/types';

export interface Card {
  /** Read out by screen readers and shown in notifications: says the same as the blocks, shorter. */
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** Slack's limits: text of a section, and of a header. */
const SECTION_LIMIT = 3000;
const HEADER_LIMIT = 150;

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
      .map(([label, value]) => ({ type: 'mrkdwn', text: cut(`*${label}*\n${value}`, 2000) })),
  };
}

/** The text within a limit, with an ellipsis where it was cut. */
export function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}
