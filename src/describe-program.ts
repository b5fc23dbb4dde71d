/** Which code learns here, so that a model's figures can be told apart from those of other code. */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from './config.ts';

/** What a model's figures hang on: another text of these gives other models of the same events. */
const LEARNS = ['domain', 'statistics', 'prepare', 'tensor', 'learn'];

/**
 * The version and, after a plus, the first 8 hexadecimal digits of a SHA-256 of the code that learns: `0.1.0+3fa9c1d2`.
 * Code that was compiled and its source differ.
 */
export function describeProgram(): string {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'));
  const here = dirname(fileURLToPath(import.meta.url));
  const hash = createHash('sha256');
  for (const path of LEARNS.flatMap((folder) => listCode(here, folder)))
    hash.update(path).update(readFileSync(join(here, path)));
  return `${version}+${hash.digest('hex').slice(0, 8)}`;
}

function listCode(within: string, folder: string): string[] {
  return readdirSync(join(within, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.[jt]s$/.test(path) && !path.endsWith('.d.ts'))
    .map((path) => join(folder, path))
    .sort();
}
