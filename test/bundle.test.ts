/** What a process loads before it can begin lies in few files, since to find and read hundreds takes most of a start. */

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { builtFile } from './support/build-changed.ts';

const IMPORT = /^(?:import|export)\b[^;]*?["'](\.[^"']+)["'];$/gm;

it.each([
  'src/main',
  'src/ingest-thread',
  'src/adapters/charts/chart-process',
  'jobs/main',
  'bench/main',
  'bench/ingest/web-process',
  'bench/send/sender-process',
])('begins %s with few files of its own', (entry) => {
  const loaded = loadedBy(builtFile(entry));
  expect(loaded.size).toBeGreaterThan(1);
  expect(loaded.size).toBeLessThan(25);
});

/** The files of ours that are read before the first line of the one at `path` runs, with it. */
function loadedBy(path: string, loaded = new Set<string>()): Set<string> {
  if (loaded.has(path)) return loaded;
  loaded.add(path);
  for (const [, beside] of readFileSync(path, 'utf8').matchAll(IMPORT))
    loadedBy(join(dirname(path), beside!), loaded);
  return loaded;
}
