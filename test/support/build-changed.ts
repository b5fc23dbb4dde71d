/** Compiles what has changed before the first test: processes of the product run as they do for its users, compiled. */

import { execFile } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SOURCES = ['src', 'commands', 'jobs', 'db', 'simulator', 'demo', 'bench'];
/** Of packages, which are bundled too, and of how. */
const FILES = ['package-lock.json', 'bundle.config.ts'];
/** What is made last of all that is compiled. */
const LAST = join(ROOT, 'dist/chunks/complete');

/** What was compiled of the entry at `path`, that of its source from the root of the repository, without its ending. */
export function builtFile(path: string): string {
  return join(ROOT, 'dist', `${path}.js`);
}

/** Vitest calls it before the first test of a run; it takes seconds when something has changed since `npm ci`. */
export default async function buildChanged(project: TestProject): Promise<void> {
  await build();
  project.onTestsRerun(build);
}

/** Throws what the compiler complains of. */
async function build(): Promise<void> {
  if (existsSync(LAST) && newestSource() <= statSync(LAST).mtimeMs) return;
  await run('typescript/bin/tsc', '-p', 'tsconfig.build.json');
  await run('vite/bin/vite.js', 'build', '--config', 'bundle.config.ts');
}

function run(program: string, ...args: readonly string[]): Promise<unknown> {
  return promisify(execFile)(process.execPath, [join(ROOT, 'node_modules', program), ...args], { cwd: ROOT });
}

function newestSource(): number {
  const sources = SOURCES.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => join(folder, path)),
  );
  return Math.max(...[...FILES, ...sources].map((path) => statSync(join(ROOT, path)).mtimeMs));
}
