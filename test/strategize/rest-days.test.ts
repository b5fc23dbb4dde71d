/** Who rests, and which offers hold, goes by the present, also when the data end before it. */

import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/domain/clock.ts';
import { REST_DAYS } from '../../src/domain/message.ts';
import { findAwaitingEmail } from '../../src/strategize/find-awaiting-email.ts';
import { openMarketingShop } from '../support/marketing-shop.ts';
import { buildInput, buildOffer, NOW, regulars } from './build-shop.ts';
import { ids, lost, propose, whySkipped } from './propose.ts';

const TODAY = NOW + 20 * DAY;
const settings = { today: TODAY };

describe('with data that end twenty days ago', () => {
  it('leaves alone who was e-mailed yesterday, and not who was e-mailed on the day that the data end', () => {
    const shop = [
      ...regulars(),
      lost('ann', { lastMailedAt: TODAY - DAY }),
      lost('ben', { lastMailedAt: NOW }),
      lost('eve', { lastMailedAt: TODAY - REST_DAYS * DAY }),
    ];
    const strategy = propose(buildInput(shop, { settings }), 'win back');
    expect(ids(strategy)).toEqual(['ben', 'eve']);
    expect(strategy!.basis).toContain(
      '1 contact more fit, but had an e-mail lately or are about to get one.',
    );
  });

  it('makes no offer that has ended since', () => {
    const offers = [buildOffer({ validTo: TODAY - DAY })];
    const strategy = propose(buildInput([...regulars(), lost('ann')], { settings, offers }), 'win back')!;
    expect(strategy.offerId).toBeNull();
    expect(strategy.basis).toContain('has ended');
  });

  it('was proposed today', () => {
    const strategy = propose(buildInput([...regulars(), lost('ann')], { settings }), 'win back')!;
    expect(strategy.createdAt).toBe(TODAY);
  });
});

describe('who is about to get an e-mail', () => {
  it('is in no audience', () => {
    const shop = [...regulars(), lost('ann'), lost('ben')];
    expect(ids(propose(buildInput(shop, { awaitingEmail: new Set(['ann']) }), 'win back'))).toEqual(['ben']);
    const both = buildInput(shop, { awaitingEmail: new Set(['ann', 'ben']) });
    expect(whySkipped(both, 'win back')).toContain('about to get one');
  });

  it('is the treated of approved campaigns, neither their holdout nor those of proposals', async () => {
    const shop = await openMarketingShop();
    try {
      const [ann, ben, eve] = [
        await shop.addContact('ann'),
        await shop.addContact('ben'),
        await shop.addContact('eve'),
      ];
      await shop.addCampaign([ann.id], { holdout: [ben.id] });
      await shop.addCampaign([eve.id], { state: 'proposed' });
      expect(await findAwaitingEmail(shop.stores.campaigns)).toEqual(new Set([ann.id]));
    } finally {
      await shop.close();
    }
  });
});

it('leaves out whom e-mails put off, and says how many', () => {
  const shop = [...regulars(), lost('ann'), lost('ben')];
  const strategy = propose(buildInput(shop, { leftAlone: new Set(['ann']) }), 'win back')!;
  expect(ids(strategy)).toEqual(['ben']);
  expect(strategy.leftAlone).toBe(1);
  expect(whySkipped(buildInput(shop, { leftAlone: new Set(['ann', 'ben']) }), 'win back')).toBe(
    'of the 2 contacts who fit, 2 are like those who bought less when e-mailed',
  );
});
