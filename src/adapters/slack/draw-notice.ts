/** Draws what Flywheel tells the team by itself. */

import type { KnownBlock } from '@slack/types';
import type { Campaign } from '../../domain/campaign.ts';
import type { Digest, Notice } from '../../domain/notifier.ts';
import type { QualityReport } from '../../domain/quality-report.ts';
import { describeCounts } from '../../domain/strategy.ts';
import { type Card, context, cut, header, section, toCard } from './card.ts';
import { drawChampionChanged } from './draw-champion.ts';
import { drawBroughtBack } from './draw-decision-trail.ts';
import { drawDrift } from './draw-drift.ts';
import { modelTrust } from './draw-forecast.ts';
import { openButton } from './draw-lifecycle.ts';
import { drawResults } from './draw-results.ts';
import { day, escapeText, moment, money, oneLine, percent, plural, range } from './mrkdwn.ts';

export function drawNotice(notice: Notice): Card {
  switch (notice.kind) {
    case 'digest':
      return drawDigest(notice.digest);
    case 'quiet week':
      return drawQuiet(notice);
    case 'drift':
      return drawDrift(notice.findings);
    case 'champion changed':
      return drawChampionChanged(notice);
    case 'heads rolled back':
      return drawBroughtBack('heads', notice);
    case 'next products rolled back':
      return drawBroughtBack('next products', notice);
    case 'training held':
      return drawHeld(notice.report);
    case 'job failed':
      return toCard(`The job ${oneLine(notice.name)} failed: ${escapeText(notice.error)}`, [
        section(`:warning: The job *${oneLine(notice.name)}* failed. ${escapeText(cut(notice.error, 2000))}`),
        // Ours, with commands in it.
        context(notice.next),
      ]);
    case 'campaign waits':
      return drawWaiting(notice.campaign);
    case 'campaign results':
      return drawCameBack(notice);
    case 'campaign changed':
      return toCard(escapeText(notice.text), [section(escapeText(notice.text))]);
  }
}

function drawWaiting({ number, strategy, state, expiresAt }: Campaign): Card {
  const whose = state === 'half approved' ? 'a second approval' : 'a decision';
  const title = `Campaign ${number}, “${oneLine(strategy.title)}”, waits for ${whose}`;
  return toCard(title, [
    section(`:hourglass: ${title}. It expires unsent ${moment(expiresAt)}.`),
    { type: 'actions', elements: [openButton(number, 'Review')] },
  ]);
}

function drawCameBack({
  campaign,
  hours,
  isFinal,
  results,
}: Extract<Notice, { kind: 'campaign results' }>): Card {
  const when = isFinal
    ? `at the end of its outcome window (${plural(hours / 24, 'day')})`
    : `${hours} hours after sending began`;
  const title = `What came back of campaign ${campaign.number}, ${when}`;
  return toCard(`${title}. ${escapeText(results.uplift)}`, [
    section(`*${title}*`),
    ...drawResults(campaign, results),
  ]);
}

function drawHeld({ checks, from, to }: QualityReport): Card {
  const list = checks
    .filter(({ ok }) => !ok)
    .map(
      ({ name, count, of, share, threshold }) =>
        `• ${oneLine(name)}: ${percent(share)} (${count} of ${of}), above the limit of ${percent(threshold)}`,
    );
  return toCard('Training is held back: the data are not good enough', [
    header('Training is held back'),
    section(
      `The data are not good enough to learn from; the champion stays. Counted over what arrived ${from === 0 ? 'until' : `from ${day(from)} to`} ${day(to)}:\n${list.join('\n')}`,
    ),
    context(
      'Show this to whoever looks after the shop’s data. Once it is mended the next night learns again; `npm run job -- nightly` does so at once.',
    ),
  ]);
}

function drawQuiet({ mornings, contacts }: Extract<Notice, { kind: 'quiet week' }>): Card {
  const words = `Nothing new in ${plural(mornings, 'morning')}: no campaign to propose, and the same models serve. The nights went well; the last scored ${plural(contacts, 'contact')}.`;
  return toCard(words, [section(words), context('`/campaign` says why nothing is proposed.')]);
}

function drawDigest({ champion, decision, besidesNews, contacts, strategies, proposed }: Digest): Card {
  const waits = `${plural(proposed.length, 'campaign waits', 'campaigns wait')} for your approval`;
  const blocks: KnownBlock[] = [
    header('Good morning'),
    section(`*${waits}.* ${sayScored(contacts)}.`),
    ...proposed.map(drawProposal),
    context(
      strategies.length === 0
        ? 'Nothing is proposed: `/campaign` says why.'
        : 'Nothing is sent before somebody approves it.',
    ),
    ...(besidesNews === null ? [] : [section(`*Also new*\n${escapeText(besidesNews)}`)]),
    context(
      `What was learnt: ${escapeText(decision)}${champion === null ? '' : `\n${modelTrust(champion)}`}`,
    ),
  ];
  return toCard(`Good morning: ${sayScored(contacts)}, ${waits}`, blocks);
}

/** Nothing scores as long as there is too little to learn from; what is proposed then rests on counting. */
function sayScored(contacts: number): string {
  return contacts === 0 ? 'Nobody is scored yet' : `${plural(contacts, 'contact')} scored`;
}

function drawProposal({ number, strategy }: Campaign): KnownBlock {
  const { reason, counts, expectedRevenueCents, currency } = strategy;
  const { value, low, high } = expectedRevenueCents;
  const revenue = `${money(value, currency)} (${range(money(low, currency), money(high, currency))})`;
  const block = section(
    `*${number}. ${oneLine(strategy.title)}*\n${escapeText(cut(reason, 1_000))}\n${describeCounts(counts)}\nExpected revenue: ${revenue}`,
  );
  return { ...block, accessory: openButton(number, 'Review') } as KnownBlock;
}
