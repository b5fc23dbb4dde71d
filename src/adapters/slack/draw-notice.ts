/** Draws what Flywheel tells the team by itself. */

import type { Digest, Notice } from '../../domain/notifier.ts';
import { describeCounts } from '../../domain/strategy.ts';
import { type Card, context, header, section } from './card.ts';
import { CAMPAIGN_BUTTONS } from './draw-campaign.ts';
import { modelHealth } from './draw-forecast.ts';
import { escapeText, percent, plural } from './mrkdwn.ts';

export function drawNotice(notice: Notice): Card {
  switch (notice.kind) {
    case 'digest':
      return drawDigest(notice.digest);
    case 'training held': {
      const failed = notice.report.checks.filter(({ ok }) => !ok);
      const list = failed.map(
        ({ name, count, of, share, threshold }) =>
          `• ${name}: ${percent(share)} (${count} of ${of}), above the limit of ${percent(threshold)}`,
      );
      return {
        text: 'Training is held back: the data are not good enough',
        blocks: [
          header('Training is held back'),
          section(`The data are not good enough to learn from; the champion stays.\n${list.join('\n')}`),
          context('Mend the source, then `npm run job -- nightly` or wait for the next night.'),
        ],
      };
    }
    case 'job failed':
      return {
        text: `The job ${notice.name} failed: ${notice.error}`,
        blocks: [
          section(`:warning: The job *${escapeText(notice.name)}* failed: ${escapeText(notice.error)}`),
          context(escapeText(notice.next)),
        ],
      };
    case 'campaign changed':
      return { text: notice.text, blocks: [section(notice.text)] };
  }
}

function drawDigest({ champion, decision, contacts, strategies, proposed }: Digest): Card {
  const text = `Good morning: ${plural(contacts, 'contact')} scored, ${plural(proposed.length, 'campaign')} proposed`;
  return {
    text,
    blocks: [
      header('Good morning'),
      section(`${plural(contacts, 'contact')} scored. ${escapeText(decision)}`),
      ...(champion === null ? [] : [context(modelHealth(champion))]),
      ...proposed.map(({ number, strategy }) => ({
        type: 'section' as const,
        text: {
          type: 'mrkdwn' as const,
          text: `*${number}. ${escapeText(strategy.title)}*\n${escapeText(strategy.reason)}\n${describeCounts(strategy.counts)}`,
        },
        accessory: {
          type: 'button' as const,
          text: { type: 'plain_text' as const, text: 'Review' },
          action_id: CAMPAIGN_BUTTONS.open,
          value: String(number),
          accessibility_label: `Review campaign ${number}`,
        },
      })),
      context(
        strategies.length === 0
          ? 'Nothing is proposed: `/campaign` says why.'
          : 'Nothing is sent before somebody approves it.',
      ),
    ],
  };
}
