import { expect, it } from 'vitest';
import { createCampaignStore } from '../../db/stores/campaign-store.ts';
import { anAssignment, aProposal, aSendingCampaign, aTransition, COPY, collect, T0 } from './builders.ts';
import { describeOnEachDatabase } from './open-test-database.ts';

const REVISION = { copy: { ...COPY, subject: 'Hi' }, copyB: null, contentHash: 'hash-2' };

describeOnEachDatabase('campaign store', (stage) => {
  it('proposes with the next number, the audience and a line in the audit trail', async () => {
    const campaigns = createCampaignStore(stage.parts());
    const first = await campaigns.propose(aProposal());
    const second = await campaigns.propose(aProposal({ createdAt: T0 + 1 }));
    const { assignments: _, ...proposal } = aProposal();
    expect(first).toEqual({
      ...proposal,
      id: first.id,
      number: 1,
      state: 'proposed',
      version: 1,
      audienceSize: 2,
      changedBy: 'flywheel',
      preflight: null,
      schedule: null,
      sender: null,
      startsAt: null,
      decision: null,
      sendStartedAt: null,
      finishedAt: null,
      cards: [],
    });
    expect(second.number).toBe(2);
    expect(await campaigns.get(1)).toEqual(first);
    expect(await campaigns.byId(second.id)).toEqual(second);
    expect(await campaigns.get(3)).toBeNull();
    expect(await campaigns.decisions(first.id)).toEqual([
      {
        campaignId: first.id,
        action: 'propose',
        actor: 'flywheel',
        at: T0,
        version: 1,
        contentHash: 'hash-1',
        comment: null,
      },
    ]);
  });

  it('gives proposals of the same moment different numbers', async () => {
    const [here, there] = [createCampaignStore(stage.parts()), createCampaignStore(stage.rival())];
    const all = await Promise.all([here, there, here, there].map((store) => store.propose(aProposal())));
    expect(all.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4]);
  });

  it('proposes once under an id, however often at the same moment, and elsewhere under the same one', async () => {
    const [here, there] = [createCampaignStore(stage.parts()), createCampaignStore(stage.rival())];
    const proposals = [here, there, here].map((store) => store.propose(aProposal({ id: 'draft-1' })));
    const ends = await Promise.allSettled(proposals);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const end of ends)
      if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'conflict' });
    expect(await here.decisions('draft-1')).toHaveLength(1);
    const elsewhere = createCampaignStore({ ...stage.parts(), tenant: 'elsewhere' });
    expect(await elsewhere.propose(aProposal({ id: 'draft-1' }))).toMatchObject({ id: 'draft-1', number: 1 });
  });

  it('streams an audience that is larger than a page, by contact id', async () => {
    const campaigns = createCampaignStore(stage.parts());
    const assignments = Array.from({ length: 2500 }, (_, n) => anAssignment(`c${(n * 7919) % 2500}`));
    const campaign = await campaigns.propose(aProposal({ assignments }));
    const audience = await collect(campaigns.audience(campaign.id));
    expect(audience.map(({ contactId }) => contactId)).toEqual(
      assignments.map(({ contactId }) => contactId).sort(),
    );
    expect(audience[0]).toEqual(anAssignment('c0'));
  });

  it('approves what the approver saw, and says who did', async () => {
    const campaigns = createCampaignStore(stage.parts());
    const proposed = await campaigns.propose(aProposal());
    const approved = await campaigns.transition(aTransition(proposed, { actor: 'U7', comment: 'go' }));
    expect(approved).toMatchObject({
      state: 'approved',
      version: 1,
      changedBy: 'flywheel',
      decision: { action: 'approve', actor: 'U7', comment: 'go', version: 1, contentHash: 'hash-1' },
    });
    expect(await campaigns.get(1)).toEqual(approved);
  });

  it('lets exactly one of two bring the start forward who saw the same, and forgets it with the approval', async () => {
    const [here, there] = [createCampaignStore(stage.parts()), createCampaignStore(stage.rival())];
    const proposed = await here.propose(aProposal());
    const start = { seen: null, at: T0 + 600 };
    const approved = await here.transition(aTransition(proposed, { start, expiresAt: T0 + 5000 }));
    expect(approved).toMatchObject({ startsAt: T0 + 600, expiresAt: T0 + 5000 });
    const hurry = { action: 'send now', start: { seen: T0 + 600, at: T0 + 20 } } as const;
    const results = await Promise.all(
      [here, there].map((store) => store.transition(aTransition(approved!, hurry))),
    );
    expect(results.filter((result) => result !== null)).toHaveLength(1);
    const undo = { from: 'approved', to: 'proposed', action: 'undo' } as const;
    expect(await there.transition(aTransition(proposed, undo))).toMatchObject({
      startsAt: null,
      decision: { action: 'undo' },
    });
  });

  it('gives a time with a new version and hash, and leaves who wrote it', async () => {
    const campaigns = createCampaignStore(stage.parts());
    const proposed = await campaigns.propose(aProposal());
    const wish = { localTime: '2026-01-06T09:00', zone: 'Europe/Berlin', ownZones: true };
    const schedule = { ...wish, firstAt: T0 + 100, lastAt: T0 + 200, known: 1, unknown: 0, skipped: 0 };
    const change = {
      to: 'proposed',
      action: 'schedule',
      revision: { schedule, contentHash: 'hash-2' },
    } as const;
    expect(await campaigns.transition(aTransition(proposed, change))).toMatchObject({
      schedule,
      version: 2,
      contentHash: 'hash-2',
      changedBy: 'flywheel',
      copy: proposed.copy,
      decision: null,
    });
  });

  it('lets exactly one of two decisions of the same moment through', async () => {
    const [here, there] = [createCampaignStore(stage.parts()), createCampaignStore(stage.rival())];
    const proposed = await here.propose(aProposal());
    const results = await Promise.all([
      here.transition(aTransition(proposed, { actor: 'U1' })),
      there.transition(aTransition(proposed, { actor: 'U2', to: 'rejected', action: 'reject' })),
    ]);
    const won = results.filter((result) => result !== null);
    expect(won).toHaveLength(1);
    expect(await here.get(1)).toEqual(won[0]);
    expect(await here.decisions(proposed.id)).toHaveLength(2);
  });

  it('refuses to approve words that were revised meanwhile', async () => {
    const campaigns = createCampaignStore(stage.parts());
    const seen = await campaigns.propose(aProposal());
    const revised = await campaigns.transition(
      aTransition(seen, { to: 'proposed', action: 'revise', revision: REVISION }),
    );
    expect(revised).toMatchObject({
      state: 'proposed',
      version: 2,
      contentHash: 'hash-2',
      copy: REVISION.copy,
      decision: { action: 'revise', version: 2, contentHash: 'hash-2' },
    });
    expect(await campaigns.transition(aTransition(seen, {}))).toBeNull();
    expect(await campaigns.transition(aTransition(revised!, {}))).toMatchObject({ state: 'approved' });
  });

  it('takes an approved campaign back to draft when its words change', async () => {
    const campaigns = createCampaignStore(stage.parts());
    const proposed = await campaigns.propose(aProposal());
    const approved = await campaigns.transition(aTransition(proposed, {}));
    const draft = await campaigns.transition(
      aTransition(approved!, { to: 'draft', action: 'revise', revision: REVISION }),
    );
    expect(draft).toMatchObject({ state: 'draft', version: 2, contentHash: 'hash-2' });
  });

  it.each([
    { from: 'proposed', to: 'proposed' },
    { from: 'proposed', to: 'sending' },
    { from: 'rejected', to: 'approved' },
    { from: 'proposed', to: 'approved', revision: REVISION },
    { from: 'approved', to: 'approved', revision: REVISION },
    { from: 'approved', to: 'sending', revision: REVISION },
    { from: 'sent', to: 'sent', revision: REVISION },
  ] as const)('refuses $from -> $to ($revision.contentHash)', async (change) => {
    const campaigns = createCampaignStore(stage.parts());
    const campaign = await campaigns.propose(aProposal());
    const illegal = campaigns.transition(aTransition(campaign, change));
    await expect(illegal).rejects.toMatchObject({ code: 'conflict' });
    expect(await campaigns.get(1)).toEqual(campaign);
  });

  it('keeps when sending began and ended, and the decision of a person before it', async () => {
    const campaigns = createCampaignStore(stage.parts());
    const sending = await aSendingCampaign(stage.parts(), {}, T0 + 50);
    expect(sending).toMatchObject({ sendStartedAt: T0 + 50, finishedAt: null });
    const sent = await campaigns.transition(
      aTransition(sending, { to: 'sent', action: 'finish sending', actor: 'flywheel', at: T0 + 90 }),
    );
    expect(sent).toMatchObject({
      sendStartedAt: T0 + 50,
      finishedAt: T0 + 90,
      decision: { action: 'approve', actor: 'U1' },
    });
    expect((await campaigns.decisions(sent!.id)).map(({ action }) => action)).toEqual([
      'propose',
      'approve',
      'start sending',
      'finish sending',
    ]);
  });

  it('lists by state, newest first', async () => {
    const campaigns = createCampaignStore(stage.parts());
    for (const [n, contentHash] of ['a', 'b', 'c'].entries())
      await campaigns.propose(aProposal({ createdAt: T0 + n, contentHash }));
    const [newest] = await campaigns.list(['proposed'], 1);
    expect(newest).toMatchObject({ contentHash: 'c' });
    await campaigns.transition(aTransition(newest!, { to: 'rejected', action: 'reject' }));
    const numbers = async (...states: Parameters<typeof campaigns.list>[0]) =>
      (await campaigns.list(states, 9)).map(({ number }) => number);
    expect(await numbers('proposed')).toEqual([2, 1]);
    expect(await numbers('proposed', 'rejected')).toEqual([3, 2, 1]);
    expect(await numbers()).toEqual([]);
  });

  it('keeps every card, of those added at once too', async () => {
    const campaign = await createCampaignStore(stage.parts()).propose(aProposal());
    const cards = ['1', '2', '3', '4'].map((ts) => ({ channel: 'C1', ts }));
    await Promise.all(
      cards.map((card, n) =>
        createCampaignStore(n % 2 ? stage.parts() : stage.rival()).addCard(campaign.id, card),
      ),
    );
    const kept = await createCampaignStore(stage.parts()).byId(campaign.id);
    expect(kept!.cards.toSorted((a, b) => (a.ts < b.ts ? -1 : 1))).toEqual(cards);
    const missing = createCampaignStore(stage.parts()).addCard('none', cards[0]!);
    await expect(missing).rejects.toMatchObject({ code: 'not_found' });
  });

  it('shows a second tenant nothing of the first, and counts from one again', async () => {
    const campaign = await createCampaignStore(stage.parts()).propose(aProposal());
    const strange = createCampaignStore(stage.stranger());
    expect(await strange.byId(campaign.id)).toBeNull();
    expect(await strange.get(1)).toBeNull();
    expect(await strange.list(['proposed'], 9)).toEqual([]);
    expect(await strange.decisions(campaign.id)).toEqual([]);
    expect(await collect(strange.audience(campaign.id))).toEqual([]);
    expect(await strange.transition(aTransition(campaign, {}))).toBeNull();
    expect((await strange.propose(aProposal())).number).toBe(1);
  });
});
