import { expect, it } from 'vitest';
import { createCampaignStore } from '../../db/stores/campaign-store.ts';
import { createOutboxStore } from '../../db/stores/outbox-store.ts';
import { createOutcomeStore } from '../../db/stores/outcome-store.ts';
import { DAY, HOUR } from '../../src/domain/clock.ts';
import type { Outcome } from '../../src/domain/outcome.ts';
import { addContact, addOrder, anAssignment, aProposal, aSendingCampaign, T0 } from './builders.ts';
import { describeOnEachDatabase } from './open-test-database.ts';
import { conversions, people, sendTo } from './send-to.ts';

describeOnEachDatabase('outcome store', (stage) => {
  it('keeps an outcome once per message, kind and reference', async () => {
    const outcomes = createOutcomeStore(stage.parts());
    const click: Outcome = {
      messageId: 'm1',
      campaignId: 'k1',
      contactId: 'c1',
      modelRunId: null,
      kind: 'clicked',
      at: T0,
      reference: '0',
      amountCents: null,
    };
    const twice = await Promise.all([
      outcomes.record(click),
      createOutcomeStore(stage.rival()).record({ ...click, at: T0 + 1 }),
    ]);
    expect(twice.toSorted()).toEqual([false, true]);
    expect(await outcomes.record({ ...click, reference: '1' })).toBe(true);
    expect(await outcomes.record({ ...click, kind: 'opened', reference: null })).toBe(true);
    expect(await outcomes.record({ ...click, kind: 'opened', reference: null })).toBe(false);
  });

  it('counts what came of one wording, beside how many were sent in it', async () => {
    const outcomes = createOutcomeStore(stage.parts());
    const assignments = [...people('a1', 'a2'), anAssignment('b1', { wording: 'B' })];
    const { campaign, messageOf } = await sendTo(stage.parts(), assignments, T0);
    const click = (contactId: string) =>
      outcomes.record({
        messageId: messageOf.get(contactId)!,
        campaignId: campaign.id,
        contactId,
        modelRunId: null,
        kind: 'clicked',
        at: T0 + 1,
        reference: '0',
        amountCents: null,
      });
    await click('a1');
    await click('b1');
    const counted = async (wording?: 'A' | 'B') => {
      const { sent, outcomes: found } = await outcomes.counts(campaign.id, wording);
      return [found.clicked, sent];
    };
    expect(await counted('A')).toEqual([1, 2]);
    expect(await counted('B')).toEqual([1, 1]);
    expect(await counted()).toEqual([2, 3]);
  });

  it('counts distinct messages by kind beside those sent and those that could be tracked', async () => {
    const parts = stage.parts();
    const outcomes = createOutcomeStore(parts);
    await addContact(parts, 'a', true);
    await addContact(parts, 'b', false);
    const { campaign, messageOf } = await sendTo(parts, people('a', 'b', 'c'), T0);
    const of = (contactId: string, kind: Outcome['kind'], more: Partial<Outcome> = {}): Outcome => ({
      messageId: messageOf.get(contactId)!,
      campaignId: campaign.id,
      contactId,
      modelRunId: 'run-1',
      kind,
      at: T0,
      reference: null,
      amountCents: null,
      ...more,
    });
    await outcomes.record(of('a', 'clicked', { reference: '0' }));
    await outcomes.record(of('a', 'clicked', { reference: '1' }));
    await outcomes.record(of('b', 'clicked', { reference: '0' }));
    await outcomes.record(of('a', 'opened'));
    await outcomes.record(of('a', 'converted', { reference: 'o1', amountCents: 1200 }));
    await outcomes.record(of('a', 'converted', { reference: 'o2', amountCents: 300 }));
    await outcomes.record(of('c', 'bounced', { campaignId: 'another' }));
    expect(await outcomes.counts(campaign.id)).toEqual({
      sent: 3,
      trackable: 1,
      outcomes: { opened: 1, clicked: 2, converted: 1, unsubscribed: 0, bounced: 0, complained: 0 },
      revenueCents: 1500,
    });
    expect(await outcomes.counts('none')).toMatchObject({ sent: 0, revenueCents: 0 });
  });

  it('ties an order to the last message sent before it, within the window, once', async () => {
    const parts = stage.parts();
    const outcomes = createOutcomeStore(parts);
    const first = await sendTo(parts, people('a', 'b'), T0);
    const second = await sendTo(parts, people('a'), T0 + 3 * DAY);
    await addOrder(parts, { id: 'e1', contactId: 'a', at: T0 + DAY, orderId: 'o1', amountCents: 500 });
    await addOrder(parts, { id: 'e2', contactId: 'a', at: T0 + 4 * DAY, amountCents: 700 });
    await addOrder(parts, { id: 'e3', contactId: 'b', at: T0 - 1, orderId: 'o3' });
    await addOrder(parts, { id: 'e4', contactId: 'b', at: T0 + 7 * DAY, orderId: 'o4' });
    await addOrder(parts, { id: 'e5', contactId: 'unmailed', at: T0 + DAY, orderId: 'o5' });
    await addOrder(parts, { id: 'e6', contactId: 'b', at: T0 + DAY, name: 'Product Viewed' });
    expect(await outcomes.attributeOrders(7)).toBe(2);
    expect(await outcomes.attributeOrders(7)).toBe(0);
    expect(await conversions(parts)).toEqual(
      expect.arrayContaining([
        { messageId: first.messageOf.get('a'), reference: 'o1', amountCents: 500, at: T0 + DAY },
        { messageId: second.messageOf.get('a'), reference: 'e2', amountCents: 700, at: T0 + 4 * DAY },
      ]),
    );
    expect(await outcomes.attributeOrders(8)).toBe(1);
    expect((await conversions(parts)).map(({ reference }) => reference).sort()).toEqual(['e2', 'o1', 'o4']);
  });

  it('counts an order that was reported twice as one, from its first report', async () => {
    const parts = stage.parts();
    const outcomes = createOutcomeStore(parts);
    const { campaign, messageOf } = await sendTo(parts, people('a', 'b'), T0);
    await addOrder(parts, { id: 's1', contactId: 'a', at: T0 + HOUR, orderId: 'o1', amountCents: 500 });
    await addOrder(parts, { id: 'b1', contactId: 'a', at: T0 + HOUR + 1, orderId: 'o1', amountCents: 500 });
    await addOrder(parts, { id: 's2', contactId: 'b', at: T0 - HOUR, orderId: 'o2', amountCents: 900 });
    await addOrder(parts, { id: 'b2', contactId: 'b', at: T0 + HOUR, orderId: 'o2', amountCents: 900 });
    await outcomes.attributeOrders(7);
    expect(await conversions(parts)).toEqual([
      { messageId: messageOf.get('a'), reference: 'o1', amountCents: 500, at: T0 + HOUR },
    ]);
    expect(await outcomes.counts(campaign.id)).toMatchObject({ revenueCents: 500 });
  });

  it('attributes orders after messages that may have arrived, and to nothing that was not sent', async () => {
    const parts = stage.parts();
    await sendTo(parts, people('a'), T0, true);
    const queued = await aSendingCampaign(parts, { assignments: people('b') });
    await createOutboxStore(parts).enqueue(queued.id, T0);
    for (const contactId of ['a', 'b'])
      await addOrder(parts, { id: contactId, contactId, at: T0 + HOUR, amountCents: 100 });
    expect(await createOutcomeStore(parts).attributeOrders(7)).toBe(1);
    expect(await conversions(parts)).toMatchObject([{ reference: 'a' }]);
  });

  it('goes through more contacts than one page holds, and two at once keep each conversion once', async () => {
    const parts = stage.parts();
    const contactIds = Array.from({ length: 1205 }, (_, n) => `c${n}`);
    await sendTo(parts, people(...contactIds), T0);
    const ordering = contactIds.filter((_, n) => n % 100 === 0);
    for (const contactId of ordering)
      await addOrder(parts, { id: contactId, contactId, at: T0 + HOUR, amountCents: 1 });
    const added = await Promise.all([
      createOutcomeStore(parts).attributeOrders(7),
      createOutcomeStore(stage.rival()).attributeOrders(7),
    ]);
    expect(added[0] + added[1]).toBe(ordering.length);
    expect(await conversions(parts)).toHaveLength(ordering.length);
  });

  it('compares all who were assigned, whether or not they were mailed, over the same time', async () => {
    const parts = stage.parts();
    const held = (id: string) => anAssignment(id, { variant: 'holdout' });
    const assignments = [...people('t1', 't2', 't3'), held('h1'), held('h2')];
    const campaign = await aSendingCampaign(parts, { assignments }, T0);
    const order = (id: string, contactId: string, at: number, more = {}) =>
      addOrder(parts, { id, contactId, at, amountCents: 1000, ...more });
    await order('1', 't1', T0);
    await order('2', 't1', T0 + DAY, { amountCents: 500, orderId: 'o2' });
    await order('3', 't1', T0 + DAY + 1, { amountCents: 500, orderId: 'o2' });
    await order('4', 't2', T0 - 1);
    await order('5', 't3', T0 + 7 * DAY);
    await order('6', 'h1', T0 + 7 * DAY - 1);
    await order('7', 'stranger', T0 + DAY);
    const outcomes = createOutcomeStore(parts);
    expect(await outcomes.arms(campaign.id, 7, T0 + 30 * DAY)).toEqual({
      treated: { contacts: 3, converted: 1, revenueCents: 1500 },
      holdout: { contacts: 2, converted: 1, revenueCents: 1000 },
    });
    expect(await outcomes.arms(campaign.id, 7, T0 + DAY)).toEqual({
      treated: { contacts: 3, converted: 1, revenueCents: 1000 },
      holdout: { contacts: 2, converted: 0, revenueCents: 0 },
    });
  });

  it('sees no orders before sending began, and no campaign that there is not', async () => {
    const parts = stage.parts();
    const campaign = await createCampaignStore(parts).propose(aProposal());
    await addOrder(parts, { id: '1', contactId: 'c1', at: T0 + DAY, amountCents: 1 });
    const outcomes = createOutcomeStore(parts);
    expect(await outcomes.arms(campaign.id, 7, T0 + 9 * DAY)).toEqual({
      treated: { contacts: 1, converted: 0, revenueCents: 0 },
      holdout: { contacts: 1, converted: 0, revenueCents: 0 },
    });
    await expect(outcomes.arms('none', 7, T0)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('shows a second tenant nothing of the first', async () => {
    const { campaign } = await sendTo(stage.parts(), people('a'), T0);
    await addOrder(stage.parts(), { id: 'e1', contactId: 'a', at: T0 + HOUR });
    await addOrder(stage.stranger(), { id: 'e1', contactId: 'a', at: T0 + HOUR });
    const strange = createOutcomeStore(stage.stranger());
    expect(await strange.attributeOrders(7)).toBe(0);
    expect(await strange.counts(campaign.id)).toMatchObject({ sent: 0, trackable: 0 });
    await expect(strange.arms(campaign.id, 7, T0 + DAY)).rejects.toMatchObject({ code: 'not_found' });
    expect(await createOutcomeStore(stage.parts()).attributeOrders(7)).toBe(1);
  });
});
