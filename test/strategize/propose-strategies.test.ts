import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/domain/clock.ts';
import type { Reachability } from '../../src/domain/contact.ts';
import type { MeasuredEffect } from '../../src/domain/outcome.ts';
import type { Strategy, StrategyKind } from '../../src/domain/strategy.ts';
import { createRandom } from '../../src/statistics/random.ts';
import { proposeStrategies } from '../../src/strategize/propose-strategies.ts';
import type { StrategyInput } from '../../src/strategize/strategy-input.ts';
import {
  buildInput,
  buildOffer,
  buildProduct,
  buildScore,
  buildSummary,
  CHAMPION,
  NOW,
  regulars,
} from './build-shop.ts';

function propose(input: StrategyInput, kind: StrategyKind): Strategy | undefined {
  return proposeStrategies(input).strategies.find((strategy) => strategy.kind === kind);
}

const ids = (strategy: Strategy | undefined) =>
  (strategy?.audience ?? []).map(({ contactId }) => contactId).sort();

function whySkipped(input: StrategyInput, kind: StrategyKind): string | undefined {
  return proposeStrategies(input).skipped.find((skipped) => skipped.kind === kind)?.why;
}

/** Ordered every ten days, each time something else, and stopped a hundred days ago. */
const lost = (contactId: string, rest = {}) =>
  buildSummary(
    contactId,
    [120, 110, 100].map((daysAgo) => ({ daysAgo, products: [`${contactId}-${daysAgo}`] })),
    rest,
  );

describe('win back', () => {
  it('finds who is overdue against their own gap, with the figures in the reason', () => {
    const strategy = propose(buildInput([...regulars(), lost('ann'), lost('ben')]), 'win back');
    expect(ids(strategy)).toEqual(['ann', 'ben']);
    expect(strategy?.reason).toContain(
      '2 customers who used to order every 10 days have not ordered for 100 days',
    );
    expect(strategy?.audience[0]?.productIds).toHaveLength(3);
  });

  it('is drafted with an empty audience, last in rank, while nobody who fits can be mailed', () => {
    const purchases = [...regulars(), lost('ann'), lost('ben')];
    const reachability = new Map<string, Reachability>(
      purchases.map(({ contactId }) => [
        contactId,
        ['ann', 'ben'].includes(contactId) ? 'no address' : 'mailable',
      ]),
    );
    const { strategies } = proposeStrategies(buildInput(purchases, { reachability }));
    const strategy = strategies.at(-1);
    expect(strategy?.kind).toBe('win back');
    expect(strategy?.audience).toEqual([]);
    expect(strategy?.counts).toEqual({
      mailable: 0,
      unmailable: { 'no address': 2, 'no consent': 0, suppressed: 0 },
    });
    expect(strategy?.expectedOrders.value).toBeGreaterThan(0);
    expect(strategy?.basis).toContain('none of whom can be mailed yet');
  });

  it('leaves out who always took that long, and who the model thinks will order anyway', () => {
    const slow = buildSummary('slow', [
      { daysAgo: 300, products: ['a'] },
      { daysAgo: 100, products: ['b'] },
    ]);
    const purchases = [...regulars(), lost('ann'), slow];
    expect(ids(propose(buildInput(purchases), 'win back'))).toEqual(['ann']);
    const scores = purchases.map(({ contactId }) =>
      buildScore(contactId, { conversionProbability: contactId === 'ann' ? 0.6 : 0.1 }),
    );
    expect(ids(propose(buildInput(purchases, { scores }), 'win back'))).toEqual([]);
  });

  it('changes its reason when the facts change', () => {
    const later = lost('ann');
    const orders = later.orders.map((order) => ({ ...order, at: order.at - 50 * DAY }));
    const before = propose(buildInput([...regulars(), lost('ann')]), 'win back');
    const after = propose(buildInput([...regulars(), { ...later, orders }]), 'win back');
    expect(before?.reason).toContain('100 days');
    expect(after?.reason).toContain('150 days');
  });

  it('says that there is not enough data while nobody has ordered twice', () => {
    const input = buildInput([buildSummary('new', [{ daysAgo: 100 }])]);
    expect(whySkipped(input, 'win back')).toContain('not enough data');
  });
});

describe('replenish', () => {
  /** Reorders the product every 20 days and is due in ten. */
  const reorders = (contactId: string) =>
    buildSummary(contactId, [
      { daysAgo: 50, products: ['tea'] },
      { daysAgo: 30, products: ['tea'] },
      { daysAgo: 10, products: ['tea', 'mug'] },
    ]);

  it('finds the product that is due again, and not what was bought once', () => {
    const strategy = propose(buildInput([...regulars(), reorders('ann')]), 'replenish');
    expect(strategy?.audience).toEqual([
      { contactId: 'ann', conversionProbability: 0.1, productIds: ['tea'] },
    ]);
    expect(strategy?.reason).toContain('every 20 days');
    expect(strategy?.reason).toContain('11 March 2026');
  });

  it("uses the product's typical gap when the contact has only one, and says so", () => {
    const once = buildSummary('ben', [
      { daysAgo: 19, products: ['tea'] },
      { daysAgo: 15, products: ['tea'] },
    ]);
    const others = ['a', 'b', 'c'].map(reorders);
    const strategy = propose(buildInput([...others, once]), 'replenish');
    // Four days after the fifteenth would have been long ago; the typical 20 days are in five days.
    expect(ids(strategy)).toContain('ben');
    expect(strategy?.evidence[0]?.statement).toContain(
      "not enough data, using the product's typical gap instead",
    );
  });

  it('leaves out who is due after the window, who is long overdue, and what is out of stock or has no name', () => {
    const inWindow = buildInput([...regulars(), reorders('ann')], { settings: { outcomeWindowDays: 9 } });
    expect(ids(propose(inWindow, 'replenish'))).toEqual([]);
    const overdue = reorders('ann').orders.map((order) => ({ ...order, at: order.at - 25 * DAY }));
    expect(ids(propose(buildInput([{ ...reorders('ann'), orders: overdue }]), 'replenish'))).toEqual([]);
    for (const change of [{ stock: 0 }, { name: null }]) {
      const products = new Map([['tea', buildProduct('tea', change)]]);
      expect(ids(propose(buildInput([reorders('ann')], { products }), 'replenish'))).toEqual([]);
    }
  });
});

describe('cross-sell', () => {
  const recent = buildSummary('ann', [{ daysAgo: 5, products: ['tea'] }]);
  const withNext = (because: string | null, productId = 'pot') =>
    buildInput([...regulars(), recent], {
      scores: [buildScore('ann', { nextProducts: [{ productId, score: 0.5, because }] })],
    });

  it('shows the likely next product and says which purchase points to it', () => {
    const strategy = propose(withNext('tea'), 'cross-sell');
    expect(strategy?.audience[0]?.productIds).toEqual(['pot']);
    expect(strategy?.reason).toContain('The pot after The tea');
  });

  it('leaves out what is merely popular, what the contact owns, and who ordered long ago', () => {
    expect(propose(withNext(null), 'cross-sell')).toBeUndefined();
    expect(propose(withNext('tea', 'tea'), 'cross-sell')).toBeUndefined();
    const old = buildSummary('ann', [{ daysAgo: 80, products: ['tea'] }]);
    const input = { ...withNext('tea'), purchases: [...regulars(), old] };
    expect(propose(input, 'cross-sell')).toBeUndefined();
  });

  it('gives no money away', () => {
    expect(propose({ ...withNext('tea'), offers: [buildOffer()] }, 'cross-sell')?.offerId).toBeNull();
  });
});

describe('nurture', () => {
  const visitors = Array.from({ length: 8 }, (_, i) =>
    buildSummary(`v${i}`, [], { lastActiveAt: NOW - i * DAY }),
  );
  const scores = visitors.map(({ contactId }, i) => buildScore(contactId, { conversionProbability: i / 10 }));

  it('takes the likeliest quarter of those who were active lately', () => {
    expect(ids(propose(buildInput(visitors, { scores }), 'nurture'))).toEqual(['v6', 'v7']);
    const gone = visitors.map((visitor) =>
      visitor.contactId === 'v7' ? { ...visitor, lastActiveAt: NOW - 60 * DAY } : visitor,
    );
    expect(ids(propose(buildInput(gone, { scores }), 'nurture'))).toEqual(['v5', 'v6']);
  });

  it('changes its audience when a score changes', () => {
    const changed = scores.map((score) =>
      score.contactId === 'v0' ? { ...score, conversionProbability: 0.9 } : score,
    );
    expect(ids(propose(buildInput(visitors, { scores: changed }), 'nurture'))).toEqual(['v0', 'v7']);
  });
});

describe('what is expected', () => {
  const many = (probability: number, count = 100) => {
    const lots = Array.from({ length: count }, (_, i) => lost(`lost-${i}`));
    const purchases = [...regulars(), ...lots];
    const scores = purchases.map(({ contactId }) =>
      buildScore(contactId, { conversionProbability: probability }),
    );
    return { purchases, scores };
  };
  const effectOf = (
    treated: [number, number],
    holdout: [number, number],
    uplift: [number, number, number],
  ) => {
    const arm = ([converted, contacts]: [number, number]) => ({ converted, contacts, revenueCents: 0 });
    const [value, low, high] = uplift;
    return {
      campaigns: 1,
      treated: arm(treated),
      holdout: arm(holdout),
      uplift: { value, low, high },
    } satisfies MeasuredEffect;
  };

  it('sums the probabilities of those who will be mailed, within an interval, and says that the effect is unknown', () => {
    const { purchases, scores } = many(0.2);
    const strategy = propose(buildInput(purchases, { scores }), 'win back')!;
    expect(strategy.expectedOrders.value).toBeCloseTo(100 * 0.9 * 0.2);
    // Each order of theirs brought 20.00.
    expect(strategy.expectedRevenueCents.value).toBe(36_000);
    // A count of 100 draws at 0.18 has a standard deviation of 3.84.
    expect(strategy.expectedOrders.low).toBeGreaterThanOrEqual(9);
    expect(strategy.expectedOrders.low).toBeLessThanOrEqual(12);
    expect(strategy.expectedOrders.high).toBeGreaterThanOrEqual(24);
    expect(strategy.expectedOrders.high).toBeLessThanOrEqual(27);
    expect(strategy.basis).toContain(
      "Not enough data: no campaign of this kind has been measured, so the e-mail's own effect is unknown",
    );
  });

  it('adds the measured effect of the kind, and its uncertainty', () => {
    const { purchases, scores } = many(0.2);
    const without = propose(buildInput(purchases, { scores }), 'win back')!;
    const effects = { 'win back': effectOf([60, 400], [4, 44], [0.06, 0.01, 0.12]) };
    const strategy = propose(buildInput(purchases, { scores, effects }), 'win back')!;
    expect(strategy.expectedOrders.value).toBeCloseTo(without.expectedOrders.value + 90 * 0.06);
    expect(strategy.expectedOrders.high - strategy.expectedOrders.value).toBeGreaterThan(
      without.expectedOrders.high - without.expectedOrders.value,
    );
    expect(strategy.basis).toContain('60 of 400 treated against 4 of 44 held out');
  });

  it('does not count an effect that was measured on too few, and says so', () => {
    const { purchases, scores } = many(0.2);
    const effects = { 'win back': effectOf([3, 20], [0, 2], [0.15, -0.5, 0.4]) };
    const strategy = propose(buildInput(purchases, { scores, effects }), 'win back')!;
    expect(strategy.expectedOrders.value).toBeCloseTo(18);
    expect(strategy.basis).toContain('Not enough data: 3 of 20 treated against 0 of 2 held out');
  });

  it('does not propose what was measured to do harm', () => {
    const { purchases, scores } = many(0.2);
    const effects = { 'win back': effectOf([10, 400], [20, 100], [-0.175, -0.26, -0.1]) };
    const input = buildInput(purchases, { scores, effects });
    expect(propose(input, 'win back')).toBeUndefined();
    expect(whySkipped(input, 'win back')).toContain('do harm');
  });

  it('holds nobody out of a small audience and says that its effect cannot be measured', () => {
    const { purchases, scores } = many(0.2, 5);
    const strategy = propose(buildInput(purchases, { scores }), 'win back')!;
    expect(strategy.holdoutShare).toBe(0);
    expect(strategy.basis).toContain('cannot be measured');
  });

  it("uses the shop's mean order for who has no order of known worth, and says so", () => {
    const visitor = buildSummary('v', [], { lastActiveAt: NOW });
    const strategy = propose(buildInput([...regulars(), visitor]), 'nurture')!;
    expect(strategy.expectedRevenueCents.value).toBe(200);
    expect(strategy.basis).toContain("using the shop's mean of €20.00 instead");
  });

  it('ranks by expected revenue, and by what the e-mail adds once that was measured', () => {
    const { purchases } = many(0.1, 40);
    const visitors = Array.from({ length: 40 }, (_, i) => buildSummary(`v${i}`, [], { lastActiveAt: NOW }));
    const all = [...purchases, ...visitors];
    const scores = all.map(({ contactId }) =>
      buildScore(contactId, { conversionProbability: contactId.startsWith('v') ? 0.5 : 0.1 }),
    );
    const kinds = (effects: StrategyInput['effects']) =>
      proposeStrategies(buildInput(all, { scores, effects })).strategies.map(({ kind }) => kind);
    expect(kinds({})).toEqual(['nurture', 'win back']);
    const effects = {
      nurture: effectOf([100, 200], [49, 100], [0.01, -0.1, 0.12]),
      'win back': effectOf([40, 200], [10, 100], [0.1, 0.01, 0.18]),
    };
    expect(kinds(effects)).toEqual(['win back', 'nurture']);
  });
});

describe('offers', () => {
  const input = buildInput([...regulars(), lost('ann'), lost('ben')]);
  const offered = (...offers: ReturnType<typeof buildOffer>[]) => propose({ ...input, offers }, 'win back')!;

  it('makes an offer that holds, which the copy then names', () => {
    const strategy = offered(buildOffer());
    expect(strategy.offerId).toBe('ten');
    expect(strategy.copy.body).toContain('{{ offer.name }}');
    expect(propose(input, 'win back')!.copy.body).not.toContain('offer.');
  });

  it.each([
    ['has ended', { validTo: NOW - 1 }],
    ['ends within 7 days', { validTo: NOW + 3 * DAY }],
    ['no coupons left', { maxCoupons: 5, issued: 5 }],
    ['only 1 of the 2 coupons', { maxCoupons: 5, issued: 4 }],
    ['is not in EUR', { kind: 'amount' as const, currency: 'USD' }],
  ])('makes none that %s, and says why', (why, change) => {
    const strategy = offered(buildOffer(change));
    expect(strategy.offerId).toBeNull();
    expect(strategy.basis).toContain(why);
  });

  it('gives the smaller of two away', () => {
    expect(offered(buildOffer({ id: 'twenty', value: 20 }), buildOffer()).offerId).toBe('ten');
  });
});

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
    // People are told which model it was, not its key.
    expect(JSON.stringify(evidence)).not.toContain(CHAMPION.id);
    expect(
      evidence.some(({ statement }) =>
        statement.includes('"recencyDays of 100" (median) changes the probability by -8.0 points'),
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
