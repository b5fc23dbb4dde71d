/** The audit trail of a campaign: lines are added and stay as they are, whoever asks the database. */

import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { createCampaignStore } from '../../db/stores/campaign-store.ts';
import { aProposal, aTransition, T0 } from './builders.ts';
import { describeOnEachDatabase } from './open-test-database.ts';

describeOnEachDatabase('audit trail', (stage) => {
  /** A campaign that was approved, taken back and approved again. */
  async function decide() {
    const parts = stage.parts();
    const campaigns = createCampaignStore(parts);
    const proposed = await campaigns.propose(aProposal());
    const trails = [await campaigns.decisions(proposed.id)];
    const steps = [
      aTransition(proposed, { actor: 'U1', at: T0 + 1 }),
      aTransition(proposed, { from: 'approved', to: 'proposed', action: 'undo', actor: 'U2', at: T0 + 2 }),
      aTransition(proposed, { actor: 'U2', at: T0 + 3, comment: 'after all' }),
    ];
    for (const step of steps) {
      expect(await campaigns.transition(step)).not.toBeNull();
      trails.push(await campaigns.decisions(proposed.id));
    }
    const { campaignDecisions, campaigns: rows } = parts.database.tables;
    const lines = and(
      eq(campaignDecisions.tenant, parts.tenant),
      eq(campaignDecisions.campaignId, proposed.id),
    );
    const itself = and(eq(rows.tenant, parts.tenant), eq(rows.id, proposed.id));
    const trail = () => campaigns.decisions(proposed.id);
    return { ...{ database: parts.database, campaignDecisions, rows, lines, itself, trail }, trails };
  }

  it('has each line as it was, whatever comes after', async () => {
    const { trails } = await decide();
    const last = trails.at(-1)!;
    expect(last.map(({ action, actor }) => `${action} ${actor}`)).toEqual([
      'propose flywheel',
      'approve U1',
      'undo U2',
      'approve U2',
    ]);
    for (const trail of trails) expect(trail).toEqual(last.slice(0, trail.length));
    expect(trails.map((trail) => trail.length)).toEqual([1, 2, 3, 4]);
  });

  describe('in the database itself', () => {
    /** One database says it itself, of the other the driver does. */
    const refusalOf = (attempt: Promise<unknown>) =>
      attempt.then(
        () => 'nothing was refused',
        (fault: Error) => `${fault.message} ${fault.cause}`,
      );

    it('refuses to change a line', async () => {
      const { database, campaignDecisions, lines, trail, trails } = await decide();
      const forge = database.write((connection) =>
        connection.update(campaignDecisions).set({ actor: 'U9' }).where(lines),
      );
      expect(await refusalOf(forge)).toContain('only added to');
      expect(await trail()).toEqual(trails.at(-1));
    });

    it('refuses to drop a line of a campaign that is there', async () => {
      const { database, campaignDecisions, lines, trail, trails } = await decide();
      const hide = database.write((connection) => connection.delete(campaignDecisions).where(lines));
      expect(await refusalOf(hide)).toContain('only added to');
      expect(await trail()).toEqual(trails.at(-1));
    });

    it('lets it go with its campaign, as when the data of a workspace are deleted', async () => {
      const { database, campaignDecisions, rows, itself, lines, trail } = await decide();
      await database.write(async (connection) => {
        await connection.delete(rows).where(itself);
        await connection.delete(campaignDecisions).where(lines);
      });
      expect(await trail()).toEqual([]);
    });
  });
});
