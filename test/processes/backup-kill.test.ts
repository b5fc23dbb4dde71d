/** A backup, and a check of one, that are killed half-way: the next run removes what they left. */

import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { LEASE_MS } from '../../jobs/run-job.ts';
import { MASTER } from '../db/company.ts';
import { fillStores } from '../db/fill-stores.ts';
import { freshFolder, openParts } from '../db/fresh-place.ts';
import { builtFile } from '../support/build-changed.ts';
import { describeOnEach, type Kind, makePlace } from '../support/each-database.ts';
import { runProcess } from '../support/run-process.ts';
import { waitFor } from '../support/wait-for.ts';

const ATTEMPTS = 10;

/** So many contacts that there is time to be killed in. */
async function openCompany(on: Kind) {
  const { settings, dataDir, remove } = await makePlace(on);
  onTestFinished(remove);
  const url = settings['DATABASE_URL'] ?? `sqlite:${join(dataDir, 'flywheel.db')}`;
  const parts = await openParts(url);
  await fillStores(parts, 1_500);
  await parts.database.close();
  const folder = freshFolder();
  const [to, keys, temporary] = ['data', 'keys', 'tmp'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  mkdirSync(temporary);
  const all = { ...settings, FLYWHEEL_KEY: MASTER.toString('base64'), TMPDIR: temporary };
  const run = (args: readonly string[], clockOffsetMs = 0) =>
    runProcess([builtFile('jobs/main'), ...args], { ...all, FLYWHEEL_CLOCK_OFFSET_MS: `${clockOffsetMs}` });
  const backUp = (clockOffsetMs: number) => run(['backup', '--to', to, '--keys-to', keys], clockOffsetMs);
  const check = () => run(['restore', '--from', to, '--keys', keys, '--check']);
  return { url, to, keys, temporary, backUp, check };
}

/** Kills it while `isThere`. Where a fast machine is through before, it begins anew; `start` hears how often that was. */
async function killHalfWay(
  start: (attempt: number) => ReturnType<typeof runProcess>,
  isThere: () => boolean | Promise<boolean>,
): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { child, ended } = start(attempt);
    let isOver = false;
    void ended.then(() => {
      isOver = true;
    });
    await waitFor(async () => expect(isOver || (await isThere())).toBe(true), 2);
    child.kill('SIGKILL');
    if ((await ended).signal === 'SIGKILL' && (await isThere())) return;
  }
  throw new Error('It was through each time before it could be killed.');
}

const begun = (folder: string, prefix: string) =>
  existsSync(folder) ? readdirSync(folder).find((name) => name.startsWith(prefix)) : undefined;

describeOnEach((on) => {
  it('leave nothing once they were run again', async () => {
    const company = await openCompany(on);
    const isWriting = () => begun(company.to, '.partial-') !== undefined;
    // By the next time the lease of the one that was killed is over.
    await killHalfWay((attempt) => {
      for (const folder of [company.to, company.keys]) rmSync(folder, { recursive: true, force: true });
      return company.backUp(attempt * LEASE_MS);
    }, isWriting);
    expect(await company.backUp(ATTEMPTS * LEASE_MS).ended).toMatchObject({ code: 0 });
    expect(readdirSync(company.to)).toEqual([expect.stringMatching(/^flywheel-data-/)]);
    expect(readdirSync(company.keys)).toEqual([expect.stringMatching(/^flywheel-keys-/)]);

    const left = on === 'SQLite' ? await killFileCheck(company) : await killServerCheck(company);
    expect(await left()).toBe(true);
    expect(await company.check().ended).toMatchObject({ code: 0 });
    expect(await left()).toBe(false);
    // Whoever is killed between making a folder and putting its first file there leaves that folder, which holds nothing.
    const kept = readdirSync(company.temporary).map((name) => readdirSync(join(company.temporary, name)));
    expect(kept.flat()).toEqual([]);
  });
});

type Company = Awaited<ReturnType<typeof openCompany>>;

/** Gives whether its file is still there. */
async function killFileCheck({ check, temporary }: Company) {
  const find = () => begun(temporary, 'flywheel-check-');
  await killHalfWay(check, () => existsSync(join(temporary, find() ?? 'none', 'flywheel.db')));
  const left = find()!;
  return () => existsSync(join(temporary, left));
}

/** Gives whether its database is still there. Others on the server may be checking too. */
async function killServerCheck({ check, url }: Company) {
  const server = new Client({ connectionString: url });
  await server.connect();
  onTestFinished(() => server.end());
  let name = '';
  const isThere = async () =>
    (await server.query('select 1 from pg_database where datname = $1', [name])).rowCount === 1;
  await killHalfWay(check, async () => {
    const { rows } = await server.query<{ readonly name: string }>(
      `select application_name as name from pg_stat_activity
      where datname = current_database() and application_name like 'flywheel_check_%'`,
    );
    name = rows[0]?.name ?? name;
    return isThere();
  });
  // The server notices that the process is gone as soon as it looks.
  const isEnded = async () =>
    (await server.query('select 1 from pg_stat_activity where application_name = $1', [name])).rowCount === 0;
  await waitFor(async () => expect(await isEnded()).toBe(true));
  return isThere;
}
