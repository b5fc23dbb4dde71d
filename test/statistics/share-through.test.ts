/** What a step makes of sums is shared out whole, and nobody gets more than the step can move. */

import { describe, expect, it } from 'vitest';
import { shareThrough } from '../../src/statistics/share-through.ts';

const share = (step: (at: number) => number, from: number, to: number, parts: readonly number[]) => [
  ...shareThrough(([at]) => step(at!), [{ from, to, parts }])[0]!,
];

describe('shareThrough', () => {
  it('gives parts that pull one way the whole difference, in proportion', () => {
    const square = (at: number) => at ** 2;
    expect(share(square, 1, 4, [1, 0, 2])).toEqual([5, 0, 10]);
    expect(share(square, 4, 1, [-1, 0, -2])).toEqual([-5, 0, -10]);
  });

  it('leaves parts as they are where the step changes nothing', () => {
    const parts = [0.5, -0.375, 0.125, 0];
    expect(share((at) => at, 0.25, 0.5, parts)).toEqual(parts);
    expect(share((at) => at, 1, 1, [0, 0])).toEqual([0, 0]);
  });

  it('gives no side more than the step moves, however steep it is between near ends', () => {
    const cliff = (at: number) => (at < 0.2005 ? 0.1 : 0.9);
    const said = [0.48, 0.32, 0, 0].map((one) => expect.closeTo(one, 12));
    expect(share(cliff, 0.2, 0.201, [0.6, 0.4, -0.5, -0.499])).toEqual(said);
  });

  it('shares among the parts of several sums, also where one takes back what another gives', () => {
    const [one, other] = shareThrough(
      ([a, b]) => a! * b!,
      [
        { from: 1, to: 3, parts: [2, 0] },
        { from: 5, to: 4, parts: [0, -1] },
      ],
    );
    // From 5 to 15 or from 4 to 12, and from 5 to 4 or from 15 to 12.
    expect([[...one!], [...other!]]).toEqual([
      [9, 0],
      [0, -2],
    ]);
  });
});
