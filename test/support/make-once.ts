/** What is made once in a test run, by whichever of its workers is the first to need it. */

import { access, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inject } from 'vitest';

interface Outcome<T> {
  readonly made?: T;
  readonly fault?: string;
}

/**
 * `make` gives what JSON can hold and is called with a folder that stays until the run ends. Others wait for it meanwhile. Throws what
 * `make` threw, to everybody.
 */
export async function makeOnce<T>(name: string, make: (folder: string) => Promise<T>): Promise<T> {
  const folder = join(inject('runFolder'), name);
  const file = join(folder, 'outcome.json');
  if (await isFirst(folder)) await write(file, await attempt(() => make(folder)));
  while (!(await exists(file))) await pause(50);
  const { made, fault } = JSON.parse(await readFile(file, 'utf8')) as Outcome<T>;
  if (fault !== undefined) throw new Error(`${name} could not be made: ${fault}`);
  return made as T;
}

async function isFirst(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
    return false;
  }
}

async function attempt<T>(make: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { made: await make() };
  } catch (fault) {
    return { fault: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault) };
  }
}

/** Whole at once, so that nobody reads half of it. */
async function write(file: string, outcome: Outcome<unknown>): Promise<void> {
  await writeFile(`${file}.draft`, JSON.stringify(outcome));
  await rename(`${file}.draft`, file);
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
