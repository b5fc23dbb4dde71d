/** What has moved beyond chance since the champion learned, in words: what, how much, what it means and what to do. */

import { DAY } from '../domain/clock.ts';
import type { DriftFinding, DriftMeasures, DriftReport, Shift } from '../domain/drift-report.ts';
import type { Arrivals } from '../domain/event.ts';
import type { LiveEvidence } from '../domain/live-evidence.ts';
import type { Interval } from '../statistics/interval.ts';
import { newcombeInterval } from '../statistics/proportion-interval.ts';
import { judgeCalibration } from './judge-live.ts';

export interface DriftFacts {
  /** Null where the champion kept nothing to compare with, or there is none. */
  readonly measures: DriftMeasures | null;
  /** What came true of the scores of an outcome window ago. */
  readonly live: LiveEvidence | null;
  /** What arrived in the last week, and in the four weeks before. */
  readonly recent: Arrivals;
  readonly before: Arrivals;
  readonly now: number;
  /** A feature's value in words, or null. */
  readonly describeFeature: (name: string, value: number) => string | null;
}

/** Fewer contacts, or orders, on either side say nothing. */
const MIN_CONTACTS = 100;
const MIN_ORDERS = 30;
/** By custom a large shift (Siddiqi, 2006): a smaller one, however sure, asks for nothing to be done. */
const LARGE_SHIFT = 0.25;
/** So many of a hundred orders more than before arrive late. */
const LATE_SHARE = 0.05;
/** Silence that chance brings once in a thousand. */
const SILENCE_CHANCE = 0.001;
const MIN_LIVE_DAYS = 7;
const FEATURES_TOLD = 3;

/** Silent where nothing moved beyond chance: a report without findings. */
export function judgeDrift(facts: DriftFacts): DriftReport {
  const parts = [
    judgeFeatures(facts),
    judgeScores(facts),
    judgeCalibration(facts.live),
    judgeLateOrders(facts),
    judgeSilence(facts),
  ];
  return {
    findings: parts.flatMap(({ finding }) => finding ?? []),
    looked: parts.flatMap(({ looked }) => looked ?? []),
  };
}

interface Look {
  readonly finding?: DriftFinding | null;
  readonly looked?: string;
}

function judgeFeatures({ measures, describeFeature }: DriftFacts): Look {
  if (measures === null)
    return {
      looked: 'Features: not compared; the champion kept nothing to compare with. The next one will.',
    };
  const { columns } = measures;
  const few = sayTooFew(columns[0]);
  if (few !== null) return { looked: `Features: ${few}` };
  const moved = columns.filter(hasMoved).sort((a, b) => excess(b) - excess(a));
  const [most] = columns.toSorted((a, b) => excess(b) - excess(a));
  const looked = `Features: ${moved.length} of ${columns.length} moved beyond chance and their usual pace; the furthest: ${sayColumn(most!, describeFeature)}.`;
  if (moved.length === 0) return { looked };
  const told = moved.slice(0, FEATURES_TOLD).map((column) => sayColumn(column, describeFeature));
  const others = moved.length - told.length;
  return {
    looked,
    finding: {
      keys: moved.map(({ name }) => `feature ${name}`),
      what: `Contacts are not who the model learned from any more. ${told.join('; ')}${others > 0 ? `; and ${others} more` : ''}.`,
      means: 'The forecasts are made for contacts that the model knows less well.',
      advice:
        'If your tracking, shop or customers changed on purpose, nothing is to do: each night trains on the newest data, and a better model takes over. If not, look first whether an event is not sent any more or is sent twice.',
    },
  };
}

function judgeScores({ measures }: DriftFacts): Look {
  if (measures === null) return {};
  const { scores } = measures;
  const few = sayTooFew(scores);
  if (few !== null) return { looked: `Scores: ${few}` };
  const shares = `${sayPercent(1 - scores.shareThen)} of contacts were above ${sayPercent(scores.bound)} when the model was judged, ${sayPercent(1 - scores.shareNow)} are tonight`;
  const looked = `Scores: ${shares}; ${sayIndex(scores)}.`;
  if (!hasMoved(scores)) return { looked };
  return {
    looked,
    finding: {
      keys: ['scores'],
      what: `Scores have moved: ${shares} (${sayIndex(scores)}).`,
      means:
        scores.shareNow < scores.shareThen
          ? 'The model expects more orders than when it was judged.'
          : 'The model expects fewer orders than when it was judged.',
      advice:
        'Look whether it is true of your shop: a sale, a season, a new channel. If it is not, `/model` takes the former champion back.',
    },
  };
}

function judgeLateOrders({ recent, before }: DriftFacts): Look {
  if (recent.orders < MIN_ORDERS || before.orders < MIN_ORDERS)
    return {
      looked: `Delay of orders: not enough data, ${recent.orders} orders arrived live in the last week and ${before.orders} in the four before; it takes ${MIN_ORDERS}.`,
    };
  const late = ({ lateOrders, orders }: Arrivals) => ({ successes: lateOrders, trials: orders });
  const difference = newcombeInterval(late(recent), late(before));
  const shares = `${sayPercent(recent.lateOrders / recent.orders)} of the ${recent.orders} orders of the last week arrived more than a day after they were placed, ${sayPercent(before.lateOrders / before.orders)} of ${before.orders} in the four weeks before`;
  const looked = `Delay of orders: half arrive within ${sayTime(recent.medianDelayMs)}, 95 % within ${sayTime(recent.p95DelayMs)}; ${shares}.`;
  if (difference.low <= LATE_SHARE) return { looked };
  return {
    looked,
    finding: {
      keys: ['late orders'],
      what: `Orders arrive later than before: ${shares} (difference ${sayPoints(difference)}).`,
      means:
        'Who ordered in the last days looks as though they had not: the model learns that, and forecasts too few orders.',
      advice: 'Check the queue and the clock of whatever sends orders.',
    },
  };
}

/** Whether live events have stopped, for longer than the shop's own quiet days explain. */
function judgeSilence({ recent, before, now }: DriftFacts): Look {
  const lastAt = recent.lastAt ?? before.lastAt;
  const days = before.firstAt === null ? 0 : Math.floor((before.until - before.firstAt) / DAY);
  if (lastAt === null || days < MIN_LIVE_DAYS)
    return { looked: 'Newest event: not enough data, events have not arrived live for two weeks yet.' };
  const silent = Math.floor((now - lastAt) / DAY);
  const looked = `Newest event: arrived ${sayTime(now - lastAt)} ago; ${before.liveDays} of ${days} days before the last week brought events.`;
  const quiet = (Math.max(0, days - before.liveDays) + 0.5) / (days + 1);
  if (silent < 1 || quiet ** silent >= SILENCE_CHANCE) return { looked };
  return {
    looked,
    finding: {
      keys: ['silence'],
      what: `No customer event has arrived for ${sayTime(now - lastAt)}; ${before.liveDays} of ${days} days before brought some.`,
      means:
        'Everybody seems to have gone quiet: forecasts fall though your customers may be as active as ever.',
      advice: 'Check that your shop still sends events to `/v1`.',
    },
  };
}

function hasMoved(shift: Shift): boolean {
  return shift.psi > shift.limit + shift.usual && excess(shift) >= LARGE_SHIFT;
}

function excess({ psi, byChance, usual }: Shift): number {
  return psi - byChance - usual;
}

function sayTooFew(shift: Shift | undefined): string | null {
  const { reference, current } = shift?.sizes ?? { reference: 0, current: 0 };
  return Math.min(reference, current) < MIN_CONTACTS
    ? `not enough data, ${Math.round(reference)} contacts then and ${current} tonight; it takes ${MIN_CONTACTS}.`
    : null;
}

function sayColumn(column: Shift, describeFeature: DriftFacts['describeFeature']): string {
  const { name, bound, shareThen, shareNow, isOnlyBound } = column;
  const words = describeFeature(name, bound) ?? `${name} ${bound}`;
  return `“${words}”${isOnlyBound || bound <= 0 ? '' : ' or less'} was true of ${sayPercent(shareThen)}, now of ${sayPercent(shareNow)} (${sayIndex(column)})`;
}

/** "PSI 0.31, 0.02 by chance alone, 0.05 at its usual pace" */
function sayIndex({ psi, byChance, usual }: Shift): string {
  return `PSI ${psi.toFixed(2)}, by chance alone ${byChance.toFixed(2)}, at its usual pace ${usual.toFixed(2)}`;
}

function sayPercent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function sayPoints({ estimate, low, high }: Interval): string {
  return `${(100 * estimate).toFixed(1)} points, 95 % interval ${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)}`;
}

function sayTime(ms: number): string {
  const minutes = Math.max(0, ms) / 60_000;
  if (minutes < 1) return 'a minute';
  if (minutes < 120) return `${Math.round(minutes)} minutes`;
  const hours = minutes / 60;
  return hours < 48 ? `${Math.round(hours)} hours` : `${Math.round(hours / 24)} days`;
}
