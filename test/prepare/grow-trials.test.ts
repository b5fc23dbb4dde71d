import { expect, it } from 'vitest';
import { DAY } from '../../src/domain/clock.ts';
import { EVENT } from '../../src/domain/event.ts';
import type { Trial } from '../../src/domain/trial.ts';
import { growTrials } from '../../src/prepare/grow-trials.ts';
import { ago, CUTOFF, history, order } from './build-history.ts';

const NOW = CUTOFF + 100 * DAY;
const TRIAL: Trial = { campaignId: 'c1', treated: true, at: CUTOFF, outcomeWindowDays: 30 };

function rowsOf(events: Parameters<typeof history>[0], trials: readonly Trial[] = [TRIAL]) {
  const rows = growTrials(new Map([['contact-1', trials]]), NOW);
  rows.add(history(events));
  rows.add(history(events, 'never drawn'));
  return rows.finish();
}

it('makes a row of each draw, with what came of it', () => {
  const later = { ...TRIAL, campaignId: 'c2', treated: false, at: CUTOFF + 40 * DAY };
  const rows = rowsOf([order(10), order(-5)], [TRIAL, later]);
  expect(rows.contactIds).toEqual(['contact-1', 'contact-1']);
  expect(rows.campaignIds).toEqual(['c1', 'c2']);
  expect([...rows.treated]).toEqual([1, 0]);
  expect([...rows.y]).toEqual([1, 0]);
});

it('sees nothing of what came after the draw', () => {
  const before = [order(10), ago(2, EVENT.productViewed)];
  const after = [order(-1), ago(-2, EVENT.emailLinkClicked), ago(-3, EVENT.productViewed)];
  expect(rowsOf([...before, ...after]).x).toEqual(rowsOf(before).x);
});

it('leaves out a contact of whom nothing was known at the draw', () => {
  expect(rowsOf([order(-5)]).rows).toBe(0);
});
