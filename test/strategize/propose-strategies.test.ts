import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/domain/clock.ts';
import type { Reachability } from '../../src/domain/contact.ts';
import { createRandom } from '../../src/statistics/random.ts';
import { proposeStrategies } from '../../src/strategize/propose-strategies.ts';
import type { StrategyInput } from '../../src/strategize/strategy-input.ts';
import { buildInput, buildScore, buildSummary, CHAMPION, NOW, regulars } from './build-shop.ts';
import { ids, lost, propose, whySkipped } from './propose.ts';

describe('without a champion', () => {
  it('goes by recency and says so; cross-sell is skipped', () => {
    const buyers = [...regulars(), lost('ann')];
    const input = buildInput(buyers, { champion: null, scores: [] });
    const strategy = propose(input, 'win back')!;
    expect(ids(strategy)).toEqual(['ann']);
    expect(strategy.modelRunId).toBeNull();
    expect(strategy.basis).toContain(
      'Not enough data: there is no champion yet, using order recency instead',
    );
    expect(whySkipped(input, 'cross-sell')).toContain('not enough data');
    // All six regulars ordered in the last window and ann, the only one of her kind a window ago, did not.
    expect(strategy.audience[0]!.conversionProbability).toBeLessThan(6 / 7);
  });

  it('proposes nothing in the first days, and says what is missing', () => {
    const proposals = proposeStrategies(
      buildInput([buildSummary('new', [{ daysAgo: 2 }])], { champion: null, scores: [] }),
    );
    expect(proposals.strategies).toEqual([]);
    expect(proposals.skipped).toHaveLength(4);
    expect(proposals.skipped[0]!.why).toContain('no contact was known 30 days ago');
  });
});

describe('the evidence', () => {
  it('is three to five statements with a source each, and names the feature that moves the model most', () => {
    const purchases = [...regulars(), lost('ann')];
    const reasons = [
      { feature: 'recencyDays', value: 100, typical: 20, effect: -0.08 },
      { feature: 'orders', value: 3, typical: 2, effect: 0.01 },
    ];
    const scores = purchases.map(({ contactId }) => buildScore(contactId, { reasons }));
    const { evidence, modelRunId } = propose(buildInput(purchases, { scores }), 'win back')!;
    expect(evidence.length).toBeGreaterThanOrEqual(3);
    expect(evidence.length).toBeLessThanOrEqual(5);
    for (const { statement, source } of evidence)
      expect(Math.min(statement.length, source.length)).toBeGreaterThan(5);
    expect(modelRunId).toBe(CHAMPION.id);
    expect(evidence.some(({ source }) => source.includes('and on who ordered in the 30 days after'))).toBe(
      true,
    );
    // People are told which model it was, not its key.
    expect(JSON.stringify(evidence)).not.toContain(CHAMPION.id);
    expect(
      evidence.some(({ statement }) =>
        statement.includes('"recencyDays of 100" (median) accounts for -8.0 points of the probability'),
      ),
    ).toBe(true);
  });
});

describe('whatever the shop', () => {
  const REACHABILITIES: readonly Reachability[] = [
    'mailable',
    'mailable',
    'no address',
    'no consent',
    'suppressed',
  ];

  function randomInput(seed: number): StrategyInput {
    const random = createRandom(seed);
    const products = Array.from({ length: 8 }, (_, i) => `p${i}`);
    const any = () => products[random.integer(products.length)]!;
    const purchases = Array.from({ length: 60 }, (_, i) =>
      buildSummary(
        `c${i}`,
        Array.from({ length: random.poisson(2) }, () => ({
          daysAgo: random.integer(200),
          products: [any(), any()],
          cents: random.integer(5) === 0 ? null : random.integer(9000),
        })),
        {
          lastActiveAt: random.integer(4) === 0 ? null : NOW - random.integer(90) * DAY,
          lastMailedAt: random.integer(3) === 0 ? NOW - random.integer(20) * DAY : null,
        },
      ),
    );
    const scores = purchases.map(({ contactId }) =>
      buildScore(contactId, {
        conversionProbability: random.uniform(),
        nextProducts: [{ productId: any(), score: 1, because: random.integer(2) === 0 ? null : any() }],
      }),
    );
    const reachability = new Map(
      purchases.slice(3).map(({ contactId }) => [contactId, REACHABILITIES[random.integer(5)]!]),
    );
    return buildInput(purchases, { scores, reachability, champion: seed % 3 === 0 ? null : CHAMPION });
  }

  it('puts each contact into at most one audience, only if mailable and rested, and counts the others by reason', () => {
    let proposed = 0;
    let unmailable = 0;
    for (let seed = 1; seed <= 40; seed += 1) {
      const input = randomInput(seed);
      const mailedAt = new Map(
        input.purchases.map(({ contactId, lastMailedAt }) => [contactId, lastMailedAt]),
      );
      const { strategies, skipped } = proposeStrategies(input);
      expect(strategies.length + skipped.length).toBe(4);
      const members = strategies.flatMap(({ audience }) => audience.map(({ contactId }) => contactId));
      expect(new Set(members).size).toBe(members.length);
      for (const contactId of members) {
        expect(input.reachability.get(contactId)).toBe('mailable');
        expect(mailedAt.get(contactId) ?? 0).toBeLessThanOrEqual(NOW - 7 * DAY);
      }
      for (const { audience, counts, expectedOrders, expectedRevenueCents } of strategies) {
        expect(counts.mailable).toBe(audience.length);
        unmailable += counts.unmailable['no consent'];
        for (const { value, low, high } of [expectedOrders, expectedRevenueCents]) {
          expect(low).toBeLessThanOrEqual(value);
          expect(value).toBeLessThanOrEqual(high);
        }
      }
      proposed += strategies.length;
    }
    expect(proposed).toBeGreaterThan(40);
    expect(unmailable).toBeGreaterThan(0);
  });

  it('gives the same strategies for the same input', () => {
    expect(proposeStrategies(randomInput(5))).toEqual(proposeStrategies(randomInput(5)));
  });
});
