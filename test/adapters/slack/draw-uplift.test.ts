import { describe, expect, it } from 'vitest';
import { sayUplift } from '../../../src/adapters/slack/draw-uplift.ts';
import type { UpliftFigures } from '../../../src/domain/uplift-figures.ts';

const NIGHT = { contacts: 0, words: 'Nobody is left alone.' };
const FOUND: UpliftFigures = {
  ...{ drawn: 4_000, heldOut: 400, campaigns: 6 },
  everybody: { estimate: 0.012, low: -0.003, high: 0.027 },
  best30: { estimate: 0.03, low: 0.004, high: 0.056 },
  gain: { estimate: 0.018, low: 0.001, high: 0.035 },
  qiniPerTreated: { estimate: 0.0041, low: 0.0002, high: 0.0082 },
};

describe('sayUplift', () => {
  it('says each figure with its interval beside what e-mailing everybody adds', () => {
    expect(sayUplift({ ...NIGHT, uplift: FOUND })).toBe(
      'Whom e-mails move, in 6 campaigns that are over (4,000 drawn, 400 of them held out by lot): e-mailing everybody added +1.2 (95 % interval -0.3 to +2.7) points of buyers; among the 30 % whom a model that never saw them thinks e-mails help most, +3.0 (95 % interval +0.4 to +5.6) (uplift at 30 %), which is +1.8 (95 % interval +0.1 to +3.5) more than among all. Qini per treated 0.0041 (95 % interval 0.0002 to 0.0082), where choosing by lot has 0. So the model tells whom e-mails move better than chance does.',
    );
  });

  it('claims nothing where either interval holds chance', () => {
    for (const figure of ['gain', 'qiniPerTreated'] as const) {
      const found = { ...FOUND, [figure]: { estimate: 0.01, low: -0.001, high: 0.02 } };
      expect(sayUplift({ ...NIGHT, uplift: found })).toContain('cannot be told yet');
    }
  });

  it('says that data are too few, and nothing of a night that did not look', () => {
    expect(sayUplift({ ...NIGHT, uplift: null })).toContain('not enough data');
    expect(sayUplift(NIGHT)).toBeNull();
  });
});
