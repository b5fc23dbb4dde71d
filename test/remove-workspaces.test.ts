/** What one workspace cannot do with another's, and what stops when Flywheel is removed from one. */

import { expect, it } from 'vitest';
import { deriveKey } from '../src/privacy/master-key.ts';
import { createLinkSigner } from '../src/privacy/sign-link.ts';
import { addTo, startSeveral } from './support/open-several.ts';
import { TEAMS } from './support/slack-grants.ts';
import { waitFor } from './support/wait-for.ts';

const [CANDLES, TEA] = [TEAMS[0].id, TEAMS[1].id];

function identify(url: string, writeKey: string) {
  return fetch(`${url}/v1/identify`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`,
    },
    body: JSON.stringify({ userId: 'ann', traits: { email: 'ann@example.com' } }),
  });
}

it('takes no key and no link of one workspace for another', async () => {
  const several = await startSeveral();
  const key = (await addTo(several, CANDLES)).writeKey!;
  await addTo(several, TEA);
  expect((await identify(several.url, key)).status).toBe(200);
  expect((await identify(several.url, key.replace(CANDLES, TEA))).status).toBe(401);
  expect((await identify(several.url, key.replace(CANDLES, 'own'))).status).toBe(401);
  const { id } = (await (await several.appOf(CANDLES)).stores.contacts.find('ann'))!;
  const signer = createLinkSigner(deriveKey(several.house.master, `links ${CANDLES}`), `${CANDLES}.`);
  const link = signer.sign('preferences', `${id}:`);
  const open = (token: string) => fetch(`${several.url}/preferences/${token}`);
  expect((await open(link)).status).toBe(200);
  expect((await open(link.replace(CANDLES, TEA))).status).toBe(404);
  expect((await open(link.replace(`${CANDLES}.`, ''))).status).toBe(404);
});

it('ends tokens, answers and collecting when it is removed, keeps the data and the links, and goes on when it is added again', async () => {
  const several = await startSeveral();
  const key = (await addTo(several, CANDLES)).writeKey!;
  await identify(several.url, key);
  const { installations } = several.house;
  await several.slacks.remove(CANDLES);
  await waitFor(async () => expect((await identify(several.url, key)).status).toBe(401));
  expect(await installations.find(CANDLES)).toMatchObject({ state: 'ended' });
  expect(await installations.tokens(CANDLES)).toBeNull();
  const { stores } = await several.appOf(CANDLES);
  const { id } = (await stores.contacts.find('ann'))!;
  const signer = createLinkSigner(deriveKey(several.house.master, `links ${CANDLES}`), `${CANDLES}.`);
  const link = `${several.url}/preferences/${signer.sign('preferences', `${id}:`)}`;
  expect((await fetch(link)).status).toBe(200);

  expect((await addTo(several, CANDLES)).writeKey).toBe(key);
  expect((await identify(several.url, key)).status).toBe(200);
  // A word of the earlier removal that comes late ends nothing.
  await several.slacks.tell(CANDLES, { type: 'app_uninstalled' }, Date.now() - 60_000);
  expect(await installations.find(CANDLES)).toMatchObject({ state: 'installed' });
});
