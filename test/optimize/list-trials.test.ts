import { afterEach, beforeEach, expect, it } from 'vitest';
import { DAY } from '../../src/domain/clock.ts';
import { listTrials } from '../../src/optimize/list-trials.ts';
import { type MarketingShop, openMarketingShop, START } from '../support/marketing-shop.ts';

let shop: MarketingShop;
beforeEach(async () => {
  shop = await openMarketingShop();
});
afterEach(() => shop.close());

const WINDOW_DAYS = 30;
const list = (knownUntil: number) => listTrials(shop.stores, knownUntil);

async function send(held: number): Promise<{ readonly id: string; readonly contactIds: readonly string[] }> {
  const contactIds = [];
  for (const name of ['ann', 'bob', 'eve']) contactIds.push((await shop.addContact(name)).id);
  const { id, state, contentHash } = await shop.addCampaign(contactIds.slice(held), {
    holdout: contactIds.slice(0, held),
  });
  await shop.stores.campaigns.transition({
    ...{ campaignId: id, from: state, to: 'sending', contentHash, action: 'start sending' },
    ...{ actor: 'U1', at: START, comment: null },
  });
  return { id, contactIds };
}

it('lists who was mailed and who was held out, once the outcome is known', async () => {
  const { id, contactIds } = await send(1);
  expect((await list(START + WINDOW_DAYS * DAY - 1)).size).toBe(0);
  const trials = await list(START + WINDOW_DAYS * DAY);
  expect([...trials.keys()].sort()).toEqual([...contactIds].sort());
  expect(trials.get(contactIds[0]!)).toEqual([
    { campaignId: id, treated: false, at: START, outcomeWindowDays: WINDOW_DAYS },
  ]);
  expect(trials.get(contactIds[1]!)).toMatchObject([{ treated: true }]);
});

it('forgets draws of more than a year ago', async () => {
  await send(1);
  expect((await list(START + 365 * DAY)).size).toBe(3);
  expect((await list(START + 365 * DAY + 1)).size).toBe(0);
});
