/** Intervals of the Qini area and of uplift at 30 %: they hold the truth about as often as they say. */

import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/statistics/random.ts';
import { qiniPerTreated, upliftAt } from '../../src/statistics/uplift.ts';
import { upliftIntervals } from '../../src/statistics/uplift-interval.ts';

/** An e-mail adds from -10 to +20 points, which the scores know but for noise; one in ten is held out. */
function draw(contacts: number, seed: number, rowsEach = 1) {
  const random = createRandom(seed);
  const rows = contacts * rowsEach;
  const contact = (row: number) => Math.floor(row / rowsEach);
  const moved = Float64Array.from({ length: contacts }, () => random.uniform());
  const habit = Float64Array.from({ length: contacts }, () => (random.uniform() < 0.5 ? 0.1 : 0.6));
  const treated = Uint8Array.from({ length: rows }, () => (random.uniform() < 0.9 ? 1 : 0));
  const chance = (row: number) => habit[contact(row)]! + treated[row]! * (0.3 * moved[contact(row)]! - 0.1);
  return {
    contactIds: Array.from({ length: rows }, (_, row) => `c${contact(row)}`),
    treated,
    outcomes: Uint8Array.from({ length: rows }, (_, row) => (random.uniform() < chance(row) ? 1 : 0)),
    scores: Float64Array.from({ length: rows }, (_, row) => moved[contact(row)]! + 0.5 * random.normal()),
  };
}

describe('upliftIntervals', () => {
  it('says what the figures themselves say', () => {
    const rows = draw(3_000, 1);
    const found = upliftIntervals(rows, 7)!;
    expect(found.qiniPerTreated.estimate).toBe(qiniPerTreated(rows));
    expect(found.best30.estimate).toBe(upliftAt(0.3, rows));
    expect(found.everybody.estimate).toBe(upliftAt(1, rows));
    expect(found.gain.estimate).toBe(found.best30.estimate - found.everybody.estimate);
    expect(upliftIntervals(rows, 7)).toEqual(found);
  });

  it('holds the truth in about 95 of 100 tests', () => {
    const truth = draw(1_000_000, 99);
    const [qini, best30] = [qiniPerTreated(truth), upliftAt(0.3, truth)];
    const [qiniHeld, best30Held] = [{ hits: 0 }, { hits: 0 }];
    const tests = 100;
    for (let test = 0; test < tests; test += 1) {
      const found = upliftIntervals(draw(1_000, test), test)!;
      if (found.qiniPerTreated.low <= qini && qini <= found.qiniPerTreated.high) qiniHeld.hits += 1;
      if (found.best30.low <= best30 && best30 <= found.best30.high) best30Held.hits += 1;
    }
    // 0.95 less three standard errors of 100 tests.
    for (const { hits } of [qiniHeld, best30Held]) expect(hits / tests).toBeGreaterThan(0.88);
  });

  it('is wider where the same contacts come again and again in the same arm', () => {
    const width = ({ low, high }: { readonly low: number; readonly high: number }) => high - low;
    const drawn = draw(400, 3, 10);
    const many = { ...drawn, treated: drawn.treated.map((_, row) => drawn.treated[row - (row % 10)]!) };
    const own = { ...many, contactIds: many.contactIds.map((id, row) => `${id} ${row}`) };
    const together = upliftIntervals(many, 7)!.best30;
    expect(width(together)).toBeGreaterThan(1.5 * width(upliftIntervals(own, 7)!.best30));
  });

  it('says nothing where an arm is empty', () => {
    const rows = draw(100, 4);
    expect(upliftIntervals({ ...rows, treated: new Uint8Array(100).fill(1) }, 7)).toBeNull();
  });
});
