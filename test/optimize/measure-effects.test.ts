import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Campaign, CampaignState } from '../../src/domain/campaign.ts';
import { DAY } from '../../src/domain/clock.ts';
import { measureEffects } from '../../src/optimize/measure-effects.ts';
import { type MarketingShop, openMarketingShop, START } from '../support/marketing-shop.ts';

let shop: MarketingShop;
beforeEach(async () => {
  shop = await openMarketingShop();
});
afterEach(() => shop.close());

const WINDOW_DAYS = 30;
const measure = (knownUntil: number) => measureEffects(shop.stores, knownUntil);

it('measures a campaign once its outcome window has closed, and not while it is open', async () => {
  await move(await addCampaign(), 'sending');
  expect(await measure(START + WINDOW_DAYS * DAY - 1)).toEqual({});
  const { 'win back': effect } = await measure(START + WINDOW_DAYS * DAY);
  expect(effect).toMatchObject({ campaigns: 1, treated: { contacts: 2 }, holdout: { contacts: 1 } });
});

it('never measures a campaign that was stopped before it began', async () => {
  await move(await addCampaign(), 'stopped');
  expect(await measure(START + 10 * WINDOW_DAYS * DAY)).toEqual({});
});

it('measures one that was stopped while it was being sent, by all who were drawn', async () => {
  await move(await move(await addCampaign(), 'sending'), 'stopped');
  const { 'win back': effect } = await measure(START + WINDOW_DAYS * DAY);
  expect(effect).toMatchObject({ campaigns: 1, treated: { contacts: 2 } });
});

async function addCampaign(): Promise<Campaign> {
  const ids = [];
  for (const name of ['ann', 'bob', 'eve']) ids.push((await shop.addContact(name)).id);
  return shop.addCampaign(ids.slice(0, 2), { holdout: ids.slice(2) });
}

async function move(campaign: Campaign, to: CampaignState): Promise<Campaign> {
  const after = await shop.stores.campaigns.transition({
    campaignId: campaign.id,
    from: campaign.state,
    to,
    contentHash: campaign.contentHash,
    action: to === 'stopped' ? 'stop' : 'start sending',
    actor: 'U1',
    at: START,
    comment: null,
  });
  return after!;
}
