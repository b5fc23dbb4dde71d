/** What is learnt from of opens and clicks: what Flywheel saw itself, on either database. */

import { expect, it } from 'vitest';
import { MINUTE } from '../../src/domain/clock.ts';
import { createFeedback } from '../../src/feedback/create-feedback.ts';
import { anEvent, collect } from '../db/builders.ts';
import { describeOnEach } from '../support/each-database.ts';
import { openMarketingShop } from '../support/marketing-shop.ts';
import { addSentMessage } from '../support/sent-message.ts';

const PERSON = { userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/140.0' };

describeOnEach((on) => {
  it('keeps what another sender tells of opens and clicks, and learns only from what people did here', async () => {
    const shop = await openMarketingShop(on);
    const { contacts, events } = shop.stores;
    const { id } = await shop.addContact('ann', { tracking: true });
    const message = await addSentMessage(shop, id);
    shop.clock.move(MINUTE);
    const tell = (messageId: string, name: string) =>
      anEvent(messageId, { name, at: shop.clock.now(), identity: { userId: 'ann' } });
    const names = async () =>
      (await collect(events.histories(Number.MAX_SAFE_INTEGER)))
        .flatMap((history) => history.events.map(({ name }) => name))
        .filter((name) => name !== 'identify')
        .toSorted();
    const told = [
      ...[tell('1', 'Email Opened'), tell('2', 'Email Link Clicked'), tell('3', 'Product Viewed')],
      // By the very id that ours would have, before anybody did it.
      tell(`email-link-clicked:${message.id}:1`, 'Email Link Clicked'),
    ];
    expect(await events.ingest(told, [])).toMatchObject({ stored: 4 });
    expect((await contacts.get(id))!.eventCount).toBe(5);
    expect(await names()).toEqual(['Product Viewed']);
    const feedback = createFeedback({ ...shop.stores, clock: shop.clock });
    await feedback.recordOpen(message.id, PERSON);
    await feedback.recordClick(message.id, 0, PERSON);
    expect(await names()).toEqual(['Email Link Clicked', 'Email Opened', 'Product Viewed']);
    await shop.close();
  });
});
