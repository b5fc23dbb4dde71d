/** Rows with what became of each contact besides whether it ordered, that grow as histories stream by. */

import type { ContactHistory } from '../domain/event.ts';
import { type FeatureRows, growRows } from './grow-rows.ts';
import { wasKnown } from './known-before.ts';
import { type FutureLabels, type FutureOptions, labelFuture } from './label-future.ts';
import { findOrder, takeFeatureRows } from './order-rows.ts';

/** Rows with what became of each; NaN where that is not known. */
export interface HeadRows extends FeatureRows, Readonly<Record<keyof FutureLabels, Float64Array>> {}

const LABELS = ['bought', 'valueCents', 'leaves', 'nextOrderDays', 'ordered'] as const;

/** Rows of contacts known as of the cutoff; in the end in an order that does not hang on ids, as `orderRows` puts them. */
export function growHeadRows(options: FutureOptions) {
  const rows = growRows();
  const labels: FutureLabels[] = [];
  return {
    /** Of a sorted, clean history. */
    add(history: ContactHistory, cutoff: number): void {
      if (!wasKnown(history.events, cutoff)) return;
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
