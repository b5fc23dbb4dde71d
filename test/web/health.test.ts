import { describe, expect, it } from 'vitest';
import { DISK_RESERVE_BYTES } from '../../src/domain/disk-space.ts';
import { AppError } from '../../src/errors.ts';
import { createReadinessCheck, type ReadinessParts } from '../../src/web/check-readiness.ts';
import type { JobHealth } from '../../src/web/read-jobs.ts';
import { startFlywheel } from '../support/open-flywheel.ts';

const NOW = Date.UTC(2026, 1, 27, 9, 30);
const DAY = 86_400_000;
const MB = 1024 * 1024;
const ALL_WELL = { database: 'ok', disk: 'ok', queue: 'ok', mail: 'ok', slack: 'ok', nightly: 'ok' };

/** A night that ended so many days ago. */
function aNight(state: 'done' | 'failed', daysAgo: number): JobHealth {
  const finishedAt = NOW - daysAgo * DAY;
  const ending = { name: 'nightly', state, startedAt: finishedAt - 1, finishedAt };
  return { name: 'nightly', done: null, failed: null, [state]: ending };
}

type Changes = Partial<ReadinessParts & NonNullable<ReadinessParts['workspace']>>;

function look({ readJobs, isSlackConnected, ...changes }: Changes) {
  return createReadinessCheck({
    jobs: { tryWriting: async () => undefined },
    collector: { queue: () => ({ calls: 19_999, maxCalls: 20_000, bytes: 2 * MB - 1, maxBytes: 2 * MB }) },
    disk: { freeBytes: async () => DISK_RESERVE_BYTES },
    needsDisk: true,
    clock: { now: () => NOW },
    hasMailServer: true,
    workspace: {
      readJobs: readJobs ?? (async () => [aNight('done', 1)]),
      isSlackConnected: isSlackConnected ?? (() => true),
    },
    ...changes,
  })();
}

describe('readiness', () => {
  it('is there when all is well, and for a new shop that has had no night', async () => {
    expect(await look({})).toEqual({ ready: true, checks: ALL_WELL });
    expect(await look({ readJobs: async () => [] })).toEqual({ ready: true, checks: ALL_WELL });
  });

  const locked = new AppError('unavailable', 'It is locked: close the other program.');
  it.each<[string, Partial<ReadinessParts>, string]>([
    [
      'database',
      { jobs: { tryWriting: () => Promise.reject(locked) } },
      'It is locked: close the other program.',
    ],
    [
      'database',
      { jobs: { tryWriting: () => Promise.reject(new Error('at db.internal:5432')) } },
      'cannot be written: see the log',
    ],
    [
      'disk',
      { disk: { freeBytes: async () => DISK_RESERVE_BYTES - 1 } },
      '63 MB are free, 64 MB have to be: make room under DATA_DIR',
    ],
    [
      'queue',
      { collector: { queue: () => ({ calls: 20_000, maxCalls: 20_000, bytes: MB, maxBytes: 2 * MB }) } },
      '20000 calls of 1 MB wait for the database, as much as may',
    ],
    [
      'queue',
      { collector: { queue: () => ({ calls: 7, maxCalls: 20_000, bytes: 2 * MB, maxBytes: 2 * MB }) } },
      '7 calls of 2 MB wait for the database, as much as may',
    ],
  ])('is gone without what taking requests needs: %s', async (name, changes, words) => {
    expect(await look(changes)).toEqual({ ready: false, checks: { ...ALL_WELL, [name]: words } });
  });

  it.each<[string, Changes, string]>([
    ['mail', { hasMailServer: false }, 'no mail server is set, so approved campaigns wait: set SMTP_URL'],
    ['slack', { isSlackConnected: () => false }, 'not connected: nobody can decide on campaigns'],
    [
      'nightly',
      { readJobs: async () => [aNight('failed', 1)] },
      'the last one failed: `npm run job -- nightly` runs it again',
    ],
    [
      'nightly',
      { readJobs: async () => [aNight('done', 2.5)] },
      'the last one was 2 days ago: is the schedule running?',
    ],
    [
      'disk',
      { needsDisk: false, disk: { freeBytes: async () => 0 } },
      '0 MB are free, 64 MB have to be: make room under DATA_DIR',
    ],
  ])('stays, with a word, when customers can be served all the same: %s', async (name, changes, words) => {
    expect(await look(changes)).toEqual({ ready: true, checks: { ...ALL_WELL, [name]: words } });
  });

  it('asks the database once for all who ask in one second', async () => {
    let asked = 0;
    const check = createReadinessCheck({
      ...({} as ReadinessParts),
      jobs: {
        async tryWriting() {
          asked += 1;
        },
      },
      collector: { queue: () => ({ calls: 0, maxCalls: 1, bytes: 0, maxBytes: 1 }) },
      disk: { freeBytes: async () => Number.POSITIVE_INFINITY },
      workspace: null,
    });
    await Promise.all([check(), check(), check()]);
    expect(asked).toBe(1);
  });
});

describe('a running Flywheel', () => {
  it('lives and is ready; the public learns no more than that', async () => {
    const { url, app, runJob } = await startFlywheel({ at: NOW });
    expect(await (await fetch(`${url}/health/live`)).json()).toEqual({ live: true });
    await runJob('nightly');
    const inside = await fetch(`${url}/health/ready`);
    expect(inside.status).toBe(200);
    expect(await inside.json()).toEqual({ ready: true, checks: ALL_WELL });
    const outside = await fetch(`${url}/health/ready`, { headers: { 'x-forwarded-for': '8.8.8.8' } });
    expect(await outside.json()).toEqual({ ready: true });
    // Nothing of the asking stays behind.
    expect((await app.stores.jobs.recent(10)).map(({ name }) => name)).toEqual(['nightly']);
  });

  it('lives but is not ready when its database is gone', async () => {
    const { url, app } = await startFlywheel({ at: NOW });
    await app.close();
    const inside = await fetch(`${url}/health/ready`);
    expect(inside.status).toBe(503);
    expect(await inside.json()).toMatchObject({
      ready: false,
      checks: { database: expect.stringMatching(/^cannot/) },
    });
    const outside = await fetch(`${url}/health/ready`, { headers: { 'x-forwarded-for': '8.8.8.8' } });
    expect(outside.status).toBe(503);
    expect(await outside.json()).toEqual({ ready: false });
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
  });
});
