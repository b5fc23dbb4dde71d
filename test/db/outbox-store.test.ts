import { expect, it } from 'vitest';
import { createCampaignStore } from '../../db/stores/campaign-store.ts';
import { createOutboxStore } from '../../db/stores/outbox-store.ts';
import type { Assignment } from '../../src/domain/campaign.ts';
import type { Message, MessageState, MessageTransition } from '../../src/domain/message.ts';
import { anAssignment, aProposal, aSendingCampaign, aTransition, T0 } from './builders.ts';
import { describeOnEachDatabase } from './open-test-database.ts';

const treated = (count: number): Assignment[] =>
  Array.from({ length: count }, (_, n) => anAssignment(`c${n}`, { productIds: [`p${n}`] }));
const claimBy = (owner: string, limit = 10, now = T0 + 1) => ({ owner, limit, now, leaseUntil: now + 100 });
const move = (
  { id, state }: Pick<Message, 'id' | 'state'>,
  to: MessageState,
  changes: Partial<MessageTransition> = {},
): MessageTransition => ({ messageId: id, from: state, to, at: T0 + 5, ...changes });

describeOnEachDatabase('outbox store', (stage) => {
  it('queues one message for each treated contact, ever', async () => {
    const outbox = createOutboxStore(stage.parts());
    const assignments = [...treated(2500), anAssignment('held', { variant: 'holdout' })];
    const campaign = await aSendingCampaign(stage.parts(), { assignments });
    const rival = createOutboxStore(stage.rival());
    const queued = await Promise.all([outbox.enqueue(campaign.id, T0), rival.enqueue(campaign.id, T0)]);
    expect(queued[0] + queued[1]).toBe(2500);
    expect(await outbox.enqueue(campaign.id, T0)).toBe(0);
    expect(await outbox.counts(campaign.id)).toMatchObject({ queued: 2500, sent: 0 });
    expect(await outbox.ofContact('held', 5)).toEqual([]);
    const [message] = await outbox.ofContact('c7', 5);
    expect(message).toEqual({
      id: message!.id,
      campaignId: campaign.id,
      contactId: 'c7',
      modelRunId: 'run-1',
      state: 'queued',
      attempts: 0,
      dueAt: T0,
      productIds: ['p7'],
      wording: 'A',
      sentAt: null,
      detail: null,
      couponCode: null,
    });
    expect(await outbox.get(message!.id)).toEqual(message);
  });

  it('queues nothing of a campaign that no person has approved', async () => {
    const campaign = await createCampaignStore(stage.parts()).propose(aProposal());
    const outbox = createOutboxStore(stage.parts());
    await expect(outbox.enqueue(campaign.id, T0)).rejects.toMatchObject({ code: 'conflict' });
    await expect(outbox.enqueue('none', T0)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('claims the oldest due messages, only of campaigns that are being sent', async () => {
    const outbox = createOutboxStore(stage.parts());
    const later = await aSendingCampaign(stage.parts(), { assignments: treated(2) });
    const sooner = await aSendingCampaign(stage.parts(), { assignments: treated(2) });
    await outbox.enqueue(later.id, T0 + 2);
    await outbox.enqueue(sooner.id, T0 + 1);
    expect(await outbox.nextDueAt()).toBe(T0 + 1);
    expect(await outbox.claim(claimBy('a', 9, T0))).toEqual([]);
    const claimed = await outbox.claim(claimBy('a', 3, T0 + 2));
    expect(claimed.map(({ campaignId }) => campaignId)).toEqual([sooner.id, sooner.id, later.id]);
    expect(claimed.every(({ state }) => state === 'claimed')).toBe(true);
    await createCampaignStore(stage.parts()).transition(
      aTransition(later, { to: 'stopped', action: 'stop' }),
    );
    expect(await outbox.claim(claimBy('a', 3, T0 + 2))).toEqual([]);
  });

  it('puts what was queued for another moment to the new one, but nothing that was tried', async () => {
    const outbox = createOutboxStore(stage.parts());
    const campaign = await aSendingCampaign(stage.parts(), { assignments: treated(3) });
    await outbox.enqueue(campaign.id, T0);
    const [tried] = await outbox.claim(claimBy('a', 1));
    await outbox.transition('a', [move(tried!, 'sending')]);
    await outbox.transition('a', [move({ id: tried!.id, state: 'sending' }, 'queued', { dueAt: T0 + 7 })]);
    expect(await outbox.enqueue(campaign.id, T0, (id) => T0 + Number(id.slice(1)) * 100 + 50)).toBe(2);
    const dueAt = async (contactId: string) => (await outbox.ofContact(contactId, 1))[0]?.dueAt;
    const others = ['c0', 'c1', 'c2'].filter((id) => id !== tried!.contactId);
    expect(await Promise.all(others.map(dueAt))).toEqual(others.map((id) => T0 + Number(id[1]) * 100 + 50));
    expect(await dueAt(tried!.contactId)).toBe(T0 + 7);
  });

  it('says when there is something to do next: what is due, or what a dead worker may have left', async () => {
    const outbox = createOutboxStore(stage.parts());
    const campaign = await aSendingCampaign(stage.parts(), { assignments: treated(2) });
    expect(await outbox.nextDueAt()).toBeNull();
    await outbox.enqueue(campaign.id, T0);
    expect(await outbox.nextDueAt()).toBe(T0);
    const [first, second] = await outbox.claim({ ...claimBy('a'), leaseUntil: T0 + 100 });
    expect(await outbox.nextDueAt()).toBe(T0 + 100);
    await outbox.transition('a', [move(first!, 'sending')]);
    await outbox.transition('a', [move({ id: first!.id, state: 'sending' }, 'queued', { dueAt: T0 + 500 })]);
    expect(await outbox.nextDueAt()).toBe(T0 + 100);
    await outbox.transition('a', [move(second!, 'suppressed')]);
    expect(await outbox.nextDueAt()).toBe(T0 + 500);
    await createCampaignStore(stage.parts()).transition(
      aTransition(campaign, { to: 'stopped', action: 'stop' }),
    );
    expect(await outbox.nextDueAt()).toBeNull();
  });

  it('never gives a message to two of several workers that ask at once', async () => {
    const campaign = await aSendingCampaign(stage.parts(), { assignments: treated(50) });
    const stores = [createOutboxStore(stage.parts()), createOutboxStore(stage.rival())];
    await stores[0]!.enqueue(campaign.id, T0);
    const claims = Array.from({ length: 10 }, (_, n) => stores[n % 2]!.claim(claimBy(`w${n}`, 7)));
    const ids = (await Promise.all(claims)).flat().map(({ id }) => id);
    expect(ids).toHaveLength(50);
    expect(new Set(ids).size).toBe(50);
  });

  it('sends a message step by step, and keeps its links, coupon, tries and time', async () => {
    const outbox = createOutboxStore(stage.parts());
    const campaign = await aSendingCampaign(stage.parts(), { assignments: treated(1) });
    await outbox.enqueue(campaign.id, T0);
    const [claimed] = await outbox.claim(claimBy('a'));
    const links = ['https://shop.test/1', 'https://shop.test/2'];
    const start = move(claimed!, 'sending', { links, couponCode: 'SAVE' });
    expect(await outbox.transition('a', [start])).toEqual(new Set([claimed!.id]));
    const sending = await outbox.get(claimed!.id);
    expect(sending).toMatchObject({ state: 'sending', attempts: 1, couponCode: 'SAVE', sentAt: null });
    await outbox.transition('a', [move(sending!, 'sent', { at: T0 + 9, detail: '250 ok' })]);
    expect(await outbox.get(claimed!.id)).toMatchObject({ state: 'sent', sentAt: T0 + 9, detail: '250 ok' });
    expect(await outbox.linkTarget(claimed!.id, 1)).toBe(links[1]);
    expect(await outbox.linkTarget(claimed!.id, 2)).toBeNull();
    expect(await outbox.linkTarget('none', 0)).toBeNull();
    expect(await outbox.counts(campaign.id)).toEqual({
      queued: 0,
      claimed: 0,
      sending: 0,
      sent: 1,
      failed: 0,
      unknown: 0,
      suppressed: 0,
    });
  });

  it('moves only what the owner holds, and refuses what the table does not have', async () => {
    const outbox = createOutboxStore(stage.parts());
    const campaign = await aSendingCampaign(stage.parts(), { assignments: treated(2) });
    await outbox.enqueue(campaign.id, T0);
    const [first, second] = await outbox.claim(claimBy('a'));
    expect(await outbox.transition('b', [move(first!, 'sending')])).toEqual(new Set());
    const illegal = outbox.transition('a', [move(second!, 'suppressed'), move(first!, 'sent')]);
    await expect(illegal).rejects.toMatchObject({ code: 'conflict' });
    expect(await outbox.counts(campaign.id)).toMatchObject({ claimed: 2 });
  });

  it('lets exactly one of two transitions of the same moment through', async () => {
    const campaign = await aSendingCampaign(stage.parts(), { assignments: treated(1) });
    const outbox = createOutboxStore(stage.parts());
    await outbox.enqueue(campaign.id, T0);
    const [message] = await outbox.claim(claimBy('a'));
    const moved = await Promise.all([
      outbox.transition('a', [move(message!, 'sending')]),
      createOutboxStore(stage.rival()).transition('a', [move(message!, 'suppressed')]),
    ]);
    expect(moved[0].size + moved[1].size).toBe(1);
  });

  it('does not begin to send what was claimed before its campaign was stopped', async () => {
    const outbox = createOutboxStore(stage.parts());
    const campaign = await aSendingCampaign(stage.parts(), { assignments: treated(1) });
    await outbox.enqueue(campaign.id, T0);
    const [message] = await outbox.claim(claimBy('a'));
    await createCampaignStore(stage.parts()).transition(
      aTransition(campaign, { to: 'stopped', action: 'stop' }),
    );
    expect(await outbox.transition('a', [move(message!, 'sending')])).toEqual(new Set());
    expect(await outbox.transition('a', [move(message!, 'suppressed')])).toEqual(new Set([message!.id]));
  });

  it('tries a deferred message again when it is due again', async () => {
    const outbox = createOutboxStore(stage.parts());
    const campaign = await aSendingCampaign(stage.parts(), { assignments: treated(1) });
    await outbox.enqueue(campaign.id, T0);
    const [message] = await outbox.claim(claimBy('a'));
    await outbox.transition('a', [move(message!, 'sending')]);
    const deferred = { dueAt: T0 + 500, detail: '451 <ann@shop.test>: greylisted' };
    await outbox.transition('a', [move({ id: message!.id, state: 'sending' }, 'queued', deferred)]);
    expect(await outbox.claim(claimBy('b', 1, T0 + 499))).toEqual([]);
    const [again] = await outbox.claim(claimBy('b', 1, T0 + 500));
    expect(again).toMatchObject({ id: message!.id, attempts: 1, detail: '451 <(address)>: greylisted' });
    expect(await outbox.transition('a', [move(again!, 'sending')])).toEqual(new Set());
  });

  it('requeues expired claims, and never sends again what may have left', async () => {
    const outbox = createOutboxStore(stage.parts());
    const campaign = await aSendingCampaign(stage.parts(), { assignments: treated(3) });
    await outbox.enqueue(campaign.id, T0);
    const [claimed, sending] = await outbox.claim(claimBy('a', 2));
    await outbox.claim({ ...claimBy('b', 1), leaseUntil: T0 + 9999 });
    await outbox.transition('a', [move(sending!, 'sending')]);
    expect(await outbox.recover(T0 + 100)).toEqual({ requeued: 0, unknown: 0 });
    const recovered = await Promise.all([
      outbox.recover(T0 + 101),
      createOutboxStore(stage.rival()).recover(T0 + 101),
    ]);
    expect(recovered[0].requeued + recovered[1].requeued).toBe(1);
    expect(recovered[0].unknown + recovered[1].unknown).toBe(1);
    expect(await outbox.get(claimed!.id)).toMatchObject({ state: 'queued', attempts: 0 });
    expect(await outbox.get(sending!.id)).toMatchObject({ state: 'unknown', attempts: 1, sentAt: T0 + 101 });
    const late = move({ id: sending!.id, state: 'sending' }, 'sent');
    expect(await outbox.transition('a', [late])).toEqual(new Set());
    expect(await outbox.claim(claimBy('c', 9, T0 + 200))).toHaveLength(1);
  });

  it('lists a contact’s messages, newest first', async () => {
    const outbox = createOutboxStore(stage.parts());
    for (const at of [T0, T0 + 2, T0 + 1]) {
      const campaign = await aSendingCampaign(stage.parts(), { assignments: treated(1) });
      await outbox.enqueue(campaign.id, at);
    }
    expect((await outbox.ofContact('c0', 2)).map(({ dueAt }) => dueAt)).toEqual([T0 + 2, T0 + 1]);
  });

  it('shows a second tenant nothing of the first', async () => {
    const outbox = createOutboxStore(stage.parts());
    const strange = createOutboxStore(stage.stranger());
    const campaign = await aSendingCampaign(stage.parts(), { assignments: treated(1) });
    await outbox.enqueue(campaign.id, T0);
    expect(await strange.claim(claimBy('s'))).toEqual([]);
    const [message] = await outbox.claim(claimBy('a'));
    expect(await strange.get(message!.id)).toBeNull();
    expect(await strange.ofContact('c0', 9)).toEqual([]);
    expect(await strange.counts(campaign.id)).toMatchObject({ queued: 0, claimed: 0 });
    expect(await strange.nextDueAt()).toBeNull();
    expect(await strange.transition('a', [move(message!, 'failed')])).toEqual(new Set());
    expect(await strange.recover(T0 + 9999)).toEqual({ requeued: 0, unknown: 0 });
    await expect(strange.enqueue(campaign.id, T0)).rejects.toMatchObject({ code: 'not_found' });
  });
});
