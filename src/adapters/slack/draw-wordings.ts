/** Draws the e-mail of a campaign as one contact would get it, in each of its wordings. */

import type { KnownBlock } from '@slack/types';
import type { Sender } from '../../domain/shop-settings.ts';
import type { Wording } from '../../domain/strategy.ts';
import { context, cut, section } from './card.ts';
import { escapeText, oneLine, plural } from './mrkdwn.ts';

/** One wording, rendered with a made-up name. */
export interface WordingSample {
  readonly wording: Wording;
  /** How many contacts get it. */
  readonly contacts: number;
  readonly subject: string;
  readonly previewText: string;
  /** The plain-text version. */
  readonly text: string;
}

/** Where an e-mail's own words end and postal address and unsubscribe link begin. */
const FOOTER = /\n-- \n/;
const WORDS_LIMIT = 2000;
const SENDER_LIMIT = 200;

/** Nothing where nobody is mailed. */
export function drawWordings(
  samples: readonly WordingSample[],
  { mailFrom, postalAddress }: Sender,
): KnownBlock[] {
  if (samples.length === 0) return [];
  const footer = samples.some(({ text }) => FOOTER.test(text));
  return [
    { type: 'divider' },
    ...samples.map((sample) => drawWording(sample, samples.length)),
    ...(footer
      ? [
          context(
            `From ${oneLine(cut(mailFrom, SENDER_LIMIT))}. The name is made up. Below the words stand the link to unsubscribe and ${postalAddress === '' ? 'no postal address' : `“${oneLine(cut(postalAddress, SENDER_LIMIT))}”`}.`,
          ),
        ]
      : []),
  ];
}

function drawWording(
  { wording, contacts, subject, previewText, text }: WordingSample,
  of: number,
): KnownBlock {
  const limit = Math.floor(WORDS_LIMIT / of);
  const quoted = escapeText(cut(shorten(text), limit)).replaceAll('\n', '\n>');
  const title =
    of === 1
      ? '*What one contact would get*'
      : `*Wording ${wording}*, to ${plural(contacts, 'contact')} drawn by chance`;
  const preview = previewText === '' ? '' : `\n*Preview:* ${oneLine(previewText)}`;
  return section(`${title}\n*Subject:* ${oneLine(subject)}${preview}\n>${quoted}`);
}

/** The e-mail's own words, and its products by name only: where their links lead, the previews show. */
function shorten(text: string): string {
  const [words = ''] = text.split(FOOTER);
  return words
    .trim()
    .replaceAll(/\n {2}[^\n]*: https?:\/\/\S+/g, '')
    .replaceAll(/(^|\n)\* /g, '$1• ')
    .replaceAll(/\n\n(?=• )(?<=\n• [^\n]*\n\n)/g, '\n');
}
