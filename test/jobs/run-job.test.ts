/** Jobs by hand: one line of JSON at the end, and an exit code that says whether it did what it was asked. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { Job } from '../../jobs/job.ts';
import { nightly } from '../../jobs/nightly.ts';
import { type Claimed, claimByHand, LEASE_MS, runClaimed } from '../../jobs/run-job.ts';
import type { App } from '../../src/app.ts';
import { DAY, MINUTE } from '../../src/domain/clock.ts';
import { builtFile } from '../support/build-changed.ts';
import { describeOnEach } from '../support/each-database.ts';
import { openApp } from '../support/open-app.ts';
import { runProcess } from '../support/run-process.ts';

async function runJob(args: readonly string[], settings: Readonly<Record<string, string>> = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'flywheel-job-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  return runProcess([builtFile('jobs/main'), ...args], { DATA_DIR: dataDir, ...settings }).ended;
}

it('says at the end of a night by hand how it went, in one line of JSON, and exits 0', async () => {
  const { code, stdout, stderr, report } = await runJob(['nightly'], { LOG_LEVEL: 'info' });
  expect(code).toBe(0);
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  expect(report()).toMatchObject({ job: 'nightly', ok: true, seconds: expect.any(Number), trained: 0 });
  expect(report()['notTrained']).toContain('There are no customer events yet');
  const logged = stderr.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []));
  const learning = logged.find(({ backend }) => backend !== undefined);
  expect(stderr).toContain(`nightly: learning on ${learning.backend}`);
  // Each that was tried before it says why it was passed over.
  expect(learning.tried.at(-1)).toEqual({ name: learning.backend, ok: true, reason: null });
  for (const passed of learning.tried.slice(0, -1))
    expect(passed).toMatchObject({ ok: false, reason: expect.stringMatching(/./) });
});

it('exits 1 when a job could not do what it was asked, and says what to do', async () => {
  const { code, stderr, report } = await runJob(['deliver']);
  expect(code).toBe(1);
  expect(report()).toMatchObject({ job: 'deliver', ok: false });
  expect(report()['error']).toContain('set SMTP_URL, MAIL_FROM and POSTAL_ADDRESS');
  expect(stderr).toContain('No mail server is set');
});

it('answers an unknown name with the list of jobs', async () => {
  const { code, report } = await runJob(['nightlly']);
  expect(code).toBe(1);
  expect(report()).toMatchObject({ job: 'nightlly', ok: false });
  expect(report()['error']).toMatch(/^There is no job "nightlly"\. The jobs are: .*nightly.*deliver.*import/);
});

it('lists the jobs when none is named', async () => {
  const { code, stdout, stderr } = await runJob([]);
  expect(code).toBe(1);
  for (const name of ['nightly', 'deliver', 'import']) expect(stdout + stderr).toContain(name);
});

it('lists all faults of the configuration, before it touches any data', async () => {
  const { code, report } = await runJob(['nightly'], { PORT: 'many', SMTP_URL: 'http://mail' });
  expect(code).toBe(1);
  expect(report()['error']).toMatch(/PORT[\s\S]*SMTP_URL[\s\S]*MAIL_FROM/);
});

describeOnEach((on) => {
  it('does not run beside another one of its name, until that one’s lease has ended', async () => {
    const { app, setTime } = await openApp({ on });
    const now = app.clock.now();
    const held = await claimByHand(app, 'nightly');
    await expect(claimByHand(app, 'nightly')).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('running already'),
    });
    expect(await app.stores.jobs.recent(10)).toHaveLength(1);
    await expect(claimByHand(app, 'deliver')).resolves.toMatchObject({ byHand: true });
    setTime(now + LEASE_MS + 1);
    await expect(claimByHand(app, 'nightly')).resolves.toBeDefined();
    expect((await app.stores.jobs.recent(10)).find(({ id }) => id === held.run.id)?.state).toBe('running');
  });

  it('stops a job whose lease went to another while the machine slept, and records nothing of it', async () => {
    const { app, setTime } = await openApp({ on });
    const tick = stubInterval();
    const { job, begun } = untilStopped();
    const claimed = await claimByHand(app, 'nightly');
    const running = run(app, job, claimed);
    await begun;
    const now = app.clock.now() + LEASE_MS + MINUTE;
    setTime(now);
    const other = await app.stores.jobs.claim({ owner: 'other', now, leaseUntil: now + LEASE_MS });
    expect(other).toMatchObject({ id: claimed.run.id, attempts: 2 });
    tick();
    const report = await running;
    expect(report).toMatchObject({ job: 'nightly', ok: false });
    expect(report['error']).toContain('another worker may have it');
    expect(await app.stores.jobs.recent(10)).toMatchObject([{ state: 'running', attempts: 2, error: null }]);
  });

  it('goes on while the database is away for less than its lease, and stops after that', async () => {
    const { app, setTime } = await openApp({ on });
    const tick = stubInterval();
    const { job, begun, signal } = untilStopped();
    const claimed = await claimByHand(app, 'nightly');
    const renew = vi.spyOn(app.stores.jobs, 'renew').mockRejectedValue(new Error('away'));
    const running = run(app, job, claimed);
    const startedAt = app.clock.now();
    await begun;
    setTime(startedAt + LEASE_MS - 1);
    tick();
    await renew.mock.results[0]!.value.catch(() => undefined);
    await new Promise(setImmediate);
    expect(signal().aborted).toBe(false);
    setTime(startedAt + LEASE_MS);
    tick();
    expect(await running).toMatchObject({ ok: false });
    expect(signal().aborted).toBe(true);
  });

  it('ends the night at its next step once it is told to stop, and keeps its team in peace', async () => {
    const { app } = await openApp({ on });
    const stop = new AbortController();
    stop.abort();
    const context = { say: () => undefined, signal: stop.signal };
    await expect(nightly.run(app, context)).rejects.toThrow('stopped before');
  });

  it('forgets by night how jobs ended long ago, and what could not be understood then', async () => {
    const { app, setTime } = await openApp({ on, at: 100 * DAY });
    await endJob(app, 'deliver', 100 * DAY);
    await endJob(app, 'backup', 101 * DAY);
    await endJob(app, 'backup', 102 * DAY);
    await endJob(app, 'deliver', 109 * DAY);
    const letter = { field: 'event', reason: 'is missing', payload: {} };
    await app.stores.events.ingest(
      [],
      [100, 104, 105].map((day) => ({ ...letter, receivedAt: day * DAY })),
    );
    const night = async (at: number) => {
      setTime(at);
      return run(app, nightly, await claimByHand(app, 'nightly'));
    };
    expect(await night(110 * DAY)).toMatchObject({ ok: true, purgedRuns: 1, purgedDeadLetters: 0 });
    expect(await night(195 * DAY)).toMatchObject({ ok: true, purgedRuns: 1, purgedDeadLetters: 2 });
    expect(await app.stores.events.deadLetters(9)).toMatchObject([{ receivedAt: 105 * DAY }]);
    const left = (await app.stores.jobs.recent(10)).map(({ name, finishedAt }) => [name, finishedAt]);
    expect(left).toEqual(
      expect.arrayContaining([
        ['deliver', 109 * DAY],
        ['backup', 102 * DAY],
      ]),
    );
    expect(left).toHaveLength(4);
  });
});

function run(app: App, job: Job, claimed: Claimed) {
  const signal = new AbortController().signal;
  return runClaimed(app, job, { ...claimed, context: { say: () => undefined, signal } });
}

async function endJob({ stores }: App, name: string, at: number): Promise<void> {
  const lease = { owner: 'me', now: at, leaseUntil: at + 1 };
  const started = await stores.jobs.start({ name, fireKey: `${name}:${at}`, ...lease });
  await stores.jobs.finish(started!.id, 'me', { state: 'done', at, result: null, error: null });
}

/** A job that ends only when it is told to. */
function untilStopped() {
  let begin: (signal: AbortSignal) => void = () => undefined;
  let given: AbortSignal | undefined;
  const begun = new Promise<AbortSignal>((resolve) => {
    begin = resolve;
  });
  const job: Job = {
    name: 'nightly',
    summary: 'waits to be stopped',
    schedule: null,
    run: (_app, { signal }) =>
      new Promise((_resolve, reject) => {
        given = signal;
        signal.addEventListener('abort', () => reject(signal.reason));
        begin(signal);
      }),
  };
  return { job, begun, signal: () => given! };
}

/** Instead of waiting for the timer that renews a lease, a test rings it. */
function stubInterval(): () => void {
  let ring: () => void = () => undefined;
  const stub = vi.spyOn(globalThis, 'setInterval').mockImplementation(((work: () => void) => {
    ring = work;
    return setTimeout(() => undefined, 0);
  }) as typeof setInterval);
  onTestFinished(() => stub.mockRestore());
  return () => ring();
}
