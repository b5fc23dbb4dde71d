import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decideCampaign } from '../../src/approve/decide-campaign.ts';
import type { DecidingAction } from '../../src/approve/deciding-action.ts';
import { expireCampaigns } from '../../src/approve/expire-campaigns.ts';
import type { Campaign, CampaignState } from '../../src/domain/campaign.ts';
import { DAY, HOUR, MINUTE } from '../../src/domain/clock.ts';
import { describeOnEach } from '../support/each-database.ts';
import { type Approval, JONAS, MIA, openApproval, propose, seen } from './build-campaign.ts';

describeOnEach((on) => {
  let approval: Approval;
  beforeEach(async () => {
    approval = await openApproval(on);
  });
  afterEach(() => approval.close());

  const decide = (campaign: Campaign, action: DecidingAction, actor: string) =>
    decideCampaign({ ...seen(campaign), action, actor, comment: null }, approval);
  const now = async ({ number }: Campaign) => (await approval.campaigns.get(number))!;
  const trail = async ({ id }: Campaign) =>
    (await approval.campaigns.decisions(id)).map(({ action, actor }) => `${action} ${actor}`);

  async function move(campaign: Campaign, to: CampaignState): Promise<Campaign> {
    const moved = await approval.campaigns.transition({
      campaignId: campaign.id,
      from: campaign.state,
      to,
      contentHash: campaign.contentHash,
      action: 'start sending',
      actor: 'flywheel',
      at: approval.clock.now(),
      comment: null,
    });
    return moved!;
  }

  describe('an approval', () => {
    it('is to start when it can no longer be undone, and has its time even in the last minute before it expires', async () => {
      const campaign = await propose(approval);
      approval.pass(7 * DAY - MINUTE);
      await decide(campaign, 'approve', JONAS);
      const at = approval.clock.now();
      expect(await now(campaign)).toMatchObject({ state: 'approved', startsAt: at + 10 * MINUTE });
      approval.pass(11 * MINUTE);
      await expireCampaigns(approval);
      expect(await now(campaign)).toMatchObject({ state: 'approved' });
      approval.pass(2 * HOUR);
      await expireCampaigns(approval);
      expect(await now(campaign)).toMatchObject({ state: 'expired' });
    });

    it('that was undone waits again, can be given again by the same person, and the second undo hears who was first', async () => {
      const campaign = await propose(approval);
      await decide(campaign, 'approve', JONAS);
      expect(await decide(campaign, 'undo', MIA)).toMatchObject({
        campaign: { state: 'proposed', startsAt: null },
      });
      approval.pass(3 * MINUTE);
      expect(await decide(campaign, 'undo', JONAS)).toMatchObject({
        kind: 'already',
        by: MIA,
        did: 'took the approval back',
        ago: '3 minutes ago',
      });
      expect(await decide(campaign, 'approve', JONAS)).toMatchObject({ campaign: { state: 'approved' } });
      expect(await trail(campaign)).toEqual([
        'propose flywheel',
        `approve ${JONAS}`,
        `undo ${MIA}`,
        `approve ${JONAS}`,
      ]);
    });

    it('cannot be undone once sending began, and says what can be done instead', async () => {
      const campaign = await propose(approval);
      await decide(campaign, 'approve', JONAS);
      await move(await now(campaign), 'sending');
      approval.pass(MINUTE);
      const undone = await decide(campaign, 'undo', JONAS);
      expect(undone).toMatchObject({ reason: 'not possible now' });
      expect(undone.kind === 'refused' && undone.why).toMatch(/too late.*1 minute ago.*\/campaign pause 1/s);
      await move(await now(campaign), 'sent');
      const after = await decide(campaign, 'undo', JONAS);
      expect(after.kind === 'refused' && after.why).toMatch(/too late.*All of it has left\.$/s);
    });

    it('can be hurried once, by an approver, and of two at the same moment one is told', async () => {
      const campaign = await propose(approval);
      await decide(campaign, 'approve', JONAS);
      expect(await decide(campaign, 'send now', 'U-STRANGER')).toMatchObject({ reason: 'not an approver' });
      const results = await Promise.all([
        decide(campaign, 'send now', MIA),
        decide(campaign, 'send now', JONAS),
      ]);
      expect(results.filter(({ kind }) => kind === 'decided')).toHaveLength(1);
      expect(await now(campaign)).toMatchObject({ state: 'approved', startsAt: approval.clock.now() });
      expect((await trail(campaign)).filter((line) => line.startsWith('send now'))).toHaveLength(1);
    });
  });

  describe('a large audience', () => {
    beforeEach(() => {
      approval.policy.secondApproverAbove = 2;
    });

    it('needs two people, whoever is first', async () => {
      const campaign = await propose(approval);
      expect(await decide(campaign, 'approve', JONAS)).toMatchObject({
        campaign: { state: 'half approved', startsAt: null },
      });
      expect(await decide(campaign, 'approve', JONAS)).toMatchObject({ reason: 'own approval' });
      expect(await decide(campaign, 'approve', MIA)).toMatchObject({ campaign: { state: 'approved' } });
      expect(await trail(campaign)).toEqual(['propose flywheel', `approve ${JONAS}`, `approve ${MIA}`]);
    });

    it('is approved by two who click at the same moment, and not by one who clicks twice', async () => {
      const campaign = await propose(approval);
      await Promise.all([decide(campaign, 'approve', MIA), decide(campaign, 'approve', MIA)]);
      expect(await now(campaign)).toMatchObject({ state: 'half approved' });
      const other = await propose(approval);
      await Promise.all([decide(other, 'approve', MIA), decide(other, 'approve', JONAS)]);
      expect(await now(other)).toMatchObject({ state: 'approved' });
    });

    it('loses its first approval by an undo, and by its end', async () => {
      const campaign = await propose(approval);
      await decide(campaign, 'approve', JONAS);
      await decide(campaign, 'undo', JONAS);
      await decide(campaign, 'approve', MIA);
      expect(await now(campaign)).toMatchObject({ state: 'half approved' });
      approval.pass(7 * DAY);
      expect(await decide(campaign, 'approve', JONAS)).toMatchObject({ reason: 'expired' });
      await expireCampaigns(approval);
      expect(await now(campaign)).toMatchObject({ state: 'expired' });
    });

    it('counts the first approval only while whoever gave it is an approver', async () => {
      const campaign = await propose(approval);
      await decide(campaign, 'approve', JONAS);
      approval.policy.approvers = [MIA, 'U-ZOE'];
      expect(await decide(campaign, 'approve', MIA)).toMatchObject({ campaign: { state: 'half approved' } });
      expect(await decide(campaign, 'approve', MIA)).toMatchObject({ reason: 'own approval' });
      expect(await decide(campaign, 'approve', 'U-ZOE')).toMatchObject({ campaign: { state: 'approved' } });
      const [, , instead] = await approval.campaigns.decisions(campaign.id);
      expect(instead).toMatchObject({ actor: MIA, comment: expect.stringContaining('no approver any more') });
    });

    it('is as many as the setting says and no more: a smaller one needs one person', async () => {
      approval.policy.secondApproverAbove = 3;
      expect(await decide(await propose(approval), 'approve', JONAS)).toMatchObject({
        campaign: { state: 'approved' },
      });
    });
  });

  describe('what is being sent', () => {
    async function sending(): Promise<Campaign> {
      const campaign = await propose(approval);
      await decide(campaign, 'approve', JONAS);
      return move(await now(campaign), 'sending');
    }

    it('is paused, resumed and stopped, each once, also long after a proposal would have expired', async () => {
      const campaign = await sending();
      approval.pass(30 * DAY);
      expect(await decide(campaign, 'resume', MIA)).toMatchObject({ reason: 'not possible now' });
      expect(await decide(campaign, 'pause', MIA)).toMatchObject({ campaign: { state: 'paused' } });
      expect(await decide(campaign, 'pause', JONAS)).toMatchObject({
        kind: 'already',
        by: MIA,
        did: 'paused it',
      });
      expect(await decide(campaign, 'resume', JONAS)).toMatchObject({
        campaign: { state: 'sending', sendStartedAt: campaign.sendStartedAt },
      });
      expect(await decide(campaign, 'resume', MIA)).toMatchObject({ kind: 'already', by: JONAS });
      await decide(campaign, 'pause', MIA);
      expect(await decide(campaign, 'stop', MIA)).toMatchObject({ campaign: { state: 'stopped' } });
      expect(await decide(campaign, 'resume', MIA)).toMatchObject({ kind: 'already', did: 'stopped it' });
      expect(await trail(campaign)).toEqual([
        'propose flywheel',
        `approve ${JONAS}`,
        'start sending flywheel',
        `pause ${MIA}`,
        `resume ${JONAS}`,
        `pause ${MIA}`,
        `stop ${MIA}`,
      ]);
    });

    it('is paused by one of two who click at the same moment', async () => {
      const campaign = await sending();
      const results = await Promise.all([decide(campaign, 'pause', MIA), decide(campaign, 'pause', JONAS)]);
      expect(results.map(({ kind }) => kind).sort()).toEqual(['already', 'decided']);
    });
  });
});
