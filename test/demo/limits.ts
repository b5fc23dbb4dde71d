/** Texts of a length and lists of a length, for limits that are tried at their edges. */

/** A limit's name, blocks that keep it, blocks that do not, and the end of the pointer at which that is told. */
export type Limit = readonly [name: string, passes: object[], fails: object[], pointer: string];

export const plain = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) });
export const mrkdwn = (length: number) => ({ type: 'mrkdwn', text: 'x'.repeat(length) });
export const times = <T>(count: number, item: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => item(index));
