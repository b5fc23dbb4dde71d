import { expect, it } from 'vitest';
import { drawCampaignList } from '../../../src/adapters/slack/draw-campaign-list.ts';
import { DAY } from '../../../src/domain/clock.ts';
import { T0 } from '../../db/builders.ts';
import { taken } from '../../support/taken.ts';
import { aCampaign } from './build-campaign.ts';

it('lists the newest night first, and each night in the order in which it ranked its campaigns', () => {
  const campaigns = [
    proposed({ number: 1, night: 0, revenue: 900 }),
    proposed({ number: 3, night: 1, revenue: 800 }),
    // Ranked first by what its e-mails add, though less is expected to be bought.
    proposed({ number: 2, night: 1, revenue: 100 }),
  ];
  const words = JSON.stringify(taken(drawCampaignList(campaigns, { unsendable: [], skipped: [] })));
  const found = [...words.matchAll(/"value":"(\d)"/g)].map(([, number]) => Number(number));
  expect(found).toEqual([2, 3, 1]);
});

function proposed({
  number,
  night,
  revenue,
}: {
  readonly number: number;
  readonly night: number;
  readonly revenue: number;
}) {
  const campaign = aCampaign({ id: `campaign-${number}`, number });
  const expectedRevenueCents = { value: revenue, low: 0, high: revenue };
  const createdAt = T0 + night * DAY;
  return { ...campaign, strategy: { ...campaign.strategy, createdAt, expectedRevenueCents } };
}
