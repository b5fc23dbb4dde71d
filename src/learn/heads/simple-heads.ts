/** The simple ways to foretell who leaves, what is spent and when the next order comes: what a network has to beat. */

import type { RungKind } from '../../domain/heads-report.ts';
import { type BgNbd, expectedPurchases, fitBgNbd, purchaseProbability } from '../../statistics/bg-nbd.ts';
import { expectedMeanValue, fitGammaGamma, type GammaGamma } from '../../statistics/gamma-gamma.ts';
import { quantileOfSorted } from '../../statistics/quantile.ts';
import { kaplanMeier, survivalTime } from '../../statistics/survival.ts';
import type { FeatureSet } from '../model.ts';
import { findRhythmColumns, readPurchaseHistory, thinHistories } from '../read-purchase-history.ts';
import { type Foretold, type HeadSet, type HeadTerms, KNOWS_NOTHING, knownRows } from './heads.ts';
import { askHazards, askLogistic, fitHazards, fitLogistic, type Logistic } from './logistic-heads.ts';

/** All that the simple rungs learned; JSON-safe, saved as it is. */
export interface SimpleHeads extends HeadTerms {
  readonly featureNames: readonly string[];
  /** Days, rising to the horizon, between which a survival curve is straight. */
  readonly edges: readonly number[];
  readonly constant: {
    readonly leaves: number;
    readonly valueCents: number;
    readonly survival: readonly number[];
    /** Of who never ordered. */
    readonly newcomerCents: number;
  };
  /** Of an order, where no own one of known worth is there. */
  readonly meanOrderCents: number;
  readonly leaves: Logistic;
  readonly buys: Logistic;
  readonly hazards: Logistic;
  /** Null where contacts follow no rule that could be found. */
  readonly rhythm: { readonly purchases: BgNbd; readonly values: GammaGamma | null } | null;
}

/** More bins than events to fill them say nothing; as many as in the papers do no harm. */
const BINS = 12;
const LEAST_BIN_DAYS = 1;
/** Beyond it a value, in days or cents, says no more; it keeps what is foretold a number. */
const MOST_VALUE = 1e12;
/** As for the models of the night: a weak prior keeps the likelihood from running off where nobody leaves. */
const PRIOR_DEVIATION = 2;

/** Learns all simple rungs. Rows without an order before know no rhythm; labels that are NaN are left out. */
export function fitSimpleHeads(training: HeadSet, terms: HeadTerms): SimpleHeads {
  const edges = chooseEdges(training, terms);
  const known = knownRows(training.nextOrderDays);
  const take = (values: ArrayLike<number>) => known.map((row) => values[row]!);
  const survival = kaplanMeier(take(training.nextOrderDays), take(training.ordered), edges);
  const column = columnsOf(training);
  const newcomers = knownRows(training.valueCents).filter((row) => !(column('orderCount', row) > 0));
  return {
    ...terms,
    featureNames: training.featureNames,
    edges,
    constant: {
      leaves: meanOf(training.leaves, knownRows(training.leaves)),
      valueCents: meanOf(training.valueCents, knownRows(training.valueCents)),
      survival: [...survival],
      newcomerCents: newcomers.length === 0 ? 0 : meanOf(training.valueCents, newcomers),
    },
    meanOrderCents: meanOrder(training),
    leaves: fitLogistic(training, training.leaves),
    buys: fitLogistic(training, training.bought),
    hazards: fitHazards(training, edges),
    rhythm: fitRhythm(training),
  };
}

/** What a simple rung says of each row. */
export function foretellSimply(simple: SimpleHeads, kind: RungKind, inputs: FeatureSet): Foretold {
  if (kind === 'base-rate') return foretellConstant(simple, inputs.rows);
  if (kind === 'logistic-regression') return foretellLogistic(simple, inputs);
  if (kind === 'own-rhythm') return foretellOwnRhythm(simple, inputs);
  return foretellRhythm(simple, inputs);
}

function foretellConstant({ constant, edges }: SimpleHeads, rows: number): Foretold {
  const at = Float32Array.from(
    { length: rows * edges.length },
    (_, i) => constant.survival[i % edges.length]!,
  );
  return {
    leaves: new Float32Array(rows).fill(constant.leaves),
    valueCents: new Float32Array(rows).fill(constant.valueCents),
    nextOrder: { edges, at },
    nextOrderDays: null,
  };
}

/** Recency, frequency and monetary value; what is spent is the probability of an order times the mean of the own orders. */
function foretellLogistic(
  { leaves, buys, hazards, edges, meanOrderCents }: SimpleHeads,
  inputs: FeatureSet,
): Foretold {
  const column = columnsOf(inputs);
  return {
    leaves: askLogistic(leaves, inputs),
    valueCents: askLogistic(buys, inputs).map(
      (p, row) => p * (column('meanOrderCents', row) || meanOrderCents),
    ),
    nextOrder: askHazards(hazards, inputs, edges),
    nextOrderDays: null,
  };
}

/** The last order plus the mean of the own gaps; any day now where that is over, the shop's median where there is no gap. */
function foretellOwnRhythm({ constant, edges }: SimpleHeads, inputs: FeatureSet): Foretold {
  const column = columnsOf(inputs);
  const usual = survivalTime({ edges, at: constant.survival }, 0);
  const days = (row: number) =>
    column('hasOrderRhythm', row) > 0 ? column('meanOrderGapDays', row) - column('recencyDays', row) : usual;
  return {
    leaves: null,
    valueCents: null,
    nextOrder: null,
    nextOrderDays: Float32Array.from({ length: inputs.rows }, (_, row) =>
      Math.min(edges.at(-1)!, Math.max(0, days(row))),
    ),
  };
}

/** BG/NBD and Gamma-Gamma. */
function foretellRhythm({ rhythm, edges, constant, ...terms }: SimpleHeads, inputs: FeatureSet): Foretold {
  if (rhythm === null) return KNOWS_NOTHING;
  const { purchases, values } = rhythm;
  const column = columnsOf(inputs);
  const histories = readHistories(inputs);
  const at = new Float32Array(inputs.rows * edges.length);
  const leaves = new Float32Array(inputs.rows);
  const cents = new Float32Array(inputs.rows);
  histories.forEach((history, row) => {
    cents[row] = constant.newcomerCents;
    if (history === null) return;
    edges.forEach((edge, k) => {
      at[row * edges.length + k] = 1 - purchaseProbability(purchases, history, edge);
    });
    leaves[row] = 1 - purchaseProbability(purchases, history, terms.horizonDays);
    if (values === null) return;
    const mean = column('meanOrderCents', row);
    const worth = expectedMeanValue(values, { purchases: mean > 0 ? history.repeats + 1 : 0, mean });
    cents[row] = expectedPurchases(purchases, history, terms.outcomeWindowDays) * worth;
  });
  return {
    leaves,
    valueCents: values === null ? null : cents,
    nextOrder: { edges, at },
    nextOrderDays: null,
  };
}

/** Where events are frequent bins are narrow: quantiles of the days to orders that came, up to the horizon. */
export function chooseEdges({ nextOrderDays, ordered }: HeadSet, { horizonDays }: HeadTerms): number[] {
  const days = Float64Array.from(nextOrderDays)
    .filter((_, row) => ordered[row]! > 0.5)
    .sort();
  const edges: number[] = [];
  for (let bin = 1; bin < BINS; bin += 1) {
    const edge = quantileOfSorted(days, bin / BINS);
    if (edge - (edges.at(-1) ?? 0) >= LEAST_BIN_DAYS && horizonDays - edge >= LEAST_BIN_DAYS)
      edges.push(edge);
  }
  return [...edges, horizonDays];
}

function fitRhythm(training: HeadSet): SimpleHeads['rhythm'] {
  const histories = readHistories(training);
  const purchases = fitBgNbd(thinHistories(histories.filter((one) => one !== null)), {
    priorDeviation: PRIOR_DEVIATION,
  });
  if (purchases === null) return null;
  const column = columnsOf(training);
  const worths = histories.flatMap((history, row) => {
    const mean = column('meanOrderCents', row);
    return history !== null && mean > 0 ? [{ purchases: history.repeats + 1, mean }] : [];
  });
  return { purchases, values: worths.length === 0 ? null : fitGammaGamma(worths) };
}

function readHistories({ x, rows, featureNames }: FeatureSet) {
  const columns = findRhythmColumns(featureNames);
  return Array.from({ length: rows }, (_, row) =>
    readPurchaseHistory(columns.map((column) => boundFeature(x[row * featureNames.length + column]!))),
  );
}

/** A feature of a row by its name, none of which is below 0; 0 where there is none, or it is no number. */
function columnsOf({ x, featureNames }: FeatureSet) {
  return (name: string, row: number): number => {
    const column = featureNames.indexOf(name);
    return column < 0 ? 0 : boundFeature(x[row * featureNames.length + column]!);
  };
}

function boundFeature(value: number): number {
  return value > 0 ? Math.min(MOST_VALUE, value) : 0;
}

function meanOrder(training: HeadSet): number {
  const column = columnsOf(training);
  const means = Array.from({ length: training.rows }, (_, row) => column('meanOrderCents', row)).filter(
    (cents) => cents > 0,
  );
  return means.reduce((sum, cents) => sum + cents, 0) / Math.max(1, means.length);
}

function meanOf(values: ArrayLike<number>, rows: readonly number[]): number {
  return rows.reduce((sum, row) => sum + values[row]!, 0) / rows.length;
}
