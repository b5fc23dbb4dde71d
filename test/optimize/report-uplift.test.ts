import { describe, expect, it } from 'vitest';
import { countNeeded } from '../../src/optimize/count-needed.ts';
import { poolOutcomes } from '../../src/optimize/pool-outcomes.ts';
import { reportUplift } from '../../src/optimize/report-uplift.ts';

const ENDS = Date.UTC(2026, 4, 12, 9);
const arm = (converted: number, contacts: number) => ({
  converted,
  contacts,
  revenueCents: converted * 1000,
});
const report = (treated: [number, number], holdout: [number, number]) =>
  reportUplift({ treated: arm(...treated), holdout: arm(...holdout) }, { now: ENDS, windowEndsAt: ENDS });

describe('the uplift report', () => {
  it('says that it cannot tell yet, with rates, denominators, interval, and what it would take', () => {
    const { verdict, words, needed } = report([12, 200], [1, 22]);
    expect(verdict).toBe('cannot tell yet');
    expect(words).toContain(
      'Treated 12 of 200 (6.0 %) against holdout 1 of 22 (4.5 %): +1.5 points, 95 % interval',
    );
    expect(words).toContain('cannot tell yet');
    expect(needed!.treated).toBeGreaterThan(200);
    expect(words).toContain(needed!.treated.toLocaleString('en-US'));
  });

  it('does not speak of an effect while an arm has fewer than twenty contacts, however far apart the rates are', () => {
    const few = report([1, 100], [15, 19]);
    expect(few.uplift?.high).toBeLessThan(0);
    expect(few.verdict).toBe('cannot tell yet');
    expect(few.words).toContain('Fewer than 20 contacts in an arm');
    expect(report([1, 100], [16, 20]).verdict).toBe('harms');
  });

  it('says that it works, or that it harms, when the interval leaves no other sign', () => {
    expect(report([200, 1000], [50, 500])).toMatchObject({ verdict: 'works', needed: null });
    expect(report([50, 1000], [75, 500])).toMatchObject({ verdict: 'harms', needed: null });
    expect(report([50, 1000], [75, 500]).words).toMatch(/-10\.0 points.*: harms\.$/);
  });

  it('says no verdict before the outcome window has closed, and when it comes', () => {
    const arms = { treated: arm(200, 1000), holdout: arm(50, 500) };
    const early = reportUplift(arms, { now: ENDS - 1, windowEndsAt: ENDS });
    expect(early).toMatchObject({ verdict: 'cannot tell yet', needed: null });
    expect(early.words).toMatch(/^So far: treated 200 of 1000 .*points, 95 % interval/);
    expect(early.words).toMatch(/The outcome window ends on 12 May; a verdict comes then\.$/);
    expect(early.words).not.toMatch(/works|harms/);
    expect(reportUplift(arms, { now: ENDS, windowEndsAt: ENDS }).verdict).toBe('works');
  });

  it('gives the interval of Newcombe, 1998, table II, row (a)', () => {
    const { uplift } = report([56, 70], [48, 80]);
    expect(uplift!.value).toBeCloseTo(0.2, 4);
    expect(uplift!.low).toBeCloseTo(0.0524, 4);
    expect(uplift!.high).toBeCloseTo(0.3339, 4);
  });

  it('does not compare with an arm that nobody is in', () => {
    const { uplift, verdict, words, holdout } = report([3, 15], [0, 0]);
    expect([uplift, holdout.rate, verdict]).toEqual([null, null, 'cannot tell yet']);
    expect(words).toBe(
      'Treated 3 of 15 (20.0 %), holdout 0 of 0: cannot tell yet, as nobody was held out to compare with.',
    );
  });

  it('names no number when the rates are equal', () => {
    expect(report([10, 100], [1, 10])).toMatchObject({ needed: null, verdict: 'cannot tell yet' });
  });

  it('tells neither way at 0 of few', () => {
    expect(report([0, 10], [0, 3]).verdict).toBe('cannot tell yet');
  });
});

describe('how many are needed', () => {
  it('gives 435 an arm for 10 % against 5 %', () => {
    // Fleiss' formula by hand: (1.96 sqrt(2 * .075 * .925) + 0.8416 sqrt(.1 * .9 + .05 * .95))^2 / .05^2 = 434.4
    expect(countNeeded({ treatedRate: 0.1, holdoutRate: 0.05, holdoutPerTreated: 1 })).toEqual({
      treated: 435,
      holdout: 435,
    });
  });

  it('takes more in all when the arms are unequal, and more for a smaller difference', () => {
    const even = countNeeded({ treatedRate: 0.1, holdoutRate: 0.05, holdoutPerTreated: 1 })!;
    const uneven = countNeeded({ treatedRate: 0.1, holdoutRate: 0.05, holdoutPerTreated: 1 / 9 })!;
    const small = countNeeded({ treatedRate: 0.06, holdoutRate: 0.05, holdoutPerTreated: 1 })!;
    expect(uneven.treated + uneven.holdout).toBeGreaterThan(even.treated + even.holdout);
    expect(small.treated).toBeGreaterThan(10 * even.treated);
  });
});

describe('pooling by kind', () => {
  it('gives for one campaign what its own report gives', () => {
    const campaign = { kind: 'nurture' as const, treated: arm(12, 200), holdout: arm(1, 22) };
    const { uplift } = report([12, 200], [1, 22]);
    const pooled = poolOutcomes([campaign]).nurture!;
    expect(pooled.uplift!.value).toBeCloseTo(uplift!.value, 12);
    expect(pooled.uplift!.low).toBeCloseTo(uplift!.low, 12);
    expect(pooled.uplift!.high).toBeCloseTo(uplift!.high, 12);
  });

  it('adds up arms, and narrows with each campaign', () => {
    const campaign = { kind: 'nurture' as const, treated: arm(30, 300), holdout: arm(6, 100) };
    const one = poolOutcomes([campaign]).nurture!;
    const three = poolOutcomes([campaign, campaign, campaign]).nurture!;
    expect(three).toMatchObject({ campaigns: 3, treated: arm(90, 900), holdout: arm(18, 300) });
    expect(three.uplift!.value).toBeCloseTo(one.uplift!.value);
    expect(three.uplift!.high - three.uplift!.low).toBeLessThan(one.uplift!.high - one.uplift!.low);
  });

  it('does not take a difference between campaigns for an effect of the e-mails', () => {
    // In neither campaign does the e-mail change anything; the likelier contacts had the smaller holdout.
    const likely = { kind: 'nurture' as const, treated: arm(270, 900), holdout: arm(30, 100) };
    const unlikely = { kind: 'nurture' as const, treated: arm(25, 500), holdout: arm(25, 500) };
    const { uplift, treated, holdout } = poolOutcomes([likely, unlikely]).nurture!;
    expect(treated.converted / treated.contacts - holdout.converted / holdout.contacts).toBeGreaterThan(0.1);
    expect(uplift!.value).toBeCloseTo(0);
  });

  it('lets a large campaign say more than a small one', () => {
    const large = { kind: 'nurture' as const, treated: arm(180, 900), holdout: arm(10, 100) };
    const small = { kind: 'nurture' as const, treated: arm(6, 10), holdout: arm(1, 10) };
    // Weights 90 and 5, uplifts 0.1 and 0.5.
    expect(poolOutcomes([large, small]).nurture!.uplift!.value).toBeCloseTo((90 * 0.1 + 5 * 0.5) / 95);
  });

  it('keeps kinds apart, and knows no uplift without a holdout', () => {
    const effects = poolOutcomes([
      { kind: 'nurture', treated: arm(3, 15), holdout: arm(0, 0) },
      { kind: 'win back', treated: arm(30, 300), holdout: arm(6, 100) },
    ]);
    expect(effects.nurture).toMatchObject({ treated: arm(3, 15), uplift: null });
    expect(effects['win back']!.uplift!.value).toBeCloseTo(0.04);
    expect(effects.replenish).toBeUndefined();
  });
});
