import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openRejects, type Reject, readRejects } from '../../../src/adapters/files/write-rejects.ts';
import { createFieldCipher } from '../../../src/privacy/encrypt-field.ts';
import { temporaryFolder } from './temporary-folder.ts';

const cipher = createFieldCipher(Buffer.alloc(32, 7), 'T1');
const rejectOf = (line: number) => ({
  line,
  field: 'price',
  reason: 'is zero',
  raw: ['ann@example.com', '0'],
});

async function write(...groups: readonly Reject[][]): Promise<string> {
  const file = join(temporaryFolder(), 'rejects.sealed');
  const writer = await openRejects(file, cipher);
  for (const group of groups) await writer.write(group);
  await writer.close();
  return file;
}

async function read(file: string, by = cipher): Promise<unknown[]> {
  const lines: unknown[] = [];
  for await (const text of readRejects(file, by)) lines.push(JSON.parse(text));
  return lines;
}

it('seals a line a reject, readable for its owner only', async () => {
  const file = await write([rejectOf(3), rejectOf(4)], [rejectOf(9)]);
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(/^(?:[\w+/]+=*\n){3}$/);
  expect(Buffer.from(text.split('\n')[0]!, 'base64').includes('ann@example.com')).toBe(false);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await read(file)).toEqual([rejectOf(3), rejectOf(4), rejectOf(9)]);
});

it('cannot be opened with another key, with lines in another order, or when it is something else', async () => {
  const file = await write([rejectOf(3), rejectOf(4)]);
  const refused = { code: 'invalid', message: expect.stringContaining('line 1 cannot be opened') };
  await expect(read(file, createFieldCipher(Buffer.alloc(32, 8), 'T1'))).rejects.toMatchObject(refused);
  const [first, second] = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, `${second}\n${first}\n`);
  await expect(read(file)).rejects.toMatchObject(refused);
  writeFileSync(file, '{"line":1}\n');
  await expect(read(file)).rejects.toMatchObject(refused);
});

it('leaves no file of an earlier import when nothing is refused', async () => {
  const file = join(temporaryFolder(), 'rejects.sealed');
  writeFileSync(file, 'old');
  const writer = await openRejects(file, cipher);
  await writer.write([]);
  await writer.close();
  expect(existsSync(file)).toBe(false);
});

it('fails when the folder cannot be written', async () => {
  const writer = await openRejects(join(temporaryFolder(), 'nowhere', 'rejects.sealed'), cipher);
  await expect(
    (async () => {
      await writer.write([rejectOf(3)]);
      await writer.close();
    })(),
  ).rejects.toThrow();
});
