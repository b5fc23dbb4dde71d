/** A folder that is there as long as the test run is: for what its files share, and for all that they write. */

import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    runFolder: string;
  }
}

/** Where Linux keeps files in memory. */
const IN_MEMORY = '/dev/shm';
/** With the number of the process that made it. */
const NAME = 'flywheel-run-';
/** Several times what a run holds at once. */
const ROOM_BYTES = 6 * 1024 ** 3;

/** Vitest calls it before the first test and what it returns after the last. */
export default async function makeRunFolder(project: TestProject): Promise<() => Promise<void>> {
  const within = (await hasRoomInMemory()) ? IN_MEMORY : tmpdir();
  await removeAbandoned(within);
  const whole = await mkdtemp(join(within, `${NAME}${process.pid}-`));
  // The PostgreSQL server, which may run as another user, has its data within.
  await chmod(whole, 0o755);
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = whole;
  const folder = await mkdtemp(join(whole, 'shared-'));
  project.provide('runFolder', folder);
  const empty = async () => {
    for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
  };
  // What was made by other code than there is now.
  project.onTestsRerun(empty);
  return async () => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    await rm(whole, { recursive: true, force: true });
  };
}

/**
 * Tests make a thousand databases, each of whose commits a disk would have to confirm. Not where a container is given little, or
 * nothing that may be run: a browser is unpacked there.
 */
async function hasRoomInMemory(): Promise<boolean> {
  if (!existsSync(IN_MEMORY)) return false;
  const mount = readFileSync('/proc/mounts', 'utf8').match(/^\S+ \/dev\/shm tmpfs (\S+)/m);
  if (mount === null || mount[1]!.split(',').includes('noexec')) return false;
  const { bavail, bsize } = await statfs(IN_MEMORY);
  return Math.min(bavail * bsize, process.availableMemory()) > ROOM_BYTES;
}

/** What runs that were killed left behind would stay in memory. */
async function removeAbandoned(within: string): Promise<void> {
  for (const name of await readdir(within)) {
    const pid = Number(name.match(`^${NAME}([0-9]+)-`)?.[1] ?? process.pid);
    // Another user's cannot be removed.
    if (!isRunning(pid)) await rm(join(within, name), { recursive: true }).catch(() => undefined);
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
