import { expect, it } from 'vitest';
import { createOutcomeStore } from '../../db/stores/outcome-store.ts';
import { DAY, HOUR } from '../../src/domain/clock.ts';
import { addOrder, addOrders, T0 } from './builders.ts';
import { describeOnEachDatabase } from './open-test-database.ts';
import { conversions, people, sendTo } from './send-to.ts';

describeOnEachDatabase('the orders of late', (stage) => {
  it('looks only at who could still order by an e-mail when it was done last, or did since', async () => {
    const parts = stage.parts();
    const outcomes = createOutcomeStore(parts);
    await sendTo(parts, people('closed', 'late'), T0);
    await sendTo(parts, people('open'), T0 + 25 * DAY);
    const last = T0 + 30 * DAY;
    // Nobody attributed it in its time: it is found only where it is looked for.
    await addOrder(parts, { id: 'closed', contactId: 'closed', at: T0 + DAY });
    await addOrder(parts, { id: 'late', contactId: 'late', at: T0 + DAY, receivedAt: last + HOUR });
    await addOrder(parts, { id: 'open', contactId: 'open', at: T0 + 26 * DAY });
    await addOrder(parts, { id: 'viewed', contactId: 'closed', at: last, name: 'Product Viewed' });
    expect(await outcomes.attributeOrders(7, { since: last })).toBe(2);
    const found = (await conversions(parts)).map(({ reference }) => reference);
    expect(found.sort()).toEqual(['late', 'open']);
    expect(await outcomes.attributeOrders(7, { since: last })).toBe(0);
    expect(await outcomes.attributeOrders(7)).toBe(1);
  });

  it('goes through more orders of late than one page holds', async () => {
    const parts = stage.parts();
    const outcomes = createOutcomeStore(parts);
    const contactIds = Array.from({ length: 1205 }, (_, n) => `c${n}`);
    await sendTo(parts, people(...contactIds), T0);
    const orders = contactIds.map((contactId) => ({ id: contactId, contactId, at: T0 + HOUR }));
    await addOrders(parts, orders);
    expect(await outcomes.attributeOrders(7, { since: T0 + DAY })).toBe(1205);
  });
});
