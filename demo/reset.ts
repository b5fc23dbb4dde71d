/** `npm run demo:reset`: clears the data folder, after making sure that it is ours and that nobody is using it. */

import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AppError } from '../src/errors.ts';
import { readEnvironment } from '../src/read-environment.ts';
import { findRunning } from './find-running.ts';

/** All that Flywheel writes into a data folder; whatever else is there stays. */
const OURS = [
  ...['workspace', 'flywheel.db', 'flywheel.db-wal', 'flywheel.db-shm', 'ballast', 'models', 'keys'],
  ...['backups', 'backups-keys'],
];

/**
 * Gives the paths that were removed. Throws `not_found` when there is nothing of ours, `conflict` when a server runs on
 * the folder, `invalid` when it holds no workspace, so that the data are somebody's own; `evenOwnData` removes those too.
 */
async function resetWorkspace(dataDir: string, evenOwnData: boolean): Promise<readonly string[]> {
  const present = existsSync(dataDir) ? OURS.filter((name) => existsSync(join(dataDir, name))) : [];
  if (!present.includes('workspace') && !present.includes('flywheel.db'))
    throw new AppError('not_found', `There is no workspace in ${dataDir}, so nothing was removed.`);
  const running = await findRunning(join(dataDir, 'workspace'));
  if (running !== null)
    throw new AppError('conflict', `Flywheel is running on ${dataDir} (${running}): stop it first.`);
  if (!evenOwnData && !holdsSimulatedShop(dataDir))
    throw new AppError(
      'invalid',
      `The data in ${dataDir} are not of the simulated shop. If they may go for good: npm run demo:reset -- --own-data`,
    );
  for (const name of present) rmSync(join(dataDir, name), { recursive: true });
  return present.map((name) => join(dataDir, name));
}

/** A note that cannot be read was still left by a workspace. */
function holdsSimulatedShop(dataDir: string): boolean {
  const note = join(dataDir, 'workspace', 'workspace.json');
  return existsSync(note) && !/"shop":\s*"own"/.test(readFileSync(note, 'utf8'));
}

try {
  const dataDir = resolve(readEnvironment()['DATA_DIR'] || './data');
  const removed = await resetWorkspace(dataDir, process.argv.includes('--own-data'));
  for (const path of removed) process.stdout.write(`removed ${path}\n`);
  const kept = readdirSync(dataDir);
  if (kept.length > 0) process.stdout.write(`kept, since it is not Flywheel's: ${kept.join(', ')}\n`);
} catch (fault) {
  if (!(fault instanceof AppError)) throw fault;
  process.stderr.write(`${fault.message}\n`);
  process.exitCode = 1;
}
