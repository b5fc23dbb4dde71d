/** What `/model` says of earlier windows. */

import { expect, it } from 'vitest';
import type { Block } from '../../../demo/slack/wire-types.ts';
import { toCard } from '../../../src/adapters/slack/card.ts';
import { drawRolling } from '../../../src/adapters/slack/draw-rolling.ts';
import type { RollingEvidence } from '../../../src/domain/rolling-evidence.ts';
import { wordsOf } from '../../commands/read-card.ts';
import { taken } from '../../support/taken.ts';
import { aRollingEvidence } from './a-rolling-evidence.ts';

function say(rolling: RollingEvidence | null): string {
  const { blocks } = taken(toCard('Models', drawRolling(rolling)));
  return wordsOf({ text: '', blocks: blocks as unknown as Block[] });
}

it('says each figure in words, with its interval and beside what one gets without a model', () => {
  const words = say(aRollingEvidence());
  for (const part of [
    '*How it would have done before*\nOn three earlier months, each time learning only from what was known by then, a logistic regression like this one would have',
    'said rightly of 91.2 % (95 % interval 90.2 % to 92.2 %) of contacts whether they order, where giving everybody the same answer is right for 89.0 % (accuracy)',
    'found 52.1 % (95 % interval 51.1 % to 53.1 %) of those who ordered (recall), with an F1 of 0.512 (95 % interval 0.502 to 0.522)',
    'put who ordered before who did not in 84.1 % (95 % interval 83.1 % to 85.1 %) of pairs, where chance does in 50.0 % (ROC-AUC)',
    'had a PR-AUC of 0.412 (95 % interval 0.402 to 0.422), where chance has 0.110, the base rate',
    'had a log loss of 0.2911 (95 % interval 0.2811 to 0.3011), where knowing only how many order has 0.3500: a skill of 18.2 % (95 % interval 17.2 % to 19.2 %), where 0.0 % is no better than that',
    'foretold how many: 1.03 (95 % interval 1.02 to 1.04) ordered for each it foretold, where 1.00 is right',
    '_As of 1 Apr 2026:_ 1,000 contacts, base rate 10.0 %; log loss 0.2900 (17.0 % below the base rate’s)',
    '_As of 31 Jan 2026:_ 1,000 contacts, base rate 12.0 %; log loss 0.2900 (2.0 % above the base rate’s)',
    '30 days each; none of it is in the test above.',
  ])
    expect(words).toContain(part.replaceAll('’', "'"));
});

it('counts what there is, whatever people call it, and says why there is not more', () => {
  const { origins } = aRollingEvidence();
  const ofDays = (outcomeWindowDays: number, windows: number) =>
    say(
      aRollingEvidence({
        outcomeWindowDays,
        origins: origins.slice(0, windows),
        missing: ['As of <1 May>.'],
      }),
    );
  expect(ofDays(7, 1)).toContain('On one earlier week,');
  expect(ofDays(10, 2)).toContain('On two earlier stretches of 10 days,');
  expect(ofDays(10, 2)).toContain('As of <1 May>.');
});

it('says that nothing can be said yet, and what it takes', () => {
  expect(say(null)).toContain('not measured for this champion yet');
  const none = aRollingEvidence({ origins: [], pooled: null, missing: ['It takes 60 days of events.'] });
  expect(say(none)).toBe('\nEarlier windows: not enough data to look back. It takes 60 days of events.');
});
