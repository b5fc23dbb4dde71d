/** What a person is told when something fails after what they decided: that it was decided. */

import { expect, it } from 'vitest';
import { CAMPAIGN_BUTTONS } from '../../src/adapters/slack/draw-lifecycle.ts';
import { jonas, maya, press, type } from '../support/act-in-slack.ts';
import { describeOnEach } from '../support/each-database.ts';
import { startFlywheel } from '../support/open-flywheel.ts';
import { addContacts, proposeFor } from '../support/propose-in-flywheel.ts';

const NOW = Date.UTC(2026, 4, 1, 9);

describeOnEach((on) => {
  it('says that an approval stands when what follows it fails', async () => {
    const flywheel = await startFlywheel({
      ...{ on, at: NOW },
      onJobAsked() {
        throw new Error('no worker can be woken');
      },
    });
    const { number } = await proposeFor(flywheel, await addContacts(flywheel, 2));
    const card = await type(flywheel, maya, { text: `/campaign ${number}`, expected: 'Approve' });
    const told = await press(flywheel, jonas, {
      ...{ message: card, actionId: CAMPAIGN_BUTTONS.approve },
      expected: 'went wrong',
    });
    expect(told.only_for).toBe(jonas.id);
    expect(told.text).toContain(`You approved campaign ${number}. That stands`);
    expect((await flywheel.app.stores.campaigns.get(number))?.state).toBe('approved');
  });
});
