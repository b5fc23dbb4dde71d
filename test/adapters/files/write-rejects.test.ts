import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openRejects } from '../../../src/adapters/files/write-rejects.ts';
import { temporaryFolder } from './temporary-folder.ts';

const reject = { line: 3, field: 'price', reason: 'is zero', raw: ['1', '0'] };

it('writes a line of JSON a reject, readable for its owner only', async () => {
  const file = join(temporaryFolder(), 'rejects.ndjson');
  const writer = await openRejects(file);
  await writer.write([reject, reject]);
  await writer.write([reject]);
  await writer.close();
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual([reject, reject, reject]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('leaves no file of an earlier import when nothing is refused', async () => {
  const file = join(temporaryFolder(), 'rejects.ndjson');
  writeFileSync(file, 'old');
  const writer = await openRejects(file);
  await writer.write([]);
  await writer.close();
  expect(existsSync(file)).toBe(false);
});

it('fails when the folder cannot be written', async () => {
  const writer = await openRejects(join(temporaryFolder(), 'nowhere', 'rejects.ndjson'));
  await expect(
    (async () => {
      await writer.write([reject]);
      await writer.close();
    })(),
  ).rejects.toThrow();
});
