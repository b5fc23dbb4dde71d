/** A folder that is there as long as the test run is, for what its files share. */

import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    runFolder: string;
  }
}

/** Vitest calls it before the first test and what it returns after the last. */
export default async function makeRunFolder(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'flywheel-run-'));
  project.provide('runFolder', folder);
  const empty = async () => {
    for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
  };
  // What was made by other code than there is now.
  project.onTestsRerun(empty);
  return () => rm(folder, { recursive: true, force: true });
}
