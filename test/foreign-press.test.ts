/** What comes of a press on another workspace's card. */

import { expect, it } from 'vitest';
import { createAppDispatcher } from '../demo/slack/dispatch-to-app.ts';
import { interactionBase } from '../demo/slack/payloads.ts';
import { people, team } from '../demo/slack/workspace.ts';
import { CAMPAIGN_BUTTONS } from '../src/adapters/slack/draw-lifecycle.ts';
import { describeOnEach } from './support/each-database.ts';
import { addTo, startSeveral } from './support/open-several.ts';
import { addContacts, proposeFor } from './support/propose-in-flywheel.ts';
import { TEAMS } from './support/slack-grants.ts';
import { PATIENCE_MS } from './support/wait-for.ts';

const [CANDLES, TEA] = [TEAMS[0].id, TEAMS[1].id];

describeOnEach((on) => {
  it('decides nothing and shows nothing of it, though person, number and hash are right', async () => {
    const several = await startSeveral({ on });
    await addTo(several, CANDLES);
    await addTo(several, TEA);
    const candles = await several.appOf(CANDLES);
    const contacts = await addContacts({ app: candles, url: several.url }, 2);
    const campaign = await proposeFor({ app: candles }, contacts, { title: 'Known to Candles alone' });
    const { number, contentHash: hash, version } = campaign;
    const dispatch = createAppDispatcher({
      appUrl: `${several.url}/slack/events`,
      signingSecret: 'a secret',
      ackTimeoutMs: PATIENCE_MS,
    });
    const tea = several.slacks.workspaces[1]!;
    const [maya] = people;
    for (const actionId of [CAMPAIGN_BUTTONS.approve, CAMPAIGN_BUTTONS.open]) {
      const value =
        actionId === CAMPAIGN_BUTTONS.open ? String(number) : JSON.stringify({ number, hash, version });
      const base = JSON.parse(
        JSON.stringify(interactionBase('block_actions', maya)).replaceAll(team.id, TEA),
      ) as Record<string, unknown>;
      const answer = await dispatch.interaction({
        ...base,
        trigger_id: `1.1.${actionId}`,
        container: { type: 'message', channel_id: tea.channelId, message_ts: '1.1' },
        channel: { id: tea.channelId, name: 'marketing' },
        actions: [{ type: 'button', action_id: actionId, block_id: 'b', value, action_ts: '1.1' }],
      });
      expect(answer.kind).toBe('answered');
    }
    const seen = () => JSON.stringify(tea.scene(maya.id).messages);
    await expect.poll(seen).toContain(`no campaign ${number}`);
    expect(seen()).not.toContain('Known to Candles alone');
    expect(await candles.stores.campaigns.get(number)).toMatchObject({ state: 'proposed', decision: null });
  });
});
