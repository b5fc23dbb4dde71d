/** Draws what speaks for a campaign and how its figures were estimated: in short on the card, in full for its thread. */

import type { KnownBlock } from '@slack/types';
import type { Campaign } from '../../domain/campaign.ts';
import { context, section } from './card.ts';
import { escapeText, oneLine } from './mrkdwn.ts';

/** So many sentences of how it was estimated stand in the card; the thread has all. */
const BASIS_SENTENCES = 2;

export function drawEvidence({ strategy }: Campaign): KnownBlock[] {
  const lines = strategy.evidence.map(
    ({ statement, source }) => `• ${escapeText(statement)} _${oneLine(source)}_`,
  );
  const basis = toSentences(strategy.basis);
  const more = basis.length > BASIS_SENTENCES ? ' More in the thread.' : '';
  return [
    { type: 'divider' },
    section(`*What speaks for it*\n${lines.join('\n') || 'Nothing was recorded.'}`),
    context(
      `*How this was estimated:* ${escapeText(basis.slice(0, BASIS_SENTENCES).join(' ') || 'not recorded.')}${more}`,
    ),
  ];
}

/** All of how a campaign's figures were estimated, for the thread under its card; null when the card says it all. */
export function describeEstimate({ strategy }: Campaign): string | null {
  const sentences = toSentences(strategy.basis);
  if (sentences.length <= BASIS_SENTENCES) return null;
  return `*How the figures were estimated*\n${sentences.map((sentence) => `• ${escapeText(sentence)}`).join('\n')}`;
}

function toSentences(text: string): string[] {
  return text.split(/(?<=\.)\s+(?=[\p{Lu}\p{N}])/u).filter((sentence) => sentence !== '');
}
