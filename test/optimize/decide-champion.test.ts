/** The rule by which a challenger is promoted or stays one. */

import { describe, expect, it } from 'vitest';
import { compareLogLossAt } from '../../src/learn/evaluate-model.ts';
import { type ChampionInput, type Contender, decideChampion } from '../../src/optimize/decide-champion.ts';
import { createRandom } from '../../src/statistics/random.ts';

const BETTER = { estimate: -0.02, low: -0.03, high: -0.01, level: 0.95 };
const MAYBE = { estimate: -0.02, low: -0.05, high: 0.01, level: 0.95 };
const WORSE = { estimate: 0.02, low: 0.01, high: 0.03, level: 0.95 };
const RIGHT = { estimate: 1.1, low: 0.7, high: 1.5 };
const ENOUGH = { rows: 60, positives: 30 };
const CHAMPION = {
  ...{ kind: 'reference-network', logLoss: 0.45 },
  comparisons: { championId: 'c', count: 2, testCutoff: 0 },
  ...{ chance: 0.05 / 6, nextAt: Date.UTC(2026, 4, 8) },
};

function network(change: Partial<Contender> = {}): Contender {
  const kind = 'ensemble-network';
  return {
    kind,
    logLoss: 0.4,
    againstBaseline: BETTER,
    comparison: BETTER,
    observedToExpected: RIGHT,
    ...change,
  };
}

function baseline(change: Partial<Contender> = {}): Contender {
  return network({
    kind: 'logistic-regression',
    logLoss: 0.44,
    againstBaseline: null,
    comparison: MAYBE,
    ...change,
  });
}

function decide(
  contenders: ChampionInput['contenders'],
  champion: ChampionInput['champion'] = CHAMPION,
  test: ChampionInput['test'] = ENOUGH,
) {
  const verdicts = decideChampion({ contenders, champion, test });
  const promoted = verdicts.filter(({ decision }) => decision === 'promote');
  expect(promoted.length).toBeLessThanOrEqual(1);
  return { promoted: promoted[0]?.kind ?? null, reasons: verdicts.map(({ reason }) => reason) };
}

describe('a challenger', () => {
  it('is promoted when it beats champion and baseline beyond noise, and says by how much', () => {
    const sure = network({ comparison: { ...BETTER, level: 1 - 0.05 / 6 } });
    const { promoted, reasons } = decide([baseline(), sure]);
    expect(promoted).toBe('ensemble-network');
    expect(reasons[1]).toBe(
      'Promoted: the ensemble network has a log loss of 0.4000 on the test set, better than the champion, the reference network (0.4500), beyond chance (difference −0.0200, 99.17 % interval −0.0300 to −0.0100), in comparison 2 since that took over, better than the baseline (difference −0.0200, 95 % interval −0.0300 to −0.0100).',
    );
  });

  it.each([
    [
      'the champion',
      { comparison: MAYBE },
      'no better than the champion, the reference network (0.4500), beyond chance (difference −0.0200, 95 % interval −0.0500 to +0.0100)',
    ],
    ['the champion', { comparison: WORSE }, 'no better than the champion'],
    [
      'the champion',
      { comparison: null },
      'not compared with the champion, the reference network (0.4500), before 2026-05-08: by then there is a week of new orders since the last comparison',
    ],
    ['the baseline', { againstBaseline: MAYBE }, 'no better than the baseline beyond chance'],
  ])('stays one that is not better than %s beyond noise, however low its log loss', (_, change, why) => {
    const { promoted, reasons } = decide([baseline(), network(change)]);
    expect(promoted).toBeNull();
    expect(reasons[1]).toMatch(/^Not promoted: /);
    expect(reasons[1]).toContain(why);
  });

  it('stays one whose probabilities are off beyond noise, by a quarter or more', () => {
    const off = { observedToExpected: { estimate: 1.6, low: 1.3, high: 1.9 } };
    const { promoted, reasons } = decide([baseline(), network(off)]);
    expect(promoted).toBeNull();
    expect(reasons[1]).toContain(
      '1.60 contacts ordered for each that it foretold (95 % interval 1.30 to 1.90)',
    );
    expect(
      decide([baseline(), network({ observedToExpected: { estimate: 0.6, low: 0.5, high: 0.7 } })]).promoted,
    ).toBeNull();
    expect(
      decide([baseline(), network({ observedToExpected: { estimate: 1.3, low: 1.2, high: 1.4 } })]).promoted,
    ).not.toBeNull();
  });

  it('stays one when another that may serve has a lower log loss', () => {
    const second = network({ kind: 'reference-network', logLoss: 0.41 });
    const { promoted, reasons } = decide([baseline(), second, network()]);
    expect(promoted).toBe('ensemble-network');
    expect(reasons[1]).toContain('and the ensemble network does better (0.4000)');
  });

  it('is promoted by chance alone in few of many nights: of two equal models neither is better beyond noise', () => {
    let promotions = 0;
    for (let night = 0; night < 200; night += 1) {
      const { labels, here, there } = twoEqualModels(night);
      const difference = compareLogLossAt(labels, here, there, 0.025);
      const { promoted } = decide([baseline(), network({ comparison: difference, againstBaseline: BETTER })]);
      if (promoted !== null) promotions += 1;
    }
    // One in forty is expected: the side of a 95 % interval.
    expect(promotions).toBeLessThanOrEqual(13);
  });
});

describe('without a champion', () => {
  it('the baseline serves first unless another beats it beyond noise, since somebody has to', () => {
    const first = { comparison: null };
    const both = decide([baseline(first), network({ ...first, againstBaseline: MAYBE })], null);
    expect(both.promoted).toBe('logistic-regression');
    expect(both.reasons[0]).toBe(
      'Serves first: the logistic regression has a log loss of 0.4400 on the test set, and no other was better beyond chance.',
    );
    expect(decide([baseline(first), network(first)], null).promoted).toBe('ensemble-network');
    const off = { estimate: 2, low: 1.5, high: 2.5 };
    expect(
      decide([baseline({ ...first, observedToExpected: off }), network({ againstBaseline: WORSE })], null)
        .promoted,
    ).toBe('logistic-regression');
  });
});

describe('a test set with too few of either outcome', () => {
  const FEW = [
    { rows: 900, positives: 29 },
    { rows: 59, positives: 30 },
  ];

  it.each(FEW)('leaves the champion, whatever the intervals say: %o', (test) => {
    const { promoted, reasons } = decide([baseline({ comparison: BETTER }), network()], CHAMPION, test);
    expect(promoted).toBeNull();
    for (const reason of reasons)
      expect(reason).toContain(
        `not enough data to tell models apart, since ${test.positives} of ${test.rows} contacts in the test ordered and it takes 30 who did and 30 who did not`,
      );
  });

  it.each(FEW)('lets the baseline serve first: %o', (test) => {
    const { promoted, reasons } = decide([baseline(), network()], null, test);
    expect(promoted).toBe('logistic-regression');
    expect(reasons[0]).toMatch(/^Serves first: .*not enough data to tell models apart/);
  });
});

describe('the baseline', () => {
  it('takes over from a champion that it beats beyond noise', () => {
    const better = baseline({ comparison: BETTER });
    expect(decide([better, network({ againstBaseline: MAYBE })]).promoted).toBe('logistic-regression');
  });
});

/** Each says the true probability with an error of its own. */
function twoEqualModels(seed: number) {
  const random = createRandom(seed);
  const rows = Array.from({ length: 300 }, () => 0.02 + 0.3 * random.uniform());
  const blur = (p: number) => Math.min(0.99, p * Math.exp(0.6 * (random.uniform() - 0.5)));
  return {
    labels: rows.map((p) => (random.uniform() < p ? 1 : 0)),
    here: rows.map(blur),
    there: rows.map(blur),
  };
}
