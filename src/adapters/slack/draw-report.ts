/** Draws what came back of a week's e-mails, or of one campaign's, with denominators and beside the week before. */

import type { KnownBlock } from '@slack/types';
import type { ModelRun } from '../../domain/model-run.ts';
import type { OutcomeCounts } from '../../domain/outcome.ts';
import type { Rate } from '../../domain/results.ts';
import { type Card, context, header, section, toCard } from './card.ts';
import { modelTrust } from './draw-forecast.ts';
import { openButton } from './draw-lifecycle.ts';
import { sayRates } from './draw-results.ts';
import { type LeftAloneView, sayUplift } from './draw-uplift.ts';
import { count, day, escapeText, money, oneLine, percent, plural } from './mrkdwn.ts';

export interface ReportView {
  /** Such as "The last 7 days" or "Campaign 12: Win back". */
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly counts: OutcomeCounts;
  readonly rates: readonly Rate[];
  /** The same of the week before; null where nothing is compared. */
  readonly before: { readonly counts: OutcomeCounts; readonly rates: readonly Rate[] } | null;
  readonly currency: string;
  readonly conversionWindowDays: number;
  /** What each campaign added, in words, newest first. */
  readonly uplifts: readonly { readonly number: number; readonly title: string; readonly words: string }[];
  readonly champion: ModelRun | null;
  /** Of all campaigns of a year together, as the last night measured it; null before one has. */
  readonly leftAlone: LeftAloneView | null;
}

const UPLIFTS = 10;

export function drawReport(view: ReportView): Card {
  const { title, counts, before, currency, champion } = view;
  const uplifts = view.uplifts.slice(0, UPLIFTS);
  return toCard(`${oneLine(title)}: ${plural(counts.sent, 'e-mail')} sent`, [
    header(title),
    context(
      `E-mails sent ${saySpan(day(view.from), day(view.to))}, and all that came back of them until now`,
    ),
    section(
      `*${plural(counts.sent, 'e-mail')} sent*${sayBefore(before, (b) => count(b.counts.sent))}\n${sayDelivered(counts, before)}`,
    ),
    section(`*What came back*\n${sayRates(view.rates)}${sayRatesBefore(before)}`),
    section(
      `*Revenue of orders within ${view.conversionWindowDays} days of an e-mail:* ${money(counts.revenueCents, currency)}${sayBefore(before, (b) => money(b.counts.revenueCents, currency))}\nOrders that would have come anyway are in it; what the e-mails added stands below.`,
    ),
    ...(uplifts.length === 0 ? [] : [section('*What the e-mails added* (treated against held out)')]),
    ...uplifts.map(({ number, title: name, words }) => ({
      ...section(`*${number}. ${oneLine(name)}*\n${escapeText(words)}`),
      accessory: openButton(number, 'Open'),
    })),
    ...drawUplift(view.leftAlone),
    context(champion === null ? 'There is no model yet: `/model` says why.' : modelTrust(champion)),
  ]);
}

function drawUplift(leftAlone: LeftAloneView | null): KnownBlock[] {
  const words = leftAlone && sayUplift(leftAlone);
  return words === null ? [] : [context(words)];
}

function saySpan(from: string, to: string): string {
  return from === to ? `on ${from}` : `from ${from} to ${to}`;
}

/** No server reports what was delivered, so what did not come back as undeliverable stands for it. */
function sayDelivered({ sent, outcomes }: OutcomeCounts, before: ReportView['before']): string {
  if (sent === 0)
    return before !== null && before.counts.sent > 0
      ? 'Nothing was sent in this time. What the e-mails of the week before brought stands in their campaigns: `/campaign` lists them.'
      : 'Nothing was sent in this time. `/campaign` shows what waits for approval.';
  const delivered = Math.max(0, sent - outcomes.bounced);
  const complaints = outcomes.complained > 0 ? `, ${plural(outcomes.complained, 'complaint')}` : '';
  return `Delivered, as far as no mail server said otherwise: *${percent(delivered / sent)}* (${count(delivered)} of ${count(sent)}; ${count(outcomes.bounced)} bounced${complaints})`;
}

type Before = NonNullable<ReportView['before']>;

function sayBefore(before: ReportView['before'], say: (before: Before) => string): string {
  return before === null ? '' : ` (the week before: ${say(before)})`;
}

function sayRatesBefore(before: ReportView['before']): string {
  if (before === null) return '';
  const known = before.rates.filter(({ denominator }) => denominator > 0);
  if (known.length === 0) return '\nThe week before nothing was sent, so there is nothing to compare with.';
  const words = known.map(
    ({ name, numerator, denominator }) =>
      `${name.toLowerCase()} ${percent(numerator / denominator)} (${count(numerator)} of ${count(denominator)})`,
  );
  return `\nThe week before: ${words.join(', ')}. Its e-mails have had a week longer to bring something.`;
}
