/** The rung of repeat purchases: BG/NBD says whether and how often orders come, Gamma-Gamma what they are worth. */

import { z } from 'zod';
import { expectedPurchases, fitBgNbd, purchaseProbability } from '../../statistics/bg-nbd.ts';
import { expectedMeanValue, fitGammaGamma } from '../../statistics/gamma-gamma.ts';
import type { FeatureSet } from '../model.ts';
import { thinHistories } from '../read-purchase-history.ts';
import { type Foretold, type HeadSet, KNOWS_NOTHING, knownRows } from './heads.ts';
import { columnsOf, meanOf, readHistories } from './read-columns.ts';
import type { SimpleParts } from './simple-rung.ts';

const KNOWN = z.object({
  outcomeWindowDays: z.number(),
  horizonDays: z.number(),
  edges: z.array(z.number()),
  /** What who never ordered spends within the outcome window. */
  constant: z.object({ newcomerCents: z.number() }),
  /** Null where contacts follow no rule that could be found. */
  rhythm: z
    .object({
      purchases: z.object({ r: z.number(), alpha: z.number(), a: z.number(), b: z.number() }),
      values: z.object({ p: z.number(), q: z.number(), gamma: z.number() }).nullable(),
    })
    .nullable(),
});
type Known = z.output<typeof KNOWN>;

/** As for the models of the night: a weak prior keeps the likelihood from running off where nobody leaves. */
const PRIOR = { priorDeviation: 2 } as const;

export const PURCHASE_RHYTHM: SimpleParts<Known> = {
  kind: 'purchase-rhythm',
  config: { purchases: 'BG/NBD', values: 'Gamma-Gamma', ...PRIOR },
  known: KNOWN,
  learn: (training, { outcomeWindowDays, horizonDays, edges }) => {
    const column = columnsOf(training);
    const newcomers = knownRows(training.valueCents).filter((row) => !(column('orderCount', row) > 0));
    return {
      ...{ outcomeWindowDays, horizonDays, edges: [...edges] },
      constant: { newcomerCents: meanOf(training.valueCents, newcomers) },
      rhythm: fitRhythm(training),
    };
  },
  foretell,
};

function foretell({ rhythm, edges, constant, ...terms }: Known, inputs: FeatureSet): Foretold {
  if (rhythm === null) return KNOWS_NOTHING;
  const { purchases, values } = rhythm;
  const column = columnsOf(inputs);
  const at = new Float32Array(inputs.rows * edges.length);
  const leaves = new Float32Array(inputs.rows);
  const cents = new Float32Array(inputs.rows);
  readHistories(inputs).forEach((history, row) => {
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

function fitRhythm(training: HeadSet): Known['rhythm'] {
  const histories = readHistories(training);
  const purchases = fitBgNbd(thinHistories(histories.filter((one) => one !== null)), PRIOR);
  if (purchases === null) return null;
  const column = columnsOf(training);
  const worths = histories.flatMap((history, row) => {
    const mean = column('meanOrderCents', row);
    return history !== null && mean > 0 ? [{ purchases: history.repeats + 1, mean }] : [];
  });
  return { purchases, values: worths.length === 0 ? null : fitGammaGamma(worths) };
}
