/** The real process: what it says when it cannot start, and that it then is gone. */

import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDriver from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { builtFile } from './support/build-changed.ts';
import { slackSettings } from './support/open-app.ts';
import { runProcess } from './support/run-process.ts';
import { startTinySlack } from './support/tiny-slack.ts';

async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'flywheel-main-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** With a Slack elsewhere, so that no local workspace is started. */
async function start(settings: Readonly<Record<string, string>>) {
  const slack = await startTinySlack();
  onTestFinished(slack.close);
  return runProcess([builtFile('src/main')], { ...slackSettings(slack.apiUrl), ...settings }).ended;
}

it('lists all three faults of a configuration, and exits 1', async () => {
  const { code, stderr } = await start({ PORT: 'eighty', SMTP_URL: 'http://mail', LOG_LEVEL: 'loud' });
  expect(code).toBe(1);
  for (const name of ['PORT', 'SMTP_URL', 'LOG_LEVEL'])
    expect(stderr).toMatch(new RegExp(`^ {2}- ${name}: `, 'm'));
  expect(stderr).toContain('See .env.example');
  expect(stderr).not.toMatch(/\n\s+at /);
});

it('says that the port is in use, and how to take another', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  const { code, stderr } = await start({ PORT: String(port), DATA_DIR: await dataFolder() });
  expect(code).toBe(1);
  expect(stderr).toContain(`Port ${port} is in use: stop what runs there, or set PORT to another one.`);
});

it('refuses data that were written with another key, and changes nothing', async () => {
  const dataDir = await dataFolder();
  const key = (fill: number) => Buffer.alloc(32, fill).toString('base64');
  const nightly = [builtFile('jobs/main'), 'nightly'];
  const first = await runProcess(nightly, { DATA_DIR: dataDir, FLYWHEEL_KEY: key(1) }).ended;
  expect(first.code).toBe(0);
  const other = await runProcess(nightly, { DATA_DIR: dataDir, FLYWHEEL_KEY: key(2) }).ended;
  expect(other.code).toBe(1);
  expect(other.report()['error']).toContain('were written with another master key. Restore that key');
  // Without FLYWHEEL_KEY a new key would be made, which is another one too.
  const none = await runProcess(nightly, { DATA_DIR: dataDir }).ended;
  expect(none.code).toBe(1);
  expect(none.stderr).not.toContain('BACK IT UP');
  const again = await runProcess(nightly, { DATA_DIR: dataDir, FLYWHEEL_KEY: key(1) }).ended;
  expect(again.code).toBe(0);
});

it('refuses a database of another program', async () => {
  const dataDir = await dataFolder();
  const other = new SqliteDriver(join(dataDir, 'flywheel.db'));
  other.exec('create table theirs (id integer)');
  other.close();
  const { code, stderr } = await start({ DATA_DIR: dataDir });
  expect(code).toBe(1);
  expect(stderr).toContain('is a database of another program: move it away, or set DATA_DIR');
});
