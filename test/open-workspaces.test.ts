/** Two workspaces on one server: each is added over OAuth, and neither gets at anything of the other's. */

import { expect, it } from 'vitest';
import { describeOnEach } from './support/each-database.ts';
import { addTo, comeBack, type RunningSeveral, startSeveral } from './support/open-several.ts';
import { TEAMS } from './support/slack-grants.ts';
import { waitFor } from './support/wait-for.ts';

const [CANDLES, TEA] = [TEAMS[0].id, TEAMS[1].id];
const AN_HOUR_TOKEN = 3_600;

/** Sends one event with a write key. */
function send(url: string, writeKey: string, body: object) {
  return fetch(`${url}/v1/identify`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`,
    },
    body: JSON.stringify(body),
  });
}

async function addBoth(several: RunningSeveral) {
  const candles = await addTo(several, CANDLES);
  const tea = await addTo(several, TEA);
  return { candles: candles.writeKey!, tea: tea.writeKey! };
}

const texts = ({ slacks }: RunningSeveral, index: number, person = 0) => {
  const workspace = slacks.workspaces[index]!;
  const { messages } = workspace.scene(workspace.people[person]!.id);
  return messages.map((message) => JSON.stringify(message)).join('\n');
};

describeOnEach((on) => {
  it('takes events, answers and speaks for each workspace from its own data', async () => {
    const several = await startSeveral({ on });
    const keys = await addBoth(several);
    const ann = { userId: 'ann', traits: { email: 'ann@example.com', firstName: 'Annabel' } };
    expect((await send(several.url, keys.candles, ann)).status).toBe(200);
    const of = async (tenant: string) =>
      (await several.appOf(tenant)).stores.contacts.find('ann@example.com');
    expect((await of(CANDLES))?.profile).toMatchObject({ firstName: 'Annabel' });
    expect(await of(TEA)).toBeNull();

    for (const [index, words] of [
      [0, 'Annabel'],
      [1, 'ann@example.com'],
    ] as const) {
      const { actor, people, channelId } = several.slacks.workspaces[index]!;
      await actor.say(people[0]!, { channel: channelId }, '/predict ann@example.com');
      await waitFor(() => expect(texts(several, index)).toContain(words));
    }
    expect(texts(several, 1)).not.toContain('Annabel');
  });

  it('keeps tokens sealed, in a row of their own', async () => {
    const several = await startSeveral({ on });
    await addBoth(several);
    const { installations } = several.house;
    expect(await installations.list()).toMatchObject([
      { tenant: CANDLES, teamName: 'Candle & Co', state: 'installed', approvers: ['U0MAYACHEN'] },
      { tenant: TEA, teamName: 'Tea <Shop>', state: 'installed' },
    ]);
    expect((await installations.tokens(TEA))?.botToken).toMatch(/^xoxe\.xoxb-/);
  });
});

it('renews tokens before they end, each refresh token once, while many speak', async () => {
  const several = await startSeveral({ tokenSeconds: AN_HOUR_TOKEN });
  await addBoth(several);
  const { actor, people, channelId } = several.slacks.workspaces[0]!;
  const access = await several.appOf(CANDLES);
  await Promise.all([
    ...Array.from({ length: 5 }, () => actor.say(people[0]!, { channel: channelId }, '/campaign')),
    ...Array.from({ length: 5 }, () => access.notifier!.approvers()),
  ]);
  await waitFor(() => expect(texts(several, 0)).toMatch(/proposed|No campaign|nothing/i));
  const { refreshes } = several.slacks.grants;
  expect(refreshes.done).toBeGreaterThan(0);
  expect(refreshes.refused).toBe(0);
});

it('welcomes whoever added it, and tells them on the page what to do next', async () => {
  const several = await startSeveral();
  const { status, html, writeKey } = await addTo(several, TEA);
  expect(status).toBe(200);
  expect(html).toContain('Flywheel is in Tea &lt;Shop&gt;');
  expect(writeKey).toMatch(/^T0TEASHOP\.[\w-]{32}$/);
  await waitFor(() => expect(texts(several, 1)).toContain('Set up'));
  expect(texts(several, 1, 1)).not.toContain('Set up');
  expect(texts(several, 0)).toBe('');
});

it('finishes only what began in the same browser, once', async () => {
  const several = await startSeveral();
  const first = await addTo(several, CANDLES);
  const again = await comeBack(first.back, first.cookie);
  expect(again).toMatchObject({ status: 400 });
  expect(again.html).toContain('used already');
  const elsewhere = await addTo(several, TEA, 'cancel');
  expect(elsewhere.html).toContain('You did not allow it');
  const forged = new URL(first.back);
  forged.searchParams.set('code', 'guess');
  expect((await comeBack(forged.href, 'flywheel_install=guess')).html).toContain(
    'did not begin in this browser',
  );
  expect(await several.house.installations.find(TEA)).toBeNull();
});

it('refuses a whole organisation, and says what to do', async () => {
  const several = await startSeveral();
  several.slacks.grants.isEnterprise = true;
  const refused = await addTo(several, CANDLES);
  expect(refused.status).toBe(400);
  expect(refused.html).toContain('choose one workspace of it');
  expect(await several.house.installations.list()).toEqual([]);
});
