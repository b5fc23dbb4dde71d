/** The clock asks for each fire once, for a missed one at start, and for a delivery only when there is something to send. */

import { afterEach, describe, expect, it } from 'vitest';
import { deliver } from '../../jobs/deliver.ts';
import { LEASE_MS } from '../../jobs/run-job.ts';
import { lastFire, startSchedule } from '../../jobs/schedule-jobs.ts';
import type { App } from '../../src/app.ts';
import { DAY, HOUR, MINUTE } from '../../src/domain/clock.ts';
import { describeOnEach } from '../support/each-database.ts';
import { openApp } from '../support/open-app.ts';
import { openFlywheel } from '../support/open-flywheel.ts';
import { addContacts, approveFor, proposeFor } from '../support/propose-in-flywheel.ts';

const NOON = new Date(2026, 4, 10, 12).getTime();
const MAIL = { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'a@example.com', POSTAL_ADDRESS: '1 Lane' };

const nights = async ({ stores }: App) =>
  (await stores.jobs.recent(50)).filter(({ name }) => name === 'nightly').map(({ dueAt }) => dueAt);

async function startAndStop(app: App): Promise<void> {
  const stop = await startSchedule(app, () => undefined);
  await stop();
}

describeOnEach((on) => {
  describe('the night', () => {
    it('is one row, however many processes have a clock and however often they start', async () => {
      const { app, settings } = await openApp({ on, at: NOON });
      const other = await openApp({ on, at: NOON, settings });
      await Promise.all([startAndStop(app), startAndStop(other.app), startAndStop(app)]);
      expect(await nights(app)).toEqual([lastFire(3, NOON)]);
    });

    it('that was missed is asked for at the next start, once, and not those before it', async () => {
      const { app, setTime } = await openApp({ on, at: NOON });
      await startAndStop(app);
      setTime(NOON + 3 * DAY);
      await startAndStop(app);
      setTime(NOON + 3 * DAY + HOUR);
      await startAndStop(app);
      expect((await nights(app)).sort()).toEqual([lastFire(3, NOON), lastFire(3, NOON + 3 * DAY)]);
    });

    it('runs once: a claimed fire is not given to a second worker before its lease ends', async () => {
      const { app } = await openApp({ on, at: NOON });
      await startAndStop(app);
      const claim = (owner: string, now: number) =>
        app.stores.jobs.claim({ owner, now, leaseUntil: now + LEASE_MS, names: ['nightly'] });
      const first = await claim('first', NOON);
      expect(first).toMatchObject({ name: 'nightly', attempts: 1 });
      expect(await claim('second', NOON + LEASE_MS - 1)).toBeNull();
      const taken = await claim('second', NOON + LEASE_MS);
      expect(taken).toMatchObject({ id: first!.id, attempts: 2 });
      const end = { state: 'done', at: NOON, result: {}, error: null } as const;
      expect(await app.stores.jobs.finish(first!.id, 'first', end)).toBe(false);
      expect(await app.stores.jobs.finish(first!.id, 'second', end)).toBe(true);
      expect(await claim('third', NOON + DAY)).toBeNull();
    });
  });

  describe('a delivery', () => {
    it('is asked for when a campaign is approved or an e-mail is due, and not while e-mails wait for their next attempt', async () => {
      // Nothing listens there, so that every e-mail is put off.
      const flywheel = await openFlywheel({ on, at: NOON, settings: MAIL });
      const { app } = flywheel;
      const isNeeded = () => deliver.isNeeded!(app);
      expect(await isNeeded()).toBe(false);
      const campaign = await proposeFor(flywheel, await addContacts(flywheel, 3));
      expect(await isNeeded()).toBe(false);
      await approveFor(flywheel, campaign, NOON);
      expect(await isNeeded()).toBe(true);
      await flywheel.runJob('deliver');
      expect(await app.stores.outbox.counts(campaign.id)).toMatchObject({ queued: 3, sent: 0 });
      expect(await isNeeded()).toBe(false);
      flywheel.setTime(NOON + 2 * MINUTE);
      expect(await isNeeded()).toBe(true);
      await flywheel.stop();
    });

    it('is asked for when the lease of a dead worker ends, though all else waits for its next attempt', async () => {
      const flywheel = await openFlywheel({ on, at: NOON, settings: MAIL });
      const { stores, clock } = flywheel.app;
      const campaign = await proposeFor(flywheel, await addContacts(flywheel, 2));
      const change = { campaignId: campaign.id, contentHash: campaign.contentHash, at: NOON, comment: null };
      await stores.campaigns.transition({
        ...change,
        from: 'proposed',
        to: 'approved',
        action: 'approve',
        actor: 'U1',
      });
      await stores.outbox.enqueue(campaign.id, NOON);
      await stores.campaigns.transition({
        ...change,
        from: 'approved',
        to: 'sending',
        action: 'start sending',
        actor: 'flywheel',
      });
      const claim = { owner: 'dead', limit: 2, now: clock.now(), leaseUntil: NOON + 10 * MINUTE };
      const [putOff] = await stores.outbox.claim(claim);
      await stores.outbox.transition('dead', [
        { messageId: putOff!.id, from: 'claimed', to: 'queued', at: NOON, dueAt: NOON + 6 * HOUR },
      ]);
      flywheel.setTime(NOON + 9 * MINUTE);
      expect(await deliver.isNeeded!(flywheel.app)).toBe(false);
      flywheel.setTime(NOON + 10 * MINUTE);
      expect(await deliver.isNeeded!(flywheel.app)).toBe(true);
      await flywheel.stop();
    });

    it('is never asked for without a mail server', async () => {
      const { app } = await openApp({ on, at: NOON });
      expect(await deliver.isNeeded!(app)).toBe(false);
    });
  });
});

describe('the last fire', () => {
  const zone = process.env['TZ'];
  afterEach(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  it('is today after the hour, yesterday before it', () => {
    expect(new Date(lastFire(3, NOON))).toEqual(new Date(2026, 4, 10, 3));
    expect(new Date(lastFire(3, new Date(2026, 4, 10, 2, 59).getTime()))).toEqual(new Date(2026, 4, 9, 3));
    expect(new Date(lastFire(3, new Date(2026, 4, 10, 3).getTime()))).toEqual(new Date(2026, 4, 10, 3));
  });

  it('is three o’clock also where the clocks changed in between, or the night would run twice', () => {
    process.env['TZ'] = 'Europe/Berlin';
    // On 29 March 2026 the clock goes from 2:00 to 3:00.
    const before = new Date(2026, 2, 30, 1).getTime();
    expect(new Date(lastFire(3, before))).toEqual(new Date(2026, 2, 29, 3));
    const spring = new Date(2026, 2, 29, 1).getTime();
    expect(new Date(lastFire(3, spring))).toEqual(new Date(2026, 2, 28, 3));
    const autumn = new Date(2026, 9, 26, 1).getTime();
    expect(new Date(lastFire(3, autumn))).toEqual(new Date(2026, 9, 25, 3));
  });
});
