/** Jobs by hand: one line of JSON at the end, and an exit code that says whether it did what it was asked. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { claimByHand, LEASE_MS } from '../../jobs/run-job.ts';
import { openApp } from '../support/open-app.ts';
import { runProcess } from '../support/run-process.ts';

// Each starts processes or trains: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000 });

async function runJob(args: readonly string[], settings: Readonly<Record<string, string>> = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'flywheel-job-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  return runProcess(['jobs/main.ts', ...args], { DATA_DIR: dataDir, ...settings }).ended;
}

it('says at the end of a night by hand how it went, in one line of JSON, and exits 0', async () => {
  const { code, stdout, stderr, report } = await runJob(['nightly']);
  expect(code).toBe(0);
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  expect(report()).toMatchObject({ job: 'nightly', ok: true, seconds: expect.any(Number), trained: 0 });
  expect(report()['notTrained']).toContain('There are no customer events yet');
  expect(stderr).toContain('nightly: learning on');
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

it('does not run beside another one of its name, until that one’s lease has ended', async () => {
  const { app, setTime } = await openApp();
  const now = app.clock.now();
  const held = await claimByHand(app, 'nightly');
  await expect(claimByHand(app, 'nightly')).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('running already'),
  });
  await expect(claimByHand(app, 'deliver')).resolves.toMatchObject({ byHand: true });
  setTime(now + LEASE_MS + 1);
  await expect(claimByHand(app, 'nightly')).resolves.toBeDefined();
  expect((await app.stores.jobs.recent(10)).find(({ id }) => id === held.run.id)?.state).toBe('running');
});
