import { describe, expect, it } from 'vitest';
import type { MeasuredEffect } from '../../src/domain/outcome.ts';
import { proposeStrategies } from '../../src/strategize/propose-strategies.ts';
import type { StrategyInput } from '../../src/strategize/strategy-input.ts';
import { buildInput, buildScore, buildSummary, NOW, regulars } from './build-shop.ts';
import { lost, propose, whySkipped } from './propose.ts';

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

  it('says of whom the orders are, and leaves how many are mailed to the draw', () => {
    const { purchases, scores } = many(0.2);
    const { basis } = propose(buildInput(purchases, { scores }), 'win back')!;
    expect(basis).toContain('added up over the 100 contacts in the audience, less the 10.0 % to be held out');
    expect(basis).not.toMatch(/will be mailed/);
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
