/** A card that Slack took late, since it asked us to wait, does not stand in the place of what was drawn meanwhile. */

import { expect, it, onTestFinished } from 'vitest';
import { CAMPAIGN_BUTTONS } from '../../src/adapters/slack/draw-lifecycle.ts';
import { current, jonas, maya, press, type, until } from '../support/act-in-slack.ts';
import { describeOnEach } from '../support/each-database.ts';
import { startFlywheel } from '../support/open-flywheel.ts';
import { addContacts, proposeFor } from '../support/propose-in-flywheel.ts';
import { type Decide, standBetween } from '../support/stand-between.ts';
import { wordsOf } from './read-card.ts';

const { approve } = CAMPAIGN_BUTTONS;
const APPROVED = 'The first e-mail leaves';
const UNDONE = 'approval undone by';

describeOnEach((on) => {
  it('shows what is, also where an older drawing reaches Slack after a newer one', async () => {
    const late = createLateUpdate();
    const flywheel = await startFlywheel({
      ...{ on, at: Date.UTC(2026, 4, 1, 9), settings: { UNDO_MINUTES: '10' } },
      async between(apiUrl) {
        const between = await standBetween(apiUrl, late.decide);
        onTestFinished(between.close);
        return between.apiUrl;
      },
    });
    const { number } = await proposeFor(flywheel, await addContacts(flywheel, 2));
    const text = `/campaign ${number}`;
    const card = await type(flywheel, maya, { text, expected: 'Approve' });
    const words = () => wordsOf(current(flywheel, maya, card.ts));
    const told = `approved campaign ${number}`;
    await press(flywheel, maya, { message: card, actionId: approve, expected: told });
    await late.isRefused;
    const undo = `/campaign undo ${number}`;
    await type(flywheel, jonas, { text: undo, expected: 'You took back the approval' });
    await until(flywheel, maya, () => words().includes(UNDONE));
    await late.isBack;
    // Nothing else waits to be drawn by then.
    await expect
      .poll(() => flywheel.app.stores.posts.counts(), { timeout: 20_000 })
      .toMatchObject({ waiting: 0 });
    expect(words()).toContain(UNDONE);
    late.letGo();
    await until(flywheel, maya, () => words().includes(APPROVED));
    await until(flywheel, maya, () => words().includes(UNDONE));
    expect(words()).not.toContain(APPROVED);
  });
});

/** The first drawing of the approval is refused for a second, and kept back when it is tried again. */
function createLateUpdate() {
  const [refused, back, gone] = [createBell(), createBell(), createBell()];
  let tries = 0;
  const decide: Decide = async ({ method, args }) => {
    // What waits its turn is drawn anew at each attempt, and carries its token along: it is another's.
    if (method !== 'chat.update' || args.has('token') || !args.get('blocks')?.includes(APPROVED))
      return 'pass';
    tries += 1;
    if (tries === 1) {
      refused.ring();
      return 1;
    }
    back.ring();
    await gone.rung;
    return 'pass';
  };
  return { decide, isRefused: refused.rung, isBack: back.rung, letGo: gone.ring };
}

function createBell() {
  let ring = () => {};
  const rung = new Promise<void>((resolve) => {
    ring = resolve;
  });
  return { rung, ring: () => ring() };
}
