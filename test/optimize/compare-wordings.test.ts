/** Telling two wordings apart by what their e-mails brought. */

import { expect, it } from 'vitest';
import { OUTCOME_KINDS, type OutcomeCounts } from '../../src/domain/outcome.ts';
import { compareWordings } from '../../src/optimize/compare-wordings.ts';

const OVER = { now: 10, windowEndsAt: 10 };

function counts(converted: number, sent: number): OutcomeCounts {
  const none = Object.fromEntries(OUTCOME_KINDS.map((kind) => [kind, 0])) as OutcomeCounts['outcomes'];
  return { sent, trackable: 0, outcomes: { ...none, converted }, revenueCents: 0 };
}

it('names the better one when its interval leaves nothing out', () => {
  expect(compareWordings({ A: counts(5, 500), B: counts(40, 500) }, OVER)).toMatchObject({ better: 'B' });
  expect(compareWordings({ A: counts(40, 500), B: counts(5, 500) }, OVER)).toMatchObject({ better: 'A' });
});

it('cannot tell when chance could have done it, or when few got each', () => {
  expect(compareWordings({ A: counts(5, 500), B: counts(8, 500) }, OVER).words).toMatch(
    /\+0\.6 points, 95 % interval -\d\.\d to \+\d\.\d: cannot tell yet\./,
  );
  expect(compareWordings({ A: counts(0, 19), B: counts(19, 19) }, OVER).better).toBe('cannot tell yet');
});

it('waits for the end of the outcome window, however clear it looks', () => {
  const early = compareWordings({ A: counts(5, 500), B: counts(40, 500) }, { now: 9, windowEndsAt: 10 });
  expect(early.better).toBe('cannot tell yet');
  expect(early.words).toContain('A verdict comes when the outcome window ends');
});

it('compares nothing with a wording that was not sent', () => {
  expect(compareWordings({ A: counts(0, 10), B: counts(0, 0) }, OVER).difference).toBeNull();
});
