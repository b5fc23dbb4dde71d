import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decideCampaign } from '../../src/approve/decide-campaign.ts';
import type { DecidingAction } from '../../src/approve/deciding-action.ts';
import { expireCampaigns } from '../../src/approve/expire-campaigns.ts';
import { reviseCampaign } from '../../src/approve/revise-campaign.ts';
import { supersedeProposals } from '../../src/approve/supersede-proposals.ts';
import { type Campaign, FLYWHEEL_ACTOR } from '../../src/domain/campaign.ts';
import { DAY, MINUTE } from '../../src/domain/clock.ts';
import { describeOnEach } from '../support/each-database.ts';
import { type Approval, buildStrategy, JONAS, MIA, openApproval, propose, seen } from './build-campaign.ts';

describeOnEach((on) => {
  let approval: Approval;
  beforeEach(async () => {
    approval = await openApproval(on);
  });
  afterEach(() => approval.close());

  function decide(campaign: Campaign, action: DecidingAction, actor: string, comment: string | null = null) {
    return decideCampaign({ ...seen(campaign), action, actor, comment }, approval);
  }

  async function revise(campaign: Campaign, actor: string, subject = 'Another subject') {
    const copy = { ...campaign.copy, subject };
    return reviseCampaign({ ...seen(campaign), copy, copyB: campaign.copyB, actor }, approval);
  }

  const now = async ({ number }: Campaign) => (await approval.campaigns.get(number))!;

  describe('proposing', () => {
    it('stores the audience with its variants and refuses an audience of nobody or copy that is empty', async () => {
      const campaign = await propose(approval);
      const ids: string[] = [];
      for await (const { contactId } of approval.campaigns.audience(campaign.id)) ids.push(contactId);
      expect(ids).toEqual(['a', 'b', 'c']);
      expect(campaign).toMatchObject({
        state: 'proposed',
        version: 1,
        audienceSize: 3,
        requestedBy: FLYWHEEL_ACTOR,
      });
      await expect(propose(approval, { audience: [] })).rejects.toMatchObject({ code: 'invalid' });
      const copy = { ...buildStrategy().copy, subject: ' ' };
      await expect(propose(approval, { copy })).rejects.toThrow('The subject is empty');
    });
  });

  describe('approving', () => {
    it('lets anyone on the list approve what the bot proposed by itself', async () => {
      const campaign = await propose(approval);
      expect(await decide(campaign, 'approve', JONAS)).toMatchObject({
        kind: 'decided',
        campaign: { state: 'approved', contentHash: campaign.contentHash },
      });
    });

    it('refuses whoever is not on the list, and changes nothing', async () => {
      const campaign = await propose(approval);
      expect(await decide(campaign, 'approve', 'U-STRANGER')).toMatchObject({ reason: 'not an approver' });
      expect(await now(campaign)).toEqual(campaign);
    });

    it('refuses whoever requested it, and lets another approve it', async () => {
      const campaign = await propose(approval, {}, JONAS);
      expect(await decide(campaign, 'approve', JONAS)).toMatchObject({ reason: 'own campaign' });
      expect(await decide(campaign, 'approve', MIA)).toMatchObject({ kind: 'decided' });
    });

    it('refuses whoever changed it last, though the bot proposed it', async () => {
      const campaign = await propose(approval);
      await revise(campaign, MIA);
      const revised = await now(campaign);
      expect(await decide(revised, 'approve', MIA)).toMatchObject({ reason: 'own campaign' });
      expect(await decide(revised, 'approve', JONAS)).toMatchObject({ kind: 'decided' });
    });

    it('refuses a card of an older version and says where the new one is', async () => {
      const campaign = await propose(approval);
      await revise(campaign, MIA);
      const result = await decide(campaign, 'approve', JONAS);
      expect(result).toMatchObject({ kind: 'refused', reason: 'stale' });
      expect(result.kind === 'refused' && result.why).toContain(`/campaign ${campaign.number}`);
      expect((await now(campaign)).state).toBe('proposed');
    });

    it('changes nothing at the second click and says who decided and when', async () => {
      const campaign = await propose(approval);
      await decide(campaign, 'approve', JONAS);
      const approved = await now(campaign);
      approval.pass(3 * MINUTE);
      const second = await decide(campaign, 'reject', MIA);
      expect(second).toMatchObject({ kind: 'already', by: JONAS, did: 'approved it', ago: '3 minutes ago' });
      expect(await decide(campaign, 'approve', JONAS)).toMatchObject({ kind: 'already', by: JONAS });
      expect(await now(campaign)).toEqual(approved);
    });

    it('lets exactly one of two people win who click at the same moment', async () => {
      for (let i = 0; i < 10; i += 1) {
        const campaign = await propose(approval);
        const results = await Promise.all([
          decide(campaign, 'approve', JONAS),
          decide(campaign, 'reject', MIA),
          decide(campaign, 'approve', MIA),
        ]);
        const decided = results.filter(({ kind }) => kind === 'decided');
        const told = results.filter(({ kind }) => kind === 'already');
        expect([decided.length, told.length]).toEqual([1, 2]);
        const trail = await approval.campaigns.decisions(campaign.id);
        const deciding = trail.filter(({ action }) => action === 'approve' || action === 'reject');
        expect(deciding).toHaveLength(1);
        for (const result of told) expect(result).toMatchObject({ by: deciding[0]!.actor });
      }
    });

    it('refuses an unknown campaign and one whose time is over', async () => {
      const campaign = await propose(approval);
      expect(await decide({ ...campaign, number: 99 }, 'approve', JONAS)).toMatchObject({
        reason: 'unknown campaign',
      });
      approval.pass(7 * DAY);
      expect(await decide(campaign, 'approve', JONAS)).toMatchObject({ reason: 'expired' });
    });
  });

  describe('the other decisions', () => {
    it('sends it back to draft with the comment, which must be there', async () => {
      const campaign = await propose(approval);
      expect(await decide(campaign, 'request changes', MIA, '  ')).toMatchObject({
        reason: 'comment missing',
      });
      const result = await decide(campaign, 'request changes', MIA, 'Shorter, please');
      expect(result).toMatchObject({ kind: 'decided', campaign: { state: 'draft' } });
      const trail = await approval.campaigns.decisions(campaign.id);
      expect(trail.at(-1)).toMatchObject({
        action: 'request changes',
        actor: MIA,
        comment: 'Shorter, please',
      });
      expect(await decide(campaign, 'approve', JONAS)).toMatchObject({ by: MIA, did: 'asked for changes' });
    });

    it('stops an approved campaign, but not one that is only proposed', async () => {
      const campaign = await propose(approval);
      expect(await decide(campaign, 'stop', JONAS)).toMatchObject({ reason: 'not possible now' });
      await decide(campaign, 'approve', JONAS);
      expect(await decide(campaign, 'stop', MIA)).toMatchObject({ campaign: { state: 'stopped' } });
      expect(await decide(campaign, 'stop', MIA)).toMatchObject({ kind: 'already', did: 'stopped it' });
    });
  });

  describe('revising', () => {
    it.each(['draft', 'proposed', 'approved'] as const)(
      'voids what was before and proposes it anew, in one step, from %s',
      async (state) => {
        const campaign = await propose(approval);
        if (state === 'draft') await decide(campaign, 'request changes', JONAS, 'Warmer');
        if (state === 'approved') await decide(campaign, 'approve', JONAS);
        const before = await approval.campaigns.decisions(campaign.id);
        expect(await revise(await now(campaign), MIA)).toMatchObject({ kind: 'revised' });
        const revised = await now(campaign);
        expect(revised).toMatchObject({ state: 'proposed', version: 2, changedBy: MIA });
        const trail = await approval.campaigns.decisions(campaign.id);
        expect(trail.slice(before.length)).toMatchObject([{ action: 'revise', actor: MIA, version: 2 }]);
        expect(revised.copy.subject).toBe('Another subject');
        expect(revised.contentHash).not.toBe(campaign.contentHash);
        expect(revised.decision?.action).not.toBe('approve');
      },
    );

    it('refuses faulty copy, unchanged copy, and a change begun on an older version', async () => {
      const campaign = await propose(approval);
      const faulty = await revise(campaign, MIA, 'x'.repeat(151));
      expect(faulty).toMatchObject({
        kind: 'refused',
        faults: { A: { subject: expect.stringContaining('151') } },
      });
      expect(await revise(campaign, MIA, campaign.copy.subject)).toMatchObject({ kind: 'refused' });
      await revise(campaign, MIA);
      expect(await revise(campaign, JONAS, 'Third')).toMatchObject({ kind: 'refused' });
      expect((await now(campaign)).copy.subject).toBe('Another subject');
    });

    it('keeps one of two changes made at the same moment', async () => {
      const campaign = await propose(approval);
      const results = await Promise.all([
        revise(campaign, MIA, 'Of Mia'),
        revise(campaign, JONAS, 'Of Jonas'),
      ]);
      expect(results.map(({ kind }) => kind).sort()).toEqual(['refused', 'revised']);
      expect(await now(campaign)).toMatchObject({ state: 'proposed', version: 2 });
    });
  });

  describe('what happens by itself', () => {
    it('expires what nobody approved, and what was approved but not started, when its time is over', async () => {
      const waiting = await propose(approval);
      const approved = await propose(approval);
      await decide(approved, 'approve', JONAS);
      approval.pass(7 * DAY - 1);
      expect(await expireCampaigns(approval)).toEqual([]);
      approval.pass(1);
      const young = await propose(approval);
      const expired = await expireCampaigns(approval);
      expect(expired.map(({ number }) => number).sort()).toEqual([waiting.number, approved.number]);
      expect(await expireCampaigns(approval)).toEqual([]);
      expect((await now(young)).state).toBe('proposed');
      expect(await decide(waiting, 'approve', JONAS)).toMatchObject({ kind: 'already', by: FLYWHEEL_ACTOR });
    });

    it('leaves a campaign alone that is being sent, however late', async () => {
      const campaign = await propose(approval);
      await decide(campaign, 'approve', JONAS);
      await approval.campaigns.transition({
        campaignId: campaign.id,
        from: 'approved',
        to: 'sending',
        contentHash: campaign.contentHash,
        action: 'start sending',
        actor: FLYWHEEL_ACTOR,
        at: approval.clock.now(),
        comment: null,
      });
      approval.pass(30 * DAY);
      expect(await expireCampaigns(approval)).toEqual([]);
    });

    it("replaces the bot's own open proposal of the kind, and nothing that a person touched", async () => {
      const old = await propose(approval);
      const otherKind = await propose(approval, { kind: 'nurture' });
      const ofPerson = await propose(approval, {}, MIA);
      const revised = await propose(approval);
      await revise(revised, JONAS);
      const approved = await propose(approval);
      await decide(approved, 'approve', JONAS);
      const keep = await propose(approval);
      const superseded = await supersedeProposals({ kind: 'win back', keep }, approval);
      expect(superseded.map(({ number }) => number)).toEqual([old.number]);
      const states = await Promise.all([otherKind, ofPerson, revised, approved, keep].map(now));
      expect(states.map(({ state }) => state)).toEqual([
        'proposed',
        'proposed',
        'proposed',
        'approved',
        'proposed',
      ]);
    });
  });
});
