/** Another program holds the database: people are answered from what can be read, and a decision waits for its turn. */

import { join } from 'node:path';
import SqliteDriver from 'better-sqlite3';
import { Client } from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { CAMPAIGN_BUTTONS } from '../../src/adapters/slack/draw-lifecycle.ts';
import { maya, pressOnly, type, until } from '../support/act-in-slack.ts';
import { describeOnEach } from '../support/each-database.ts';
import { type RunningFlywheel, startFlywheel } from '../support/open-flywheel.ts';
import { addContacts, proposeFor } from '../support/propose-in-flywheel.ts';

describeOnEach((on) => {
  it('acknowledges and answers while another program writes, and decides once it is done', async () => {
    const flywheel = await startFlywheel({ on, at: Date.UTC(2026, 4, 1, 9) });
    const campaign = await proposeFor(flywheel, await addContacts(flywheel, 3));
    const card = await type(flywheel, maya, { text: `/campaign ${campaign.number}`, expected: 'Approve' });

    const release = await holdDatabase(flywheel.settings);
    await pressOnly(flywheel, maya, { message: card, actionId: CAMPAIGN_BUTTONS.approve });
    const list = await type(flywheel, maya, { text: '/campaign', expected: 'best first' });
    expect(JSON.stringify(list.blocks)).toContain(campaign.strategy.title);
    expect((await flywheel.app.stores.campaigns.get(campaign.number))!.state).toBe('proposed');
    await release();
    await until(flywheel, maya, (seen) => seen.some(({ text }) => text.includes('approved campaign')));
    expect((await flywheel.app.stores.campaigns.get(campaign.number))!.state).toBe('approved');
    // Nobody was told that the bot did not answer.
    const texts = flywheel.slack.scene(maya.id).messages.map(({ text }) => text);
    expect(texts.join('\n')).not.toMatch(/operation_timeout|dispatch_failed/);
  });
});

/** As another program does that writes: nobody else can, until what is returned is called. */
async function holdDatabase({
  DATA_DIR,
  DATABASE_URL,
}: RunningFlywheel['settings']): Promise<() => Promise<unknown>> {
  if (DATABASE_URL === undefined) {
    const other = new SqliteDriver(join(DATA_DIR!, 'flywheel.db'));
    onTestFinished(() => void other.close());
    other.exec('BEGIN IMMEDIATE');
    return async () => other.exec('COMMIT');
  }
  const other = new Client({ connectionString: DATABASE_URL });
  await other.connect();
  onTestFinished(() => other.end());
  await other.query('begin; lock table campaigns in exclusive mode');
  return () => other.query('commit');
}
