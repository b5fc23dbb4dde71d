import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { describeProgram } from '../src/describe-program.ts';
import { builtFile } from './support/build-changed.ts';

it('is the same each time, and another when the code that learns is another', () => {
  expect(describeProgram()).toMatch(/^\d+\.\d+\.\d+\+[0-9a-f]{8}$/);
  expect(describeProgram()).toBe(describeProgram());
  const copy = mkdtempSync(join(tmpdir(), 'flywheel-program-'));
  onTestFinished(() => rmSync(copy, { recursive: true }));
  mkdirSync(join(copy, 'dist'));
  cpSync(dirname(builtFile('src/app')), join(copy, 'dist/src'), { recursive: true });
  symlinkSync(fileURLToPath(new URL('../node_modules', import.meta.url)), join(copy, 'node_modules'));
  writeFileSync(join(copy, 'package.json'), JSON.stringify({ version: '1.2.3', type: 'module' }));
  const ask = () =>
    execFileSync(process.execPath, ['--input-type=module', '-e', ASK], { cwd: copy, encoding: 'utf8' });
  const before = ask();
  expect(before).toMatch(/^1\.2\.3\+/);
  appendFileSync(join(copy, 'dist/src/web/routes.js'), '// none of it is learnt');
  expect(ask()).toBe(before);
  appendFileSync(join(copy, 'dist/src/learn/calibrate.js'), '// another way');
  expect(ask()).not.toBe(before);
});

const ASK =
  "import { describeProgram } from './dist/src/describe-program.js'; process.stdout.write(describeProgram());";
