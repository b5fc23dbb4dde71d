/** Lists the TypeScript files of a folder, as paths from the root of the repository. */

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export function listSources(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('node_modules'))
    .sort();
}
