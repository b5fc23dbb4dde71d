import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, it, onTestFinished } from 'vitest';
import { createDatabase } from '../../bench/embedded-postgres.ts';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { builtFile } from '../support/build-changed.ts';
import { describeOnEach, type Kind, makePlace } from '../support/each-database.ts';
import { runProcess } from '../support/run-process.ts';

const ANN = { userId: 'ann', email: 'ann@example.com', firstName: 'Ann' };
const IDENTIFY = { type: 'identify', userId: ANN.userId, traits: ANN, timestamp: '2026-01-02T10:00:00Z' };

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'flywheel-operate-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** As `npm run job -- ...` in a shell; the report is the last line it prints. */
async function job(settings: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const ended = await runProcess([builtFile('jobs/main'), ...args], settings).ended;
  return { ...ended, report: ended.report() };
}

/** A data folder with Ann in it, and a row that was refused. */
async function openShop(on: Kind) {
  const folder = newFolder();
  const { settings, dataDir, remove } = await makePlace(on);
  onTestFinished(remove);
  const calls = join(folder, 'calls.ndjson');
  writeFileSync(calls, `${JSON.stringify(IDENTIFY)}\n${JSON.stringify({ ...IDENTIFY, type: 'shout' })}\n`);
  const rejects = join(folder, 'rejects.sealed');
  const imported = await job(
    settings,
    'import',
    '--file',
    calls,
    '--format',
    'segment',
    '--rejects',
    rejects,
  );
  expect(imported).toMatchObject({ code: 0, report: { stored: 1 } });
  return { folder, settings, dataDir, rejects };
}

/** Ann's profile in what the settings name, opened as the next start would. */
async function findAnn(settings: Readonly<Record<string, string>>) {
  const log = createLog('silent');
  const app = await createApp({ config: readConfig(settings), clock: { now: () => Date.now() }, log });
  try {
    return (await app.stores.contacts.find(ANN.email))?.profile;
  } finally {
    await app.close();
  }
}

describeOnEach((on) => {
  it('shows what could not be understood, the newest first and no more than asked for', async () => {
    const { settings } = await openShop(on);
    const app = await createApp({
      config: readConfig(settings),
      clock: { now: () => Date.now() },
      log: createLog('silent'),
    });
    const letter = (receivedAt: number) => ({
      receivedAt,
      field: 'event',
      reason: 'is missing',
      payload: { userId: ANN.email, at: receivedAt },
    });
    await app.stores.events.ingest([], [letter(1), letter(3), letter(2)]);
    await app.close();
    const shown = await job(settings, 'show-dead-letters', '--limit', '2');
    expect(shown).toMatchObject({ code: 0, report: { job: 'show-dead-letters', ok: true, deadLetters: 2 } });
    const lines = shown.stdout.trimEnd().split('\n').slice(0, -1);
    expect(lines.map((line) => JSON.parse(line).payload.at)).toEqual([3, 2]);
    expect(JSON.parse(lines[0]!)).toMatchObject({ field: 'event', reason: 'is missing' });
    expect(await job(settings, 'show-dead-letters', '--limit', 'all')).toMatchObject({
      code: 1,
      report: { ok: false, error: expect.stringContaining('--limit 20') },
    });
  });

  it('opens the rejects of an import on standard output, or into a file that is nobody else’s', async () => {
    const { folder, settings, rejects } = await openShop(on);
    const shown = await job(settings, 'show-rejects', '--file', rejects);
    expect(shown).toMatchObject({ code: 0, report: { job: 'show-rejects', ok: true, rejects: 1 } });
    const [line] = shown.stdout.split('\n');
    expect(JSON.parse(line!)).toMatchObject({ line: 2, field: 'type', raw: { traits: ANN } });
    const out = join(folder, 'rejects.ndjson');
    expect(await job(settings, 'show-rejects', '--file', rejects, '--out', out)).toMatchObject({ code: 0 });
    expect(readFileSync(out, 'utf8')).toBe(`${line}\n`);
    expect(statSync(out).mode & 0o777).toBe(0o600);
    const again = await job(settings, 'show-rejects', '--file', rejects, '--out', out);
    expect(again).toMatchObject({
      code: 1,
      report: { ok: false, error: expect.stringContaining('exists already') },
    });
  });
});

it('backs up, checks, and restores into a fresh data folder and a fresh PostgreSQL, keys included', async () => {
  const { folder, settings } = await openShop('SQLite');
  const [to, keys] = [join(folder, 'b'), join(folder, 'k')];
  const backedUp = await job(settings, 'backup', '--to', to, '--keys-to', keys);
  expect(backedUp).toMatchObject({ code: 0, report: { job: 'backup', ok: true } });
  const restore = ['restore', '--from', to, '--keys', keys];
  const empty = { DATA_DIR: join(folder, 'nothing') };
  const checked = await job(empty, ...restore, '--check');
  expect(checked).toMatchObject({ code: 0, report: { contactsOpened: 1, rows: backedUp.report['rows'] } });

  const fresh = join(folder, 'fresh');
  expect(await job(empty, ...restore, '--to', fresh)).toMatchObject({
    code: 0,
    report: { contactsOpened: 1 },
  });
  expect(await findAnn({ DATA_DIR: fresh })).toMatchObject(ANN);

  const database = await createDatabase(inject('postgresUrl'));
  onTestFinished(database.drop);
  const there = { DATA_DIR: join(folder, 'there'), DATABASE_URL: database.url };
  expect(await job(there, ...restore, '--to', database.url)).toMatchObject({ code: 0 });
  expect(await findAnn(there)).toMatchObject(ANN);
  // What was running when it was backed up, itself that is, stands in nobody's way.
  expect(await job(there, 'backup')).toMatchObject({ code: 0 });
});

it('restores nothing with another master key, nor over what is there, nor without a place', async () => {
  const { folder, settings, dataDir: DATA_DIR } = await openShop('SQLite');
  await job(settings, 'backup');
  const restore = ['restore', '--from', join(DATA_DIR, 'backups'), '--keys', join(DATA_DIR, 'backups-keys')];
  const refused = async (words: string, environment: Readonly<Record<string, string>>, ...more: string[]) =>
    expect(await job(environment, ...restore, ...more)).toMatchObject({
      code: 1,
      report: { ok: false, error: expect.stringContaining(words) },
    });
  const other = { FLYWHEEL_KEY: Buffer.alloc(32, 9).toString('base64') };
  await refused('FLYWHEEL_KEY is not the master key', other, '--check');
  await refused('is not empty', settings, '--to', DATA_DIR);
  await refused('Name where to restore to', settings);
  const { dataDir: strange } = await openShop('SQLite');
  await refused('written with another master key', {}, '--to', strange);
  expect(await findAnn({ DATA_DIR: strange })).toMatchObject(ANN);
  await refused('There is no folder', settings, '--from', join(folder, 'nowhere'), '--check');
});

it('moves a company to PostgreSQL and back, and says what arrived', async () => {
  const { folder, settings, dataDir } = await openShop('SQLite');
  const database = await createDatabase(inject('postgresUrl'));
  onTestFinished(database.drop);
  const from = `sqlite:${join(dataDir, 'flywheel.db')}`;
  const copied = await job({}, 'copy-database', '--from', from, '--to', database.url);
  expect(copied).toMatchObject({
    code: 0,
    report: { ok: true, tables: { contacts: { rows: 1, checksum: expect.stringMatching(/^[\da-f]{64}$/) } } },
  });
  expect(await findAnn({ ...settings, DATABASE_URL: database.url })).toMatchObject(ANN);
  const back = `sqlite:${join(folder, 'back.db')}`;
  const returned = await job({}, 'copy-database', '--from', database.url, '--to', back);
  expect(returned.report['tables']).toEqual(copied.report['tables']);
  const again = await job({}, 'copy-database', '--from', from, '--to', back);
  expect(again).toMatchObject({ code: 1, report: { error: expect.stringContaining('is not empty') } });
});
