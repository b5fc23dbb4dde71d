/** Jobs that never come to their end: killed each time, with their worker or alone, or not even started. */

import { expect, it, onTestFinished } from 'vitest';
import type { App } from '../../src/app.ts';
import { describeOnEach } from '../support/each-database.ts';
import { killJobOf } from '../support/kill-job.ts';
import { openApp, slackSettings } from '../support/open-app.ts';
import { takePosts } from '../support/take-posts.ts';
import { startTinySlack } from '../support/tiny-slack.ts';
import { waitFor } from '../support/wait-for.ts';
import { ask, dispatch } from './dispatch-in-test.ts';

describeOnEach((on) => {
  it('records a job whose process was killed three times as failed, tells Slack once, and does not begin it again', async () => {
    const slack = await startTinySlack();
    onTestFinished(slack.close);
    const { app } = await openApp({ on, settings: slackSettings(slack.apiUrl) });
    await ask(app, 'nightly');
    const ended = await dispatch(app);
    for (const attempts of [1, 2, 3]) {
      await waitFor(async () => expect(await newest(app)).toMatchObject({ state: 'running', attempts }));
      await killJobOf(process.pid);
    }
    expect(await ended.first).toEqual({ job: 'nightly', ok: false });
    const error = expect.stringMatching(/^It was cut off in each of 3 attempts: its process was killed/);
    expect(await newest(app)).toMatchObject({ state: 'failed', attempts: 3, error });
    expect(await takePosts(app)).toEqual([
      expect.stringContaining('The job nightly failed: It was cut off in each of 3'),
    ]);
  });

  it('ends and tells what three workers died with, and goes on with the next', async () => {
    const slack = await startTinySlack();
    onTestFinished(slack.close);
    const { app } = await openApp({ on, settings: slackSettings(slack.apiUrl) });
    await ask(app, 'nightly', 'fatal');
    const now = app.clock.now();
    for (const owner of ['first', 'second', 'third'])
      expect(await app.stores.jobs.claim({ owner, now, leaseUntil: now })).toMatchObject({
        name: 'nightly',
      });
    await ask(app, 'deliver');
    const ends: string[] = [];
    await dispatch(app, { onEnd: (job, ok) => ends.push(`${job} ${ok}`) });
    await waitFor(() => expect(ends).toHaveLength(2));
    // No mail server is set, which is no reason to try again.
    expect(ends.toSorted()).toEqual(['deliver false', 'nightly false']);
    const said = await takePosts(app);
    expect(said.filter((text) => text.includes('nightly failed: It was cut off in each of 3'))).toHaveLength(
      1,
    );
    const all = await app.stores.jobs.recent(5);
    expect(all.map(({ name, state, attempts }) => ({ name, state, attempts }))).toEqual(
      expect.arrayContaining([
        { name: 'nightly', state: 'failed', attempts: 3 },
        { name: 'deliver', state: 'failed', attempts: 1 },
      ]),
    );
  });

  it('gives up what cannot be started, and does not wait for its end', async () => {
    const { app } = await openApp({ on });
    const node = process.execPath;
    process.execPath = '/no/such/node';
    onTestFinished(() => {
      process.execPath = node;
    });
    await ask(app, 'nightly');
    await ask(app, 'backup');
    await ask(app, 'deliver');
    const ends: string[] = [];
    await dispatch(app, { onEnd: (job) => ends.push(job) });
    await waitFor(() => expect(ends.toSorted()).toEqual(['backup', 'deliver', 'nightly']));
  });
});

const newest = async (app: App) => (await app.stores.jobs.recent(1))[0];
