/** A night whose time is used up still trains, scores and proposes, and says what it left out. */

import { expect, it } from 'vitest';
import { wordsOf } from './commands/read-card.ts';
import { maya, type } from './support/act-in-slack.ts';
import { NIGHT } from './support/keep-shop.ts';
import { startFlywheel } from './support/open-flywheel.ts';

it('leaves out what it can do without once its minutes are used up, and says so', async () => {
  const flywheel = await startFlywheel({ at: NIGHT, kept: 'with a past', settings: { NIGHT_MINUTES: '0' } });
  const night = await flywheel.runJob('nightly');
  expect(night).toMatchObject({ ok: true, told: true, importance: null });
  expect(night['champion']).not.toBeNull();
  expect(await flywheel.app.stores.campaigns.list(['proposed'], 10)).not.toEqual([]);
  const usedUp = 'the 0 minutes that a night may take (NIGHT_MINUTES) were used up';
  expect(night['leftOut']).toContain(`Which features matter was not looked at: ${usedUp}.`);
  expect(wordsOf(await type(flywheel, maya, { text: '/model', expected: 'Champion' }))).toContain(usedUp);
  expect(flywheel.refusedCalls).toEqual([]);
});
