/** Reads a message as a person does. */

import type { StoredMessage } from '../../demo/slack/wire-types.ts';

/** All texts of a message's blocks, one a line, with `&<>` as they are read. */
export function wordsOf({ text, blocks = [] }: Pick<StoredMessage, 'text' | 'blocks'>): string {
  const words = [text, ...blocks.flatMap(textsOf)].join('\n');
  return words.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** The paragraph that begins with the heading. */
export function paragraphOf(message: StoredMessage, heading: string): string {
  const found = (message.blocks ?? []).flatMap(textsOf).find((text) => text.startsWith(`*${heading}*`));
  if (found === undefined) throw new Error(`there is no "${heading}" in\n${wordsOf(message)}`);
  return found;
}

function textsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { text } = value as { text?: unknown };
  const own = typeof text === 'string' ? [text] : [];
  return [...own, ...Object.values(value).flatMap(textsOf)];
}
