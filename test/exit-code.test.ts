/** A test run with a failure ends as one: what CI goes by is the exit code. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runProcess } from './support/run-process.ts';

let folder: string;
beforeEach(() => {
  // Inside the tree, so that packages are found from there.
  folder = mkdtempSync(resolve('node_modules/.vitest-exit-code-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it.each([
  ['fails', 'false', 1],
  ['passes', 'true', 0],
])('when a test %s, with the server that all runs start', async (_, outcome, code) => {
  writeFileSync(
    join(folder, 'one.test.mjs'),
    `import { expect, it } from 'vitest';\nit('is true', () => expect(${outcome}).toBe(true));\n`,
  );
  writeFileSync(
    join(folder, 'vitest.config.mjs'),
    `export default { test: { include: ['*.test.mjs'], globalSetup: [${JSON.stringify(resolve('test/support/postgres-server.ts'))}] } };\n`,
  );
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--root', folder];
  const ended = await runProcess(vitest, { HOME: folder }).ended;
  expect(stripVTControlCharacters(ended.stdout)).toMatch(
    outcome === 'true' ? /Tests .*1 passed/ : /Tests .*1 failed/,
  );
  expect(ended.code).toBe(code);
});
