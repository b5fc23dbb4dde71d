/** Compiles what has changed, for tests of what only runs compiled: on Node 20 a thread cannot load TypeScript. */

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Two seconds when nothing has changed since `npm ci`. Throws what the compiler complains of. */
export async function compile(): Promise<void> {
  const compiler = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
  await promisify(execFile)(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { cwd: ROOT });
}
