/** Who serves from tonight on: the rule by which a challenger is promoted or stays one. */

import type { PlannedComparison } from '../domain/comparison.ts';
import { isMiscalibrated } from '../statistics/calibration.ts';
import { isEnough, sayEnough } from '../statistics/enough.ts';
import type { Interval } from '../statistics/interval.ts';
import type { LevelInterval } from '../statistics/mean-interval.ts';

/** A freshly trained model and what it came to on the test set. */
export interface Contender {
  readonly kind: string;
  readonly logLoss: number;
  /** Its log loss minus that of the baseline on the same rows, with its interval: below zero is better. */
  readonly againstBaseline: Interval | null;
  /** The same minus the champion's, at the level that tonight asks for; null where nothing is asked. */
  readonly comparison: LevelInterval | null;
  /** How many ordered for each order that it foretold; null where that was not measured. */
  readonly observedToExpected: Interval | null;
}

export interface ChampionInput {
  /** The baseline first. */
  readonly contenders: readonly [Contender, ...Contender[]];
  /** The test set: how many contacts, and how many of them ordered. */
  readonly test: { readonly rows: number; readonly positives: number };
  /** The champion's log loss on the same test set; null when there is none that can serve. */
  readonly champion: ({ readonly kind: string; readonly logLoss: number } & PlannedComparison) | null;
}

/** What becomes of one contender, and why in plain words. */
export interface Verdict {
  readonly kind: string;
  readonly decision: 'promote' | 'keep';
  readonly reason: string;
}

/**
 * At most one contender is promoted: the one with the lowest log loss of those that beat champion and baseline beyond
 * noise (the interval of the paired difference lies below zero: 95 % against the baseline, against the champion as sure as `planComparison` asks) and whose probabilities are
 * not off beyond noise either (the interval of observed to expected orders meets 0.8 to 1.25: calibration in the large,
 * Steyerberg et al., Epidemiology 2010). While nobody serves the baseline does, unless another beats it: somebody has to.
 * On a test set with too few of either outcome none of this can be told: whoever serves stays, and first the baseline does.
 */
export function decideChampion({ contenders, test, champion }: ChampionInput): Verdict[] {
  if (!isEnough(test)) return keepAll(contenders, test, champion);
  const obstacles = contenders.map((contender) => findObstacle(contender, champion));
  const fit = contenders.filter((_, index) => obstacles[index] === null);
  const best = fit.reduce<Contender | null>((a, b) => (a === null || b.logLoss < a.logLoss ? b : a), null);
  const [baseline] = contenders;
  const promoted = best ?? (champion === null ? baseline : null);
  return contenders.map((contender, index) =>
    contender === promoted
      ? { kind: contender.kind, decision: 'promote', reason: sayPromotion(contender, champion) }
      : {
          kind: contender.kind,
          decision: 'keep',
          reason: sayKept(contender, obstacles[index] ?? null, promoted),
        },
  );
}

function keepAll(
  contenders: ChampionInput['contenders'],
  test: ChampionInput['test'],
  champion: ChampionInput['champion'],
): Verdict[] {
  const few = `not enough data to tell models apart, since ${test.positives} of ${test.rows} contacts in the test ordered and ${sayEnough('did')}`;
  return contenders.map((contender, index) => {
    const isFirst = champion === null && index === 0;
    const [decision, did] = isFirst
      ? (['promote', 'Serves first'] as const)
      : (['keep', 'Not promoted'] as const);
    return { kind: contender.kind, decision, reason: `${did}: ${sayLoss(contender)}; ${few}.` };
  });
}

/** What keeps it from serving, in words; null when nothing does. Without a champion the baseline has nobody to beat. */
function findObstacle(contender: Contender, champion: ChampionInput['champion']): string | null {
  const { againstBaseline, comparison, observedToExpected } = contender;
  if (champion !== null && comparison === null)
    return `not compared with the champion, the ${say(champion.kind)} (${round(champion.logLoss)}), before ${new Date(champion.nextAt).toISOString().slice(0, 10)}: by then there is a week of new orders since the last comparison`;
  if (champion !== null && comparison !== null && comparison.high >= 0)
    return `no better than the champion, ${sayCompared(champion, comparison)}`;
  if (againstBaseline !== null && againstBaseline.high >= 0)
    return `no better than the baseline beyond chance${sayDifference(againstBaseline)}`;
  return observedToExpected !== null && isMiscalibrated(observedToExpected)
    ? `but its probabilities are off: ${observedToExpected.estimate.toFixed(2)} contacts ordered for each that it foretold (95 % interval ${observedToExpected.low.toFixed(2)} to ${observedToExpected.high.toFixed(2)})`
    : null;
}

function sayPromotion(contender: Contender, champion: ChampionInput['champion']): string {
  const { againstBaseline, comparison } = contender;
  const beaten = [
    champion === null ? '' : `, better than the champion, ${sayCompared(champion, comparison)}`,
    againstBaseline === null ? '' : `, better than the baseline${sayDifference(againstBaseline)}`,
  ].join('');
  const how = beaten === '' ? ', and no other was better beyond chance' : beaten;
  return `${champion === null ? 'Serves first' : 'Promoted'}: ${sayLoss(contender)}${how}.`;
}

function sayKept(contender: Contender, obstacle: string | null, promoted: Contender | null): string {
  const why =
    obstacle ?? `and the ${say(promoted?.kind ?? '')} does better (${round(promoted?.logLoss ?? 0)})`;
  return `Not promoted: ${sayLoss(contender)}, ${why}.`;
}

function sayCompared(
  { kind, logLoss, comparisons }: NonNullable<ChampionInput['champion']>,
  comparison: LevelInterval | null,
): string {
  return `the ${say(kind)} (${round(logLoss)}), beyond chance${sayDifference(comparison)}, in comparison ${comparisons.count} since that took over`;
}

function sayLoss({ kind, logLoss }: Contender): string {
  return `the ${say(kind)} has a log loss of ${round(logLoss)} on the test set`;
}

/** " (difference -0.0103, 95 % interval -0.0210 to +0.0004)" */
function sayDifference(difference: (Interval & { readonly level?: number }) | null): string {
  if (difference === null) return '';
  const { estimate, low, high, level = 0.95 } = difference;
  return ` (difference ${signed(estimate)}, ${sayLevel(level)} % interval ${signed(low)} to ${signed(high)})`;
}

/** 98.3, 99.937: however sure, not 100. */
function sayLevel(level: number): string {
  return String(Number((100 - Number((100 * (1 - level)).toPrecision(2))).toFixed(6)));
}

function say(kind: string): string {
  return kind.replaceAll('-', ' ');
}

function round(logLoss: number): string {
  return logLoss.toFixed(4);
}

function signed(difference: number): string {
  const text = difference.toFixed(4);
  return difference < 0 ? text.replace('-', '−') : `+${text}`;
}
