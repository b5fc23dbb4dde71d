/** Logistic regressions on recency, frequency and monetary value: who leaves, who buys, and when, as chances from bin to bin. */

import { z } from 'zod';
import type { SurvivalCurves } from '../../statistics/survival.ts';
import { fitLogisticWeights, predictLogistic } from '../fit-logistic-weights.ts';
import type { FeatureSet } from '../model.ts';
import { learnScaling, SCALING, scaleFeatures } from '../scale-features.ts';
import { takeFeatures } from '../take-rows.ts';
import { findBin } from './hazard-bins.ts';
import { type Foretold, type HeadSet, knownRows } from './heads.ts';
import { columnsOf } from './read-columns.ts';
import type { SimpleParts } from './simple-rung.ts';

const LOGISTIC = z.object({ scaling: SCALING, weights: z.array(z.number()) });
type Logistic = z.output<typeof LOGISTIC>;

const KNOWN = z.object({
  edges: z.array(z.number()),
  leaves: LOGISTIC,
  buys: LOGISTIC,
  hazards: LOGISTIC,
  /** Of an order, where no own one of known worth is there. */
  meanOrderCents: z.number(),
});
type Known = z.output<typeof KNOWN>;

/** Recency, frequency, monetary value. */
const RFM = ['recencyDays', 'orderCount', 'totalSpentCents'];
const L2 = 1;
/** More rows say the same in more time, of which each becomes one for each bin: every nth is taken. */
const MOST_TIMED = 20_000;

export const LOGISTIC_REGRESSION: SimpleParts<Known> = {
  kind: 'logistic-regression',
  config: { features: RFM, l2: L2 },
  known: KNOWN,
  learn: (training, { edges }) => ({
    edges: [...edges],
    leaves: fitLogistic(training, training.leaves),
    buys: fitLogistic(training, training.bought),
    hazards: fitHazards(training, edges),
    meanOrderCents: meanOrder(training),
  }),
  foretell,
};

/** What is spent is the probability of an order times the mean of the own orders. */
function foretell({ leaves, buys, hazards, edges, meanOrderCents }: Known, inputs: FeatureSet): Foretold {
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

function meanOrder(training: HeadSet): number {
  const column = columnsOf(training);
  const means = Array.from({ length: training.rows }, (_, row) => column('meanOrderCents', row)).filter(
    (cents) => cents > 0,
  );
  return means.reduce((sum, cents) => sum + cents, 0) / Math.max(1, means.length);
}

/** Of the rows whose label is known. */
function fitLogistic(training: HeadSet, labels: ArrayLike<number>): Logistic {
  const rows = knownRows(labels);
  const { scaling, x } = scaleRows(training, rows);
  return {
    scaling,
    weights: [
      ...fitLogisticWeights(
        x,
        Float32Array.from(rows, (row) => labels[row]!),
        L2,
      ),
    ],
  };
}

function askLogistic({ scaling, weights }: Logistic, { x, rows }: FeatureSet): Float32Array {
  return predictLogistic(weights, scaleFeatures(scaling, x, rows), rows);
}

/**
 * The chance to order in a bin for who has not before, with a level for each bin: a row counts in each bin that it was watched
 * through, and in that of its order. Cox's discrete model (JRSS B 34, 1972), so who is censored is used for as long as it was seen.
 */
function fitHazards(training: HeadSet, edges: readonly number[]): Logistic {
  const known = knownRows(training.nextOrderDays);
  const step = Math.ceil(known.length / MOST_TIMED);
  const rows = known.filter((_, at) => at % step === 0);
  const { scaling, x, width } = scaleRows(training, rows);
  const seen = rows.flatMap((row, at) => {
    const { survived, event } = findBin(training.nextOrderDays[row]!, training.ordered[row]! > 0.5, edges);
    const bins = Array.from({ length: survived }, (_, bin) => ({ at, bin, label: 0 }));
    return event < 0 ? bins : [...bins, { at, bin: event, label: 1 }];
  });
  const binned = new Float32Array(seen.length * (width + edges.length - 1));
  seen.forEach(({ at, bin }, to) => {
    writeBinned(binned, { x, at, width, bin, bins: edges.length, to });
  });
  return {
    scaling,
    weights: [
      ...fitLogisticWeights(
        binned,
        seen.map(({ label }) => label),
        L2,
      ),
    ],
  };
}

function askHazards(
  { scaling, weights }: Logistic,
  { x, rows }: FeatureSet,
  edges: readonly number[],
): SurvivalCurves {
  const scaled = scaleFeatures(scaling, x, rows);
  const width = scaling.columns.length;
  const binned = new Float32Array(edges.length * (width + edges.length - 1));
  const at = new Float32Array(rows * edges.length);
  for (let row = 0; row < rows; row += 1) {
    binned.fill(0);
    edges.forEach((_, bin) => {
      writeBinned(binned, { x: scaled, at: row, width, bin, bins: edges.length, to: bin });
    });
    let surviving = 1;
    predictLogistic(weights, binned, edges.length).forEach((hazard, bin) => {
      surviving *= 1 - hazard;
      at[row * edges.length + bin] = surviving;
    });
  }
  return { edges, at };
}

/** A row's features, then 1 at its bin; the last bin is all 0. */
function writeBinned(
  out: Float32Array,
  row: {
    readonly x: Float32Array;
    readonly at: number;
    readonly width: number;
    readonly bin: number;
    readonly bins: number;
    readonly to: number;
  },
): void {
  const { x, at, width, bin, bins } = row;
  const from = row.to * (width + bins - 1);
  out.set(x.subarray(at * width, (at + 1) * width), from);
  if (bin < bins - 1) out[from + width + bin] = 1;
}

function scaleRows(training: HeadSet, rows: readonly number[]) {
  const columns = RFM.map((name) => training.featureNames.indexOf(name)).filter((column) => column >= 0);
  const x = takeFeatures(training, rows);
  const scaling = learnScaling({ ...training, x, rows: rows.length }, columns);
  return { scaling, x: scaleFeatures(scaling, x, rows.length), width: columns.length };
}
