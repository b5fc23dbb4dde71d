/** The clock asks for each fire once, for a missed one at start, and for a delivery only when there is something to send. */

import { afterEach, describe, expect, it, vi } from 'vitest';
import { deliver } from '../../jobs/deliver.ts';
import { LEASE_MS } from '../../jobs/run-job.ts';
import { type Beat, lastFire, startSchedule } from '../../jobs/schedule-jobs.ts';
import type { App } from '../../src/app.ts';
import { DAY, HOUR, MINUTE } from '../../src/domain/clock.ts';
import { createLog } from '../../src/log.ts';
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

const zone = process.env['TZ'];
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

/** A schedule whose minutes pass when the test says so. */
async function startByHand(app: App, isHeld = () => false): Promise<() => Promise<void>> {
  let strike = async () => {};
  const beat: Beat = (onMinute) => {
    strike = onMinute;
    return async () => {};
  };
  await startSchedule(app, () => undefined, { beat, isHeld });
  return () => strike();
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

    it('is not asked for while somebody moves the clock over days, and once for all of them after it', async () => {
      const { app, setTime } = await openApp({ on, at: NOON });
      let isHeld = true;
      const minute = await startByHand(app, () => isHeld);
      for (let day = 1; day <= 3; day += 1) {
        setTime(NOON + day * DAY);
        await minute();
      }
      expect(await nights(app)).toEqual([lastFire(3, NOON)]);
      isHeld = false;
      await minute();
      expect((await nights(app)).sort()).toEqual([lastFire(3, NOON), lastFire(3, NOON + 3 * DAY)]);
    });

    it('whose hour was slept through is asked for in the next minute, without a restart, once', async () => {
      const { app, setTime } = await openApp({ on, at: NOON });
      const minute = await startByHand(app);
      const evening = new Date(2026, 4, 11, 2, 58).getTime();
      setTime(evening);
      await minute();
      expect(await nights(app)).toEqual([lastFire(3, NOON)]);
      // The lid was shut from 2:58 to 8:17.
      setTime(new Date(2026, 4, 11, 8, 17).getTime());
      await minute();
      setTime(new Date(2026, 4, 11, 8, 18).getTime());
      await minute();
      expect((await nights(app)).sort()).toEqual([lastFire(3, NOON), new Date(2026, 4, 11, 3).getTime()]);
    });

    it('is asked for again in the next minute when the database was away', async () => {
      const { app, setTime } = await openApp({ on, at: NOON });
      const minute = await startByHand(app);
      setTime(NOON + DAY);
      const { insert } = app.stores.jobs;
      Object.assign(app.stores.jobs, { insert: () => Promise.reject(new Error('the database is away')) });
      await minute();
      Object.assign(app.stores.jobs, { insert });
      await minute();
      expect((await nights(app)).sort()).toEqual([lastFire(3, NOON), lastFire(3, NOON + DAY)]);
    });

    it('is one a day between workers in different time zones', async () => {
      const { app, setTime } = await openApp({ on, at: Date.UTC(2026, 4, 10, 12) });
      const workers: (() => Promise<void>)[] = [];
      for (const zone of ['America/Los_Angeles', 'UTC', 'Europe/Berlin', 'Asia/Tokyo']) {
        process.env['TZ'] = zone;
        const minute = await startByHand(app);
        workers.push(() => {
          process.env['TZ'] = zone;
          return minute();
        });
      }
      for (const [day, fires] of [
        [11, 3],
        [12, 4],
      ] as const) {
        for (let hour = 0; hour < 24; hour += 1) {
          setTime(Date.UTC(2026, 4, day, hour));
          for (const minute of workers) await minute();
        }
        expect(await nights(app)).toHaveLength(fires);
      }
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

describe('a minute that passed while the process could not look', () => {
  afterEach(() => void vi.useRealTimers());

  it('is met by one look with those after it, and told in the log like everything else', async () => {
    vi.useFakeTimers({ now: NOON, toFake: ['Date', 'setTimeout', 'clearTimeout'] });
    const lines: string[] = [];
    const log = createLog('warn', { write: (line) => void lines.push(line) });
    let minutes = -1;
    const asked = () => {
      minutes += 1;
    };
    const stop = await startSchedule({ log } as unknown as App, asked, { asked: [] });
    // The machine sleeps for an hour and a half: no timer runs, and then all of them do.
    vi.setSystemTime(NOON + 1.5 * HOUR);
    await vi.advanceTimersByTimeAsync(MINUTE + 100);
    await new Promise((resolve) => setImmediate(resolve));
    // Those that were missed, and the one that it woke up in.
    expect(minutes).toBe(2);
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual([
      expect.stringContaining('the clock was late'),
    ]);
    await stop();
  });
});

describe('the last fire', () => {
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
