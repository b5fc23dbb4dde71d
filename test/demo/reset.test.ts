/** `npm run demo:reset`, run as a command: what it removes, and what it refuses to touch. */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtFile } from '../support/build-changed.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flywheel-reset-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function reset(...options: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [builtFile('demo/reset'), ...options], {
    env: { PATH: process.env['PATH'], DATA_DIR: folder },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function fill(shop: 'simulated' | 'own' | null): void {
  writeFileSync(join(folder, 'flywheel.db'), '');
  writeFileSync(join(folder, 'ballast'), '');
  for (const name of ['keys', 'backups', 'backups-keys']) mkdirSync(join(folder, name));
  if (shop === null) return;
  mkdirSync(join(folder, 'workspace'));
  writeFileSync(join(folder, 'workspace', 'workspace.json'), JSON.stringify({ shop }, null, 2));
}

describe('demo:reset', () => {
  it('removes what is Flywheel’s, says so, and leaves everything else', () => {
    fill('simulated');
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    const { status, stdout } = reset();
    expect(status).toBe(0);
    expect(readdirSync(folder)).toEqual(['notes.txt']);
    expect(stdout).toContain(`removed ${join(folder, 'flywheel.db')}`);
    expect(stdout).toContain("kept, since it is not Flywheel's: notes.txt");
  });

  it('refuses a folder that is not Flywheel’s', () => {
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    const { status, stderr } = reset();
    expect(status).toBe(1);
    expect(stderr).toContain('nothing was removed');
    expect(readdirSync(folder)).toEqual(['notes.txt']);
  });

  it.each([null, 'own'] as const)('asks before it removes data of one’s own (%s)', (shop) => {
    fill(shop);
    expect(reset()).toMatchObject({ status: 1, stderr: expect.stringContaining('--own-data') });
    expect(existsSync(join(folder, 'flywheel.db'))).toBe(true);
    expect(reset('--own-data').status).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });
});
