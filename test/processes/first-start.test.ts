/** Hosts that first start at once on one empty database, each with a master key of its own: it becomes that of one of them. */

import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, it, onTestFinished } from 'vitest';
import { createDatabase } from '../../bench/embedded-postgres.ts';
import { slackSettings } from '../support/open-app.ts';
import { startProcess } from './start-process.ts';

it('one host starts, and the others refuse and say what to do, until they are given its key', async () => {
  const database = await createDatabase(inject('postgresUrl'));
  onTestFinished(database.drop);
  const keys = [Buffer.alloc(32, 1).toString('base64'), Buffer.alloc(32, 2).toString('base64'), undefined];
  const hosts = await Promise.all(
    keys.map(async (key) => {
      const dataDir = await mkdtemp(join(tmpdir(), 'flywheel-host-'));
      onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
      return { dataDir, key };
    }),
  );
  const start = async ({ dataDir, key }: (typeof hosts)[number]) => {
    const place = { DATABASE_URL: database.url, DATA_DIR: dataDir, LOG_LEVEL: 'error' };
    const own = key === undefined ? {} : { FLYWHEEL_KEY: key };
    // Nothing listens there: a worker starts without asking Slack.
    const worker = await startProcess('worker', {
      ...slackSettings('http://127.0.0.1:9/'),
      ...place,
      ...own,
    });
    onTestFinished(worker.killAll);
    return worker;
  };

  const started = await Promise.allSettled(hosts.map(start));
  const refused = hosts.filter((_, at) => started[at]?.status === 'rejected');
  expect(refused).toHaveLength(hosts.length - 1);
  for (const outcome of started)
    if (outcome.status === 'rejected')
      expect(String(outcome.reason)).toMatch(
        /ended with 1.*belongs to another master key.*Set FLYWHEEL_KEY to that key/,
      );
  for (const { dataDir } of refused) {
    expect(existsSync(join(dataDir, 'keys', 'flywheel.key'))).toBe(false);
    expect(existsSync(join(dataDir, 'keys', 'fingerprint'))).toBe(false);
  }

  const winner = hosts.find((_, at) => started[at]?.status === 'fulfilled')!;
  const key = winner.key ?? readFileSync(join(winner.dataDir, 'keys', 'flywheel.key'), 'utf8').trim();
  await start({ dataDir: refused[0]!.dataDir, key });
});
