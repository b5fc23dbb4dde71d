/** The rule by which a challenger is promoted or refused. */

import { describe, expect, it } from 'vitest';
import { decideChampion } from '../../src/optimize/decide-champion.ts';

const BASELINE = 'logistic-regression';
const NETWORK = 'reference-network';

describe('decideChampion', () => {
  it('lets the better of baseline and network serve first', () => {
    expect(decide({ baseline: 0.5, network: 0.4, champion: null })).toEqual({ promoted: NETWORK });
    expect(decide({ baseline: 0.4, network: 0.5, champion: null })).toEqual({ promoted: BASELINE });
  });

  it('promotes a challenger that beats champion and baseline', () => {
    expect(decide({ baseline: 0.5, network: 0.4, champion: 0.45 })).toEqual({ promoted: NETWORK });
  });

  it('keeps the champion against a challenger that beats only the baseline', () => {
    expect(decide({ baseline: 0.5, network: 0.46, champion: 0.45 })).toEqual({ promoted: null });
  });

  it('refuses a network that beats only the champion; the baseline that beats both serves', () => {
    expect(decide({ baseline: 0.41, network: 0.42, champion: 0.45 })).toEqual({ promoted: BASELINE });
  });

  it('keeps the champion on a tie, and takes the simpler model on a tie of contenders', () => {
    expect(decide({ baseline: 0.5, network: 0.45, champion: 0.45 })).toEqual({ promoted: null });
    expect(decide({ baseline: 0.4, network: 0.4, champion: 0.45 })).toEqual({ promoted: BASELINE });
  });

  it('says in words which comparison decided', () => {
    const reasons = (input: Input) => verdicts(input).map((verdict) => verdict.reason);
    expect(reasons({ baseline: 0.5, network: 0.46, champion: 0.45 })).toEqual([
      'Refused: the logistic regression has a log loss of 0.5000 on the test set, no better than the champion reference network (0.4500).',
      'Refused: the reference network has a log loss of 0.4600 on the test set, no better than the champion reference network (0.4500).',
    ]);
    expect(reasons({ baseline: 0.41, network: 0.42, champion: 0.45 })[1]).toContain(
      'no better than the baseline',
    );
    expect(reasons({ baseline: 0.42, network: 0.41, champion: 0.45 })[0]).toContain('does better (0.4100)');
    expect(reasons({ baseline: 0.42, network: 0.41, champion: null })[1]).toMatch(/^Serves first/);
    expect(reasons({ baseline: 0.42, network: 0.41, champion: 0.45 })[1]).toMatch(/^Promoted/);
  });
});

interface Input {
  readonly baseline: number;
  readonly network: number;
  readonly champion: number | null;
}

function verdicts(input: Input) {
  return decideChampion({
    baseline: { kind: BASELINE, logLoss: input.baseline },
    challengers: [{ kind: NETWORK, logLoss: input.network }],
    champion: input.champion === null ? null : { kind: NETWORK, logLoss: input.champion },
  });
}

function decide(input: Input) {
  const promoted = verdicts(input).filter((verdict) => verdict.decision === 'promote');
  expect(promoted.length).toBeLessThanOrEqual(1);
  return { promoted: promoted[0]?.kind ?? null };
}
