/** Sets of what is foretold besides an order, from the events of a data folder. */

import { buildHeadSets } from '../../src/prepare/build-head-sets.ts';
import { type Cutoffs, chooseCutoffs } from '../../src/prepare/choose-cutoffs.ts';
import { gatherGaps, type OrderGaps } from '../../src/prepare/choose-horizon.ts';
import { cleanHistory } from '../../src/prepare/clean-history.ts';
import { growHeadRows } from '../../src/prepare/grow-head-rows.ts';
import { type DataSpan, measureDataSpan } from '../../src/prepare/measure-data-span.ts';
import { readShop } from '../read-shop.ts';

type Read = Parameters<typeof readShop>[1];

/** As the night builds them. Throws where there is not enough data. */
export function readHeadSets(dataDir: string, outcomeWindowDays: number) {
  return readSpan(dataDir, async ({ histories, span, gaps, now }) => {
    const sets = await buildHeadSets({ histories, span, gaps, outcomeWindowDays, now });
    if (sets.kind !== 'head-sets') throw new Error(`${sets.reason} ${sets.enough}`);
    return sets;
  });
}

/** With the cutoffs by which orders are foretold: each set knows nothing from the next one's cutoff on. */
export function readOrderSets(
  dataDir: string,
  terms: { readonly outcomeWindowDays: number; readonly horizonDays: number },
) {
  return readSpan(dataDir, async ({ histories, span, now }) => {
    const cutoffs = chooseCutoffs(span, terms.outcomeWindowDays);
    if (cutoffs.kind !== 'cutoffs') throw new Error(`${cutoffs.reason} ${cutoffs.enough}`);
    const sets = growSets(cutoffs, span, terms);
    for await (const raw of histories()) {
      const { history } = cleanHistory(raw, now);
      for (const { cutoffs: own, rows } of Object.values(sets))
        for (const cutoff of own) rows.add(history, cutoff);
    }
    const { training, validation, test } = sets;
    return {
      training: training.rows.finish(),
      validation: validation.rows.finish(),
      test: test.rows.finish(),
    };
  });
}

function growSets(
  { training, validation, test }: Cutoffs,
  { end }: DataSpan,
  terms: { readonly outcomeWindowDays: number; readonly horizonDays: number },
) {
  const until = (cutoffs: readonly number[], knownUntil: number) => ({
    cutoffs,
    rows: growHeadRows({ ...terms, knownUntil }),
  });
  return {
    training: until(training, validation),
    validation: until([validation], test),
    test: until([test], end),
  };
}

interface Events {
  readonly histories: () => ReturnType<Parameters<Read>[0]['stores']['events']['histories']>;
  readonly span: DataSpan;
  readonly gaps: OrderGaps;
  readonly now: number;
}

function readSpan<T>(dataDir: string, read: (events: Events) => Promise<T>): Promise<T> {
  return readShop(dataDir, async ({ stores: { events } }, now) => {
    const histories = () => events.histories(Number.MAX_SAFE_INTEGER);
    const gaps = gatherGaps();
    const span = await measureDataSpan(histories(), now, gaps.add);
    if (span === null) throw new Error('There are no customer events in this folder.');
    return read({ histories, span, gaps, now });
  });
}
