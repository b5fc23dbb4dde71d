/** Who serves a head from one night to the next: nobody is moved by chance, and nobody stays who is beaten. */

import { describe, expect, it } from 'vitest';
import type { PlannedComparison } from '../../../src/domain/comparison.ts';
import type { RungKind } from '../../../src/domain/heads-report.ts';
import { decideHead, type ScoredFormer } from '../../../src/learn/heads/decide-head.ts';
import type { Interval } from '../../../src/statistics/interval.ts';
import { mean, pairedInterval } from '../../../src/statistics/mean-interval.ts';
import { createRandom } from '../../../src/statistics/random.ts';

const ROWS = 2000;

/** Losses of a mean, as alike from row to row as those of two models on the same rows. */
function losses(level: number, seed: number, spread = 0.1): Float64Array {
  const [shared, own] = [createRandom(1), createRandom(100 + seed)];
  return Float64Array.from({ length: ROWS }, () => level + shared.normal() + spread * own.normal());
}
const base = losses(1, 0);

function rung(kind: RungKind, level: number, seed: number, came: Interval | null = null) {
  const own = losses(level, seed);
  return { kind, losses: own, againstBaseRate: pairedInterval(own, base, 1), cameToForetold: came };
}
const BASE = { kind: 'base-rate', losses: base, againstBaseRate: null, cameToForetold: null } as const;
const OFF = { estimate: 1.56, low: 1.3, high: 1.87 };
const MEETS = { estimate: 1.3, low: 1.2, high: 1.4 };

function planned(chance: number | null): PlannedComparison {
  const comparisons = { championId: 'a', count: 1, testCutoff: 0 };
  return { comparisons, chance, nextAt: Date.UTC(2026, 4, 1) };
}

interface Former {
  readonly held: string | null;
  readonly came: Interval | null;
  readonly fresh: string | null;
  readonly plan: PlannedComparison;
  /** The level of the one that took over once. */
  readonly once: number;
}

function former(
  kind: RungKind,
  level: number,
  { held = null, came = null, fresh = null, plan = planned(0.025), once }: Partial<Former> = {},
): ScoredFormer {
  const own = losses(level, 9);
  const figures = { kind, loss: mean(own), againstBaseRate: pairedInterval(own, base, 1) };
  const anchor = once === undefined ? null : { losses: losses(once, 8), trainedAt: Date.UTC(2026, 0, 1) };
  const others = { rank: null, error: null, cameToForetold: came, trainedAt: Date.UTC(2026, 3, 1) };
  return { figures: { ...figures, ...others }, losses: own, held, fresh, plan, anchor };
}
const decide = (rungs: readonly ReturnType<typeof rung>[], before: ScoredFormer | null) =>
  decideHead([BASE, ...rungs], before, 1);

describe('who serves a head from tonight on', () => {
  it('is the best of tonight while nobody serves', () => {
    const found = decide([rung('logistic-regression', 0.9, 2), rung('heads-network', 0.8, 3)], null);
    expect(found).toMatchObject({ serves: 'heads-network', stays: false, againstFormer: null });
  });

  it('is the same way learnt anew, unless it is worse beyond chance', () => {
    const before = former('logistic-regression', 0.9);
    expect(decide([rung('logistic-regression', 0.9, 2)], before)).toMatchObject({
      ...{ serves: 'logistic-regression', stays: false },
      why: expect.stringContaining('learnt anew, and not worse than the logistic regression of 2026-04-01'),
    });
    const worse = decide([rung('logistic-regression', 0.95, 2)], before);
    expect(worse).toMatchObject({ serves: 'logistic-regression', stays: true });
    expect(worse.againstFormer!.low).toBeGreaterThan(0);
    expect(worse.why).toBe('of 2026-04-01: learnt anew tonight it is worse beyond chance');
  });

  it('stays as it was while it need not be learnt anew, unless that is better beyond chance', () => {
    const before = former('logistic-regression', 0.9, { fresh: 'the same facts' });
    expect(decide([rung('logistic-regression', 0.9, 2)], before)).toMatchObject({
      ...{ serves: 'logistic-regression', stays: true },
      why: 'of 2026-04-01: the same facts',
    });
    expect(decide([rung('logistic-regression', 0.8, 2)], before)).toMatchObject({ stays: false });
    expect(decide([rung('heads-network', 0.8, 2)], before)).toMatchObject({ serves: 'heads-network' });
  });

  it('is the same way learnt anew only while that is no worse than the one that took over once: small losses do not add up', () => {
    const since = (once: number) => former('logistic-regression', 0.9, { once });
    const tonight = [rung('logistic-regression', 0.9, 2)];
    expect(decide(tonight, since(0.9))).toMatchObject({ stays: false });
    expect(decide(tonight, since(0.95))).toMatchObject({ stays: false });
    expect(decide(tonight, since(0.88))).toMatchObject({
      ...{ serves: 'logistic-regression', stays: true },
      why: 'of 2026-04-01: learnt anew tonight it is worse beyond chance than that of 2026-01-01, which took over then',
    });
  });

  it('is another way only if that is better than who serves beyond chance', () => {
    const before = former('logistic-regression', 0.9);
    const network = (level: number) => [
      rung('logistic-regression', 0.94, 2),
      rung('heads-network', level, 3),
    ];
    expect(decide(network(0.8), before)).toMatchObject({
      ...{ serves: 'heads-network', stays: false },
      why: expect.stringContaining('better than the logistic regression of 2026-04-01, which served'),
    });
    // Tonight's best, beyond chance, yet no better than who serves: a network of another night's luck.
    expect(decide(network(0.899), before)).toMatchObject({ serves: 'logistic-regression', stays: true });
  });

  it('is nobody else, nor the same way by being better, in a night without a comparison', () => {
    const before = { fresh: 'the same facts', plan: planned(null) };
    expect(decide([rung('heads-network', 0.8, 2)], former('logistic-regression', 0.9, before))).toMatchObject(
      {
        ...{ serves: 'logistic-regression', stays: true },
        why: 'of 2026-04-01: nothing of tonight is better beyond chance, and none is compared before 2026-05-01',
      },
    );
    const own = decide([rung('logistic-regression', 0.8, 2)], former('logistic-regression', 0.9, before));
    expect(own).toMatchObject({ serves: 'logistic-regression', stays: true });
  });

  it('is another way only as surely as the comparison asks, which the ways of the night share', () => {
    const rungs = [rung('heads-network', 0.891, 3), rung('logistic-regression', 0.95, 2)];
    const decideAt = (chance: number, more: readonly ReturnType<typeof rung>[] = []) =>
      decide([...rungs, ...more], former('logistic-regression', 0.9, { plan: planned(chance) }));
    const found = decideAt(0.05);
    expect(found).toMatchObject({ serves: 'heads-network', stays: false });
    expect(found.why).toContain('in comparison 1 since that took over');
    // As near as this, 95 % would let it in, and what is left after some comparisons does not.
    const [network] = rungs;
    expect(pairedInterval(network!.losses, losses(0.9, 9), 1).high).toBeLessThan(0);
    expect(decideAt(0.05 / 110)).toMatchObject({ serves: 'logistic-regression', stays: true });
    const others = Array.from({ length: 300 }, () => rung('purchase-rhythm', 0.97, 5));
    expect(decideAt(0.05, others)).toMatchObject({ serves: 'logistic-regression', stays: true });
  });

  it('keeps a network that served where tonight it is as good as a simple way, and lets the simple one in where it is worse', () => {
    const rungs = [rung('logistic-regression', 0.9, 2), rung('heads-network', 0.9, 3)];
    expect(decide(rungs, null).serves).toBe('logistic-regression');
    expect(decide(rungs, former('heads-network', 0.9))).toMatchObject({
      serves: 'heads-network',
      stays: false,
    });
    expect(decide(rungs, former('heads-network', 0.95))).toMatchObject({ serves: 'logistic-regression' });
  });

  it('is not one that is no better than the base rate any more, and is nobody where nothing is', () => {
    const gone = former('logistic-regression', 1);
    expect(decide([rung('purchase-rhythm', 0.9, 2)], gone)).toMatchObject({
      ...{ serves: 'purchase-rhythm', stays: false },
      why: expect.stringContaining('which served, is not better than the base rate any more'),
    });
    expect(decide([rung('purchase-rhythm', 1, 2)], gone)).toMatchObject({ serves: null, stays: false });
    // What served goes on where tonight found nothing.
    expect(decide([rung('purchase-rhythm', 1, 2)], former('purchase-rhythm', 0.9))).toMatchObject({
      ...{ serves: 'purchase-rhythm', stays: true },
      why: 'of 2026-04-01: nothing of tonight is better beyond chance',
    });
  });

  it('is nobody whose sums are off by more than a quarter beyond chance: the next best that meets what came', () => {
    const rungs = [
      rung('purchase-rhythm', 0.8, 2, OFF),
      rung('logistic-regression', 0.9, 3, MEETS),
      rung('heads-network', 0.7, 4, OFF),
    ];
    const found = decide(rungs, null);
    expect(found).toMatchObject({ serves: 'logistic-regression', stays: false });
    expect(found.why).toBe(
      'better than the base rate by more than chance explains; the network is better too, but its sums are off: 1.56 came for each 1 foretold (95 % interval 1.30 to 1.87); the purchase rhythm is better too, but its sums are off: 1.56 came for each 1 foretold (95 % interval 1.30 to 1.87)',
    );
    expect(decide(rungs.slice(0, 1), null)).toMatchObject({
      serves: null,
      why: expect.stringContaining('explains and meets what came; the purchase rhythm is better too, but'),
    });
  });

  it('is not one whose sums are off by now, nor the same way learnt anew if its sums are', () => {
    const rhythm = (came: Interval) => [rung('purchase-rhythm', 0.9, 2, came)];
    const gone = former('purchase-rhythm', 0.8, { came: OFF });
    expect(decide(rhythm(OFF), gone)).toMatchObject({ serves: null, stays: false });
    expect(decide(rhythm(MEETS), gone)).toMatchObject({
      ...{ serves: 'purchase-rhythm', stays: false },
      why: expect.stringContaining('the purchase rhythm of 2026-04-01, which served: its sums are off'),
    });
    const before = former('purchase-rhythm', 0.9, { came: MEETS });
    expect(decide(rhythm(OFF), before)).toMatchObject({ serves: 'purchase-rhythm', stays: true });
  });

  it('is whom a person chose, while no test has begun after that', () => {
    const chosen = former('logistic-regression', 0.95, { held: 'a person chose it', came: OFF });
    expect(decide([rung('heads-network', 0.7, 2)], chosen)).toMatchObject({
      ...{ serves: 'logistic-regression', stays: true },
      why: expect.stringMatching(/^a person chose it\. Tonight: better than the base rate/),
    });
  });
});
