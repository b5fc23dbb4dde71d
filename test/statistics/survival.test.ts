/** Curves of times that are partly unknown, against values worked out by hand and by simulation. */

import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/statistics/random.ts';
import {
  concordance,
  kaplanMeier,
  rowIntegratedBrier,
  survivalAt,
  survivalTime,
} from '../../src/statistics/survival.ts';

describe('kaplanMeier', () => {
  it('counts who is censored for as long as it was watched (worked out by hand)', () => {
    // At 1: 5 of 6 stay; at 3: 3 of 4; at 5: 1 of 2.
    const curve = kaplanMeier([1, 2, 3, 4, 5, 6], [1, 0, 1, 0, 1, 0], [0.5, 1, 2, 3, 5, 9]);
    const expected = [
      1,
      5 / 6,
      5 / 6,
      (5 / 6) * (3 / 4),
      (5 / 6) * (3 / 4) * (1 / 2),
      (5 / 6) * (3 / 4) * (1 / 2),
    ];
    curve.forEach((value, at) => {
      expect(value).toBeCloseTo(expected[at]!, 12);
    });
  });

  it('finds the truth, which dropping the censored or taking them for events does not', () => {
    const random = createRandom(4);
    const truth = Array.from({ length: 20_000 }, () => random.exponential(40));
    const ends = truth.map(() => random.exponential(40));
    const days = truth.map((time, at) => Math.min(time, ends[at]!));
    const happened = truth.map((time, at) => (time <= ends[at]! ? 1 : 0));
    const at30 = (d: number[], h: number[]) => kaplanMeier(d, h, [30])[0]!;
    const right = Math.exp(-30 / 40);
    expect(Math.abs(at30(days, happened) - right)).toBeLessThan(0.01);
    const seen = days.filter((_, row) => happened[row] === 1);
    expect(
      Math.abs(
        at30(
          seen,
          seen.map(() => 1),
        ) - right,
      ),
    ).toBeGreaterThan(0.1);
    expect(
      Math.abs(
        at30(
          days,
          days.map(() => 1),
        ) - right,
      ),
    ).toBeGreaterThan(0.1);
  });
});

describe('a survival curve', () => {
  const curves = { edges: [10, 30], at: [0.8, 0.2, 1, 0.9] };

  it('is straight between edges and is read both ways', () => {
    expect(survivalAt(curves, 0, 5)).toBeCloseTo(0.9, 12);
    expect(survivalAt(curves, 0, 20)).toBeCloseTo(0.5, 12);
    expect(survivalAt(curves, 0, 99)).toBe(0.2);
    expect(survivalTime(curves, 0)).toBeCloseTo(20, 12);
    expect(survivalTime(curves, 1)).toBe(30);
  });

  it('is scored best where it is the truth', () => {
    const random = createRandom(5);
    const days = Array.from({ length: 4000 }, () => random.exponential(20));
    const happened = days.map((day) => (day <= 30 ? 1 : 0));
    const seen = days.map((day) => Math.min(30, day));
    const edges = Array.from({ length: 30 }, (_, at) => at + 1);
    const scoreOf = (mean: number) => {
      const at = days.flatMap(() => edges.map((edge) => Math.exp(-edge / mean)));
      const rows = rowIntegratedBrier(seen, happened, { edges, at });
      return rows.reduce((sum, row) => sum + row, 0) / rows.length;
    };
    expect(scoreOf(20)).toBeLessThan(scoreOf(14));
    expect(scoreOf(20)).toBeLessThan(scoreOf(28));
  });
});

describe('concordance', () => {
  it('looks at pairs of whom it is known which came first (by hand)', () => {
    // Pairs: 1 before 2, 3, 4; 3 before 4, and not before 2, who was watched for less.
    expect(concordance([1, 2, 3, 4], [1, 0, 1, 1], [1, 2, 9, 4])).toBeCloseTo(3 / 4, 12);
    expect(concordance([1, 2, 3, 4], [1, 0, 1, 1], [5, 5, 5, 5])).toBe(0.5);
  });
});
