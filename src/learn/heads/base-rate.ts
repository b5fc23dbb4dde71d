/** The rung that knows no contact: the best constant of each head, and of the next order the curve of the whole shop. */

import { z } from 'zod';
import { kaplanMeier } from '../../statistics/survival.ts';
import { type HeadSet, knownRows } from './heads.ts';
import { meanOf } from './read-columns.ts';
import type { SimpleParts } from './simple-rung.ts';

const KNOWN = z.object({
  edges: z.array(z.number()),
  constant: z.object({ leaves: z.number(), valueCents: z.number(), survival: z.array(z.number()) }),
});

export const BASE_RATE: SimpleParts<z.output<typeof KNOWN>> = {
  kind: 'base-rate',
  config: {},
  known: KNOWN,
  learn: (training, { edges }) => ({
    edges: [...edges],
    constant: {
      leaves: meanOf(training.leaves, knownRows(training.leaves)),
      valueCents: meanOf(training.valueCents, knownRows(training.valueCents)),
      survival: learnSurvival(training, edges),
    },
  }),
  foretell: ({ constant, edges }, { rows }) => ({
    leaves: new Float32Array(rows).fill(constant.leaves),
    valueCents: new Float32Array(rows).fill(constant.valueCents),
    nextOrder: {
      edges,
      at: Float32Array.from({ length: rows * edges.length }, (_, i) => constant.survival[i % edges.length]!),
    },
    nextOrderDays: null,
  }),
};

/** The share of the shop's contacts who ordered before that has not again by each edge. */
export function learnSurvival({ nextOrderDays, ordered }: HeadSet, edges: readonly number[]): number[] {
  const known = knownRows(nextOrderDays);
  const take = (values: ArrayLike<number>) => known.map((row) => values[row]!);
  return [...kaplanMeier(take(nextOrderDays), take(ordered), edges)];
}
