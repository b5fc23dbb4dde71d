/** Jobs in processes of their own, started from the sources: killed, stopped, and no trouble to the bot. */

import { expect, it, onTestFinished } from 'vitest';
import type { App } from '../../src/app.ts';
import { HOUR, MINUTE } from '../../src/domain/clock.ts';
import { maya, type } from '../support/act-in-slack.ts';
import { describeOnEach } from '../support/each-database.ts';
import { NIGHT } from '../support/keep-shop.ts';
import { holdJobOf, killJobOf, letJobGo } from '../support/kill-job.ts';
import { openApp, slackSettings } from '../support/open-app.ts';
import { startFlywheel } from '../support/open-flywheel.ts';
import { addContacts, proposeFor } from '../support/propose-in-flywheel.ts';
import { startSmtp } from '../support/smtp.ts';
import { startTinySlack } from '../support/tiny-slack.ts';
import { ask, dispatch } from './dispatch-in-test.ts';

describeOnEach((on) => {
  it('takes up again a job whose process was killed, tells nobody that it failed, and sends no e-mail in doubt again', async () => {
    const gate = createGate();
    const smtp = await startSmtp({ onMail: () => gate.passed().then(() => null) });
    onTestFinished(smtp.close);
    const flywheel = await startFlywheel({ on, at: Date.now(), settings: { SMTP_URL: smtp.url } });
    const { app } = flywheel;
    const campaign = await approved(app, await proposeFor(flywheel, await addContacts(flywheel, 1)));
    await ask(app, 'deliver');
    const ended = await dispatch(app);
    await gate.reached;
    await killJobOf(process.pid);
    expect(await ended.first).toEqual({ job: 'deliver', ok: true });
    gate.open();
    expect((await app.stores.jobs.recent(1))[0]).toMatchObject({ state: 'done', attempts: 2, error: null });
    const told = flywheel.slack.scene(maya.id).messages.map(({ text }) => text);
    expect(told.join()).not.toContain('failed');
    flywheel.setTime(app.clock.now() + HOUR);
    expect(await flywheel.runJob('deliver')).toMatchObject({ ok: true, sent: 0, unknown: 1 });
    expect(await app.stores.outbox.counts(campaign.id)).toMatchObject({ unknown: 1, queued: 0 });
  });

  it('leaves a job that was stopped with the server to its next start, and tells nobody that it failed', async () => {
    const slack = await startTinySlack();
    const { app } = await openApp({ on, settings: slackSettings(slack.apiUrl) });
    onTestFinished(slack.close);
    await ask(app, 'nightly');
    const first = await dispatch(app);
    while ((await app.stores.jobs.recent(1))[0]?.state === 'waiting') await new Promise(setImmediate);
    await first.dispatcher.stop();
    expect((await app.stores.jobs.recent(1))[0]).toMatchObject({ state: 'waiting', attempts: 0 });
    const second = await dispatch(app);
    expect(await second.first).toEqual({ job: 'nightly', ok: true });
    expect((await app.stores.jobs.recent(1))[0]).toMatchObject({ state: 'done', attempts: 1 });
    expect(slack.posted).toEqual([]);
  });

  it('leaves alone what it could not start: a job that is none of the clock’s', async () => {
    const { app } = await openApp({ on });
    await ask(app, 'import');
    await ask(app, 'deliver');
    expect(await (await dispatch(app)).first).toEqual({ job: 'deliver', ok: false });
    const left = (await app.stores.jobs.recent(5)).find(({ name }) => name === 'import');
    expect(left).toMatchObject({ state: 'waiting', attempts: 0 });
  });

  it('stops in the middle of a delivery without losing or doubling an e-mail', async () => {
    const gate = createGate();
    const smtp = await startSmtp({
      onMail: async () => {
        await gate.passed();
        return null;
      },
    });
    onTestFinished(smtp.close);
    const flywheel = await startFlywheel({ on, at: Date.now(), settings: { SMTP_URL: smtp.url } });
    const { app } = flywheel;
    const campaign = await approved(app, await proposeFor(flywheel, await addContacts(flywheel, 30)));
    await ask(app, 'deliver');
    const first = await dispatch(app);
    await gate.reached;
    const stopping = first.dispatcher.stop();
    gate.open();
    await stopping;
    const between = await app.stores.outbox.counts(campaign.id);
    expect(between).toMatchObject({ claimed: 0, sending: 0, unknown: 0, failed: 0 });
    expect(between.sent).toBe(smtp.received.length);
    expect(between.queued).toBeGreaterThan(0);
    expect((await app.stores.jobs.recent(1))[0]).toMatchObject({ state: 'done' });

    flywheel.setTime(app.clock.now() + MINUTE);
    await ask(app, 'deliver', 'again');
    expect(await (await dispatch(app)).first).toEqual({ job: 'deliver', ok: true });
    expect(new Set(smtp.received.map(({ to }) => to)).size).toBe(30);
    expect(smtp.received).toHaveLength(30);
  });

  it('lets Slack be answered while a model trains, in a process of its own', async () => {
    const flywheel = await startFlywheel({ on, at: NIGHT, kept: 'with a past' });
    const training = createGate();
    await ask(flywheel.app, 'nightly');
    const ended = await dispatch(flywheel.app, {
      onProgress: ({ text }) => {
        if (text.includes('reference-network')) void training.passed();
      },
    });
    await training.reached;
    // Where it trains for as long as it is let, it is answered before the end.
    await holdJobOf(process.pid);
    await type(flywheel, maya, { text: '/predict help', expected: '/predict jane@example.com' });
    await letJobGo(process.pid);
    expect(await ended.first).toEqual({ job: 'nightly', ok: true });
  });
});

async function approved(app: App, campaign: Awaited<ReturnType<typeof proposeFor>>) {
  const after = await app.stores.campaigns.transition({
    campaignId: campaign.id,
    from: 'proposed',
    to: 'approved',
    contentHash: campaign.contentHash,
    action: 'approve',
    actor: 'U1',
    at: app.clock.now(),
    comment: null,
  });
  return after!;
}

/** Holds up whoever passes until it is opened. */
function createGate() {
  let arrive: () => void = () => undefined;
  let open: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return {
    /** Somebody stands before it. */
    reached,
    open: () => open(),
    passed: () => {
      arrive();
      return opened;
    },
  };
}
