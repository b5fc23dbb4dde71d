/** What `/metrics` tells of each workspace, where several added Flywheel. */

import { expect, it } from 'vitest';
import { createServer } from '../../src/web/server.ts';
import { aModelDecision, aModelRun } from '../db/builders.ts';
import { describeOnEach } from '../support/each-database.ts';
import { addTo, startSeveral } from '../support/open-several.ts';
import { addContacts, approveFor, proposeFor } from '../support/propose-in-flywheel.ts';
import { TEAMS } from '../support/slack-grants.ts';
import { waitFor } from '../support/wait-for.ts';
import { scrape } from './read-metrics.ts';

const [CANDLES, TEA] = [TEAMS[0].id, TEAMS[1].id];

describeOnEach((on) => {
  it('are outbox, jobs, posts and model of each by itself, and nothing of one that was removed', async () => {
    const several = await startSeveral({ on });
    const { url } = several;
    for (const tenant of [CANDLES, TEA]) await addTo(several, tenant);
    const tea = await several.appOf(TEA);
    expect(await several.runJob(TEA, 'nightly')).toMatchObject({ ok: true });
    const campaign = await proposeFor({ app: tea }, await addContacts({ app: tea, url }, 3));
    await approveFor({ app: tea }, campaign, tea.clock.now());
    await tea.stores.outbox.enqueue(campaign.id, tea.clock.now());
    await tea.stores.modelRuns.add([aModelRun('run', { trainedAt: tea.clock.now() - 3_600_000 })]);
    await tea.stores.modelRuns.promote(aModelDecision('run'));

    const ready = await fetch(`${url}/health/ready`);
    const checks = { database: 'ok', disk: 'ok', queue: 'ok', mail: expect.stringContaining('SMTP_URL') };
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true, checks }]);
    await tea.registerRoutes(createServer(), null);
    expect(several.house.queues.get(TEA)?.()).toMatchObject({ calls: 0, maxCalls: 20_000 });
    const { values, help } = await scrape(url);
    expect(values.get('flywheel_ingest_queue_calls')).toBe(0);
    expect(values.get('flywheel_disk_free_bytes')).toBeGreaterThan(0);
    const of = (workspace: string, name: string, more = '') =>
      values.get(`${name}{workspace="${workspace}"${more}}`);
    expect(of(TEA, 'flywheel_outbox_messages', ',state="queued"')).toBe(3);
    expect(of(CANDLES, 'flywheel_outbox_messages', ',state="queued"')).toBe(0);
    expect(of(TEA, 'flywheel_campaigns', ',state="approved"')).toBe(1);
    expect(of(TEA, 'flywheel_contacts')).toBe(3);
    expect(of(CANDLES, 'flywheel_contacts')).toBe(0);
    const { kind } = aModelRun('run');
    const age = of(TEA, 'flywheel_champion_age_seconds', `,kind="${kind}"`);
    expect(age).toBeGreaterThanOrEqual(3_600);
    expect(of(CANDLES, 'flywheel_champion_age_seconds', `,kind="${kind}"`)).toBeUndefined();
    expect(of(TEA, 'flywheel_job_last_duration_seconds', ',job="nightly"')).toBeGreaterThanOrEqual(0);
    expect(of(CANDLES, 'flywheel_job_last_duration_seconds', ',job="nightly"')).toBeUndefined();
    expect(of(CANDLES, 'flywheel_slack_posts', ',state="failed"')).toBe(0);
    expect(values.get('flywheel_database_up')).toBe(1);
    expect(values.get('flywheel_workspaces{state="installed"}')).toBe(2);
    expect(help.get('flywheel_contacts')).toMatch(/^[A-Z]/);

    await several.slacks.remove(TEA);
    await waitFor(async () => {
      const after = await scrape(url);
      expect(after.values.get('flywheel_workspaces{state="ended"}')).toBe(1);
      expect(after.text).not.toContain(`workspace="${TEA}"`);
      expect(after.text).toContain(`workspace="${CANDLES}"`);
    });
  });
});
