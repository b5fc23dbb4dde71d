/** Refunds are counted, added up and compared with what was spent. */

import { expect, it } from 'vitest';
import { EVENT } from '../../../src/domain/event.ts';
import { refunds } from '../../../src/prepare/features/refunds.ts';
import { ago, order } from '../build-history.ts';
import { valuesOf, wordsOf } from './read-feature.ts';

const refund = (days: number, amountCents: number | null) => ago(days, EVENT.orderRefunded, { amountCents });

it('gives number, sum and share of the money spent', () => {
  const events = [order(9, 6000), order(8, 2000), refund(5, 1500), refund(4, 500)];
  expect(valuesOf(refunds, events)).toEqual({ refundCount: 2, refundedCents: 2000, refundedShare: 0.25 });
  expect(wordsOf(refunds, events)).toEqual({
    refundCount: '2 refunds',
    refundedCents: '20.00 refunded',
    refundedShare: '25% of the money spent was refunded',
  });
});

it('never gives a share above one, also without a known order', () => {
  expect(valuesOf(refunds, [refund(5, 700)])).toMatchObject({ refundedShare: 1 });
  expect(valuesOf(refunds, [order(9, 100), refund(5, 700)])).toMatchObject({ refundedShare: 1 });
});

it('is zero without refunds', () => {
  expect(valuesOf(refunds, [order(9)])).toEqual({ refundCount: 0, refundedCents: 0, refundedShare: 0 });
  expect(wordsOf(refunds, [])).toMatchObject({ refundCount: 'never had a refund' });
});
