/** The rung that goes on as the contact did: its last order plus the mean of its own gaps. It knows a day, and no chances. */

import { z } from 'zod';
import { survivalTime } from '../../statistics/survival.ts';
import { learnSurvival } from './base-rate.ts';
import { columnsOf } from './read-columns.ts';
import type { SimpleParts } from './simple-rung.ts';

const KNOWN = z.object({
  edges: z.array(z.number()),
  constant: z.object({ survival: z.array(z.number()) }),
});

/** Any day now where the own gap is over, the shop's median where there is none. */
export const OWN_RHYTHM: SimpleParts<z.output<typeof KNOWN>> = {
  kind: 'own-rhythm',
  config: {},
  known: KNOWN,
  learn: (training, { edges }) => ({
    edges: [...edges],
    constant: { survival: learnSurvival(training, edges) },
  }),
  foretell: ({ constant, edges }, inputs) => {
    const column = columnsOf(inputs);
    const usual = survivalTime({ edges, at: constant.survival }, 0);
    const days = (row: number) =>
      column('hasOrderRhythm', row) > 0
        ? column('meanOrderGapDays', row) - column('recencyDays', row)
        : usual;
    return {
      leaves: null,
      valueCents: null,
      nextOrder: null,
      nextOrderDays: Float32Array.from({ length: inputs.rows }, (_, row) =>
        Math.min(edges.at(-1)!, Math.max(0, days(row))),
      ),
    };
  },
};
