/** What copy must be before anybody is asked to approve it; its Liquid is checked where it is rendered. */

import type { CopyPair } from '../domain/campaign.ts';
import type { Copy, Wording } from '../domain/strategy.ts';

/** Characters. Mail clients cut subjects far earlier; a Slack text field ends at 3000. */
const LIMITS: Readonly<Record<keyof Copy, number>> = {
  subject: 150,
  previewText: 200,
  heading: 150,
  body: 3000,
  button: 60,
};

const NAMES: Readonly<Record<keyof Copy, string>> = {
  subject: 'The subject',
  previewText: 'The preview text',
  heading: 'The heading',
  body: 'The body',
  button: "The button's text",
};

/** The faults by field, each in words that say what to do; none when the copy may be proposed. */
export type CopyFaults = Partial<Record<keyof Copy, string>>;

/** Checks that every part of the copy is there, fits, and that only the body has several lines. */
export function validateCopy(copy: Copy): CopyFaults {
  const faults: CopyFaults = {};
  for (const field of Object.keys(LIMITS) as (keyof Copy)[]) {
    const fault = faultOf(field, copy[field]);
    if (fault !== null) faults[field] = `${NAMES[field]} ${fault}`;
  }
  return faults;
}

function faultOf(field: keyof Copy, text: string): string | null {
  if (text.trim() === '') return 'is empty: write at least a few words.';
  if (text.length > LIMITS[field])
    return `has ${text.length} characters: shorten it to at most ${LIMITS[field]}.`;
  if (field !== 'body' && /[\r\n]/.test(text)) return 'has more than one line: put it on one.';
  return null;
}

/** The faults of both wordings; a wording that there is not has none. */
export function validateCopies({ copy, copyB }: CopyPair): Readonly<Record<Wording, CopyFaults>> {
  return { A: validateCopy(copy), B: copyB === null ? {} : validateCopy(copyB) };
}

/** All faults of both wordings in a row. */
export function listFaults({ A, B }: Readonly<Record<Wording, CopyFaults>>): readonly string[] {
  return [...Object.values(A), ...Object.values(B).map((fault) => `In wording B: ${fault}`)];
}
