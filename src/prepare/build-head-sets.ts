/** Training, validation and test set of what a network foretells besides an order, from two passes over all histories. */

import type { ContactHistory } from '../domain/event.ts';
import type { NotEnoughData } from './choose-cutoffs.ts';
import { chooseHeadCutoffs, gatherGaps, type HeadCutoffs, type Horizon } from './choose-horizon.ts';
import { cleanHistory } from './clean-history.ts';
import { countBefore } from './count-before.ts';
import { type FeatureRows, growRows } from './grow-rows.ts';
import { type FutureLabels, labelFuture } from './label-future.ts';
import type { DataSpan } from './measure-data-span.ts';
import { findOrder, takeFeatureRows } from './order-rows.ts';

/** Rows with what became of each; NaN where that is not known. */
export interface HeadRows extends FeatureRows, Readonly<Record<keyof FutureLabels, Float64Array>> {}

export interface HeadSets extends Horizon {
  readonly kind: 'head-sets';
  readonly outcomeWindowDays: number;
  readonly cutoffs: HeadCutoffs;
  readonly training: HeadRows;
  /** Other contacts than the training set's, at the same cutoffs: a set of its own in time would cost one more horizon. */
  readonly validation: HeadRows;
  /** Everybody, later than all that the others know. */
  readonly test: HeadRows;
}

export interface HeadSetOptions {
  /** Everything known, in any order, each time that it is asked for. */
  readonly histories: () => AsyncIterable<ContactHistory>;
  readonly span: DataSpan;
  readonly outcomeWindowDays: number;
  readonly now: number;
}

const LABELS = ['bought', 'valueCents', 'leaves', 'nextOrderDays', 'ordered'] as const;
/** Every fifth contact stops the training. */
const VALIDATION_SHARE = 5;

/** "Not enough data" in words where orders show no rhythm, or too little follows. */
export async function buildHeadSets(options: HeadSetOptions): Promise<HeadSets | NotEnoughData> {
  const { span, outcomeWindowDays, now } = options;
  const gaps = gatherGaps();
  for await (const raw of options.histories()) gaps.add(cleanHistory(raw, now).history);
  const horizon = gaps.finish(outcomeWindowDays);
  if (horizon === null)
    return {
      kind: 'not-enough-data',
      reason: 'Too few contacts came back to say after how long without an order one has left.',
      enough: 'It takes 30 times that somebody ordered again.',
    };
  const cutoffs = chooseHeadCutoffs(span, { ...horizon, outcomeWindowDays });
  if (cutoffs.kind !== 'cutoffs') return cutoffs;
  const until = (knownUntil: number) => growHeadRows({ ...horizon, outcomeWindowDays, knownUntil });
  const [training, validation, test] = [until(cutoffs.test), until(cutoffs.test), until(span.end)];
  for await (const raw of options.histories()) {
    const { history } = cleanHistory(raw, now);
    const set = isHeldOut(history) ? validation : training;
    for (const cutoff of cutoffs.training) set.add(history, cutoff);
    test.add(history, cutoffs.test);
  }
  return {
    kind: 'head-sets',
    ...horizon,
    outcomeWindowDays,
    cutoffs,
    training: training.finish(),
    validation: validation.finish(),
    test: test.finish(),
  };
}

/** By the moment that a contact was first seen, since ids are drawn anew at each import. */
function isHeldOut({ events: [first] }: ContactHistory): boolean {
  let mixed = Math.floor((first?.at ?? 0) / 1000) >>> 0;
  for (const shift of [16, 13, 16]) mixed = Math.imul(mixed ^ (mixed >>> shift), 0x45d9f3b) >>> 0;
  return mixed % VALIDATION_SHARE === 0;
}

function growHeadRows(options: Parameters<typeof labelFuture>[2]) {
  const rows = growRows();
  const labels: FutureLabels[] = [];
  return {
    add(history: ContactHistory, cutoff: number): void {
      if (countBefore(history.events, cutoff) === 0) return;
      rows.add(history, cutoff);
      labels.push(labelFuture(history, cutoff, options));
    },
    finish(): HeadRows {
      const all = rows.finish();
      const numbers = (row: number) => LABELS.map((label) => labels[row]![label]);
      const order = findOrder(all, (a, b) => compare(numbers(a), numbers(b)));
      const column = (label: keyof FutureLabels) => Float64Array.from(order, (row) => labels[row]![label]);
      return {
        ...takeFeatureRows(all, order),
        bought: column('bought'),
        valueCents: column('valueCents'),
        leaves: column('leaves'),
        nextOrderDays: column('nextOrderDays'),
        ordered: column('ordered'),
      };
    },
  };
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => !Object.is(value, b[index]));
  return at < 0 ? 0 : (a[at]! || 0) - (b[at]! || 0);
}
