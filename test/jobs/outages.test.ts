/** Mail server and Slack away: nothing is lost, it is told once, and the work goes on afterwards. */

import { expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../bench/free-port.ts';
import { deliver } from '../../jobs/deliver.ts';
import { nightly } from '../../jobs/nightly.ts';
import { claimByHand, runClaimed } from '../../jobs/run-job.ts';
import type { App } from '../../src/app.ts';
import { HOUR, MINUTE } from '../../src/domain/clock.ts';
import { machineClock } from '../../src/system-clock.ts';
import { maya, until } from '../support/act-in-slack.ts';
import { describeOnEach, type Kind } from '../support/each-database.ts';
import { NIGHT } from '../support/keep-shop.ts';
import { openApp, slackSettings } from '../support/open-app.ts';
import { startFlywheel } from '../support/open-flywheel.ts';
import { addContacts, approveFor, proposeFor } from '../support/propose-in-flywheel.ts';
import { startSmtp } from '../support/smtp.ts';
import { startTinySlack } from '../support/tiny-slack.ts';
import { waitFor } from '../support/wait-for.ts';

describeOnEach((on) => {
  it('loses nothing while the mail server is down, tells Slack once and not each minute, and sends when it is back', async () => {
    const port = await freePort();
    const flywheel = await startFlywheel({
      on,
      at: NIGHT,
      settings: { SMTP_URL: `smtp://127.0.0.1:${port}` },
    });
    const { app } = flywheel;
    const campaign = await proposeFor(flywheel, await addContacts(flywheel, 20));
    await approveFor(flywheel, campaign, NIGHT);
    let failures = 0;
    for (let minute = 0; minute < 20; minute += 1) {
      flywheel.setTime(NIGHT + minute * MINUTE);
      // As the clock does: what waits for its next attempt is left alone.
      if (!(await deliver.isNeeded!(app))) continue;
      failures += 1;
      expect(await flywheel.runJob('deliver')).toMatchObject({
        ok: false,
        error: expect.stringContaining('The mail server cannot be reached'),
      });
    }
    expect(failures).toBeGreaterThan(3);
    const told = (messages: readonly { readonly text: string }[]) =>
      messages.filter(({ text }) => text.startsWith('The job deliver failed'));
    const messages = await until(flywheel, maya, (seen) => told(seen).length > 0);
    expect(told(messages)[0]!.text).toContain('Nothing is lost: 20 messages wait');
    await waitFor(async () => expect((await app.stores.posts.counts()).waiting).toBe(0));
    expect(told(flywheel.slack.scene(maya.id).messages)).toHaveLength(1);
    expect(await app.stores.outbox.counts(campaign.id)).toMatchObject({ queued: 20, unknown: 0, failed: 0 });

    const smtp = await startSmtp({ port });
    onTestFinished(smtp.close);
    flywheel.setTime(NIGHT + 2 * HOUR);
    expect(await flywheel.runJob('deliver')).toMatchObject({ ok: true, sent: 20, remaining: 0 });
    expect(new Set(smtp.received.map(({ to }) => to)).size).toBe(20);
    await until(flywheel, maya, (seen) =>
      seen.some(({ text }) => text.includes('is through: 20 e-mails sent')),
    );
  });

  it('tells of an outage again when it lasts for more than an hour, and of another fault at once', async () => {
    const settings = slackSettings('http://127.0.0.1:9/api/');
    const { app, setTime } = await openApp({ on, at: NIGHT, settings });
    const told = async () => (await app.stores.posts.counts()).waiting;
    let fault = 'ECONNREFUSED on attempt 1';
    const failing = {
      name: 'deliver',
      summary: '',
      schedule: null,
      run: () => Promise.reject(new Error(fault)),
    };
    const fail = async (at: number) => {
      setTime(at);
      const context = { say: () => undefined, signal: new AbortController().signal };
      await runClaimed(app, failing, { ...(await claimByHand(app, 'deliver')), context });
    };
    await fail(NIGHT);
    fault = 'ECONNREFUSED on attempt 2';
    await fail(NIGHT + MINUTE);
    expect(await told()).toBe(1);
    fault = 'no such host';
    await fail(NIGHT + 2 * MINUTE);
    expect(await told()).toBe(2);
    fault = 'ECONNREFUSED on attempt 3';
    await fail(NIGHT + 2 * HOUR);
    expect(await told()).toBe(3);
  });

  it('keeps the digest of a night while Slack is away, and posts it when it is back', async () => {
    let isAway = true;
    const slack = await startTinySlack((response, attempt) => {
      // At first out of order, then busy, as it is after an outage.
      if (attempt === 1) response.writeHead(500).end('away');
      else if (isAway) response.writeHead(429, { 'retry-after': '1' }).end();
      return attempt === 1 || isAway;
    });
    onTestFinished(slack.close);
    const app = await shopWithSlackAt(slack.apiUrl, on);
    expect(await runNight(app)).toMatchObject({ ok: true, told: true, champion: expect.any(String) });
    expect((await app.stores.campaigns.list(['proposed'], 10)).length).toBeGreaterThan(0);
    expect(slack.offered()).toBe(0);
    const { stores, log } = app;
    const { posts } = stores;
    const nothing = { drawCard: async () => null, postCharts: async () => undefined };
    const parts = { posts, ...nothing, clock: machineClock, log };
    const posting = app.connectSlack().post(parts);
    onTestFinished(posting.stop);
    await waitFor(() => expect(slack.offered()).toBeGreaterThan(2));
    const { waiting, failed } = await posts.counts();
    expect(waiting).toBeGreaterThan(0);
    expect(failed).toBe(0);
    isAway = false;
    await waitFor(() => expect(slack.posted).toHaveLength(1));
    expect(slack.posted[0]).toMatch(/^Good morning/);
  });
});

async function shopWithSlackAt(apiUrl: string, on: Kind): Promise<App> {
  const { app } = await openApp({ on, kept: 'with a past', at: NIGHT, settings: slackSettings(apiUrl) });
  return app;
}

async function runNight(app: App) {
  const context = { say: () => undefined, signal: new AbortController().signal };
  return runClaimed(app, nightly, { ...(await claimByHand(app, 'nightly')), context });
}
