/** A job whose process is killed, and then its worker with it: another worker does it, and nobody hears of it. */

import { expect, it, onTestFinished } from 'vitest';
import { LEASE_MS } from '../../jobs/run-job.ts';
import { describeOnEach } from '../support/each-database.ts';
import { holdJobOf, killJobOf } from '../support/kill-job.ts';
import { openApp, slackSettings } from '../support/open-app.ts';
import { startTinySlack } from '../support/tiny-slack.ts';
import { waitFor } from '../support/wait-for.ts';
import { startProcess } from './start-process.ts';

describeOnEach((on) => {
  it('is done in the third attempt, and told as nothing that failed', async () => {
    const slack = await startTinySlack();
    onTestFinished(slack.close);
    const { app, settings } = await openApp({ on, settings: slackSettings(slack.apiUrl) });
    const now = app.clock.now();
    const start = async (clockOffsetMs: number) => {
      const FLYWHEEL_CLOCK_OFFSET_MS = String(clockOffsetMs);
      const worker = await startProcess('worker', { ...settings, FLYWHEEL_CLOCK_OFFSET_MS });
      onTestFinished(worker.killAll);
      return worker;
    };
    const is = (row: object) =>
      waitFor(async () => {
        const all = await app.stores.jobs.recent(10);
        expect(all.find(({ fireKey }) => fireKey === 'nightly:killed')).toMatchObject(row);
      });

    const first = await start(0);
    await app.stores.jobs.insert({ name: 'nightly', fireKey: 'nightly:killed', dueAt: now - 1 });
    const job = (await app.stores.jobs.recent(10)).find(({ fireKey }) => fireKey === 'nightly:killed')!;
    // As soon as there is something to kill: a night of nothing is soon over.
    await killJobOf(first.pid, job.id);
    await is({ state: 'running', attempts: 2 });
    await holdJobOf(first.pid, job.id);
    await first.killAll();
    await is({ state: 'running', attempts: 2 });
    // To this one the lease of the dead has run out.
    await start(LEASE_MS);
    await is({ state: 'done', attempts: 3, error: null });
    expect(slack.posted).toEqual([]);
  });
});
