/** A folder that is there for one piece of work, and does not outlive a kill for long. */

import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDriver from 'better-sqlite3';

/** The first file in the folder. Locked by whoever works there: the system takes the lock away with the process. */
const OWNER = 'owner.db';

/** Runs `work` in it and removes it again, whatever comes of it, and before it what killed processes left of the same prefix. */
export async function inTemporaryFolder<T>(prefix: string, work: (folder: string) => Promise<T>): Promise<T> {
  removeAbandoned(prefix);
  const folder = mkdtempSync(join(tmpdir(), prefix));
  const owner = lock(join(folder, OWNER));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    owner?.close();
  }
}

/** One without the file is about to be made, or has nothing in it. */
function removeAbandoned(prefix: string): void {
  for (const name of readdirSync(tmpdir())) {
    const folder = join(tmpdir(), name);
    if (!name.startsWith(prefix) || !existsSync(join(folder, OWNER))) continue;
    const owner = lock(join(folder, OWNER));
    if (owner === null) continue;
    rmSync(folder, { recursive: true, force: true });
    owner.close();
  }
}

/** Null while another has it, or when it may not be opened. */
function lock(file: string): SqliteDriver.Database | null {
  let driver: SqliteDriver.Database | undefined;
  try {
    driver = new SqliteDriver(file, { timeout: 0 });
    driver.exec('BEGIN EXCLUSIVE');
    return driver;
  } catch {
    driver?.close();
    return null;
  }
}
