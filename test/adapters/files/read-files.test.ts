import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../src/adapters/files/read-csv.ts';
import { readJson } from '../../../src/adapters/files/read-json.ts';
import { readNdjson } from '../../../src/adapters/files/read-ndjson.ts';
import { temporaryFolder } from './temporary-folder.ts';

function write(content: string | Uint8Array, name = 'file.csv'): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, content);
  return file;
}

async function all<T>(groups: AsyncIterable<readonly T[]>): Promise<T[]> {
  const items: T[] = [];
  for await (const group of groups) items.push(...group);
  return items;
}

describe('reading a CSV', () => {
  it('gives each row with the line where it ends', async () => {
    const rows = await all(
      readCsv(write('\uFEFFid,name\r\n1,"a ""b"", c"\r\n\r\n2,"two\nlines"\r\n3\n'), ','),
    );
    expect(rows).toEqual([
      { line: 1, fields: ['id', 'name'] },
      { line: 2, fields: ['1', 'a "b", c'] },
      { line: 5, fields: ['2', 'two\nlines'] },
      { line: 6, fields: ['3'] },
    ]);
  });

  it('unpacks what is gzipped, and takes another delimiter', async () => {
    const rows = await all(readCsv(write(gzipSync('a;b\n1;2\n'), 'file.csv.gz'), ';'));
    expect(rows.map(({ fields }) => fields)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('gives thousands of rows in order', async () => {
    const lines = Array.from({ length: 4_321 }, (_, index) => `${index},x`);
    const rows = await all(readCsv(write(lines.join('\n')), ','));
    expect(rows.map(({ fields }) => Number(fields[0]))).toEqual(lines.map((_, index) => index));
    expect(rows.at(-1)?.line).toBe(4_321);
  });

  it.each([
    ['never closed', 'id,name\n1,"never\n2,x\n', 'never closed'],
    ['followed by text', 'id,name\n1,ok\n2,"a"b\n', 'line 3'],
    ['inside a field', 'id,name\n1,a"b"\n', 'line 2'],
  ])('says where a quote is %s', async (_, text, reason) => {
    await expect(all(readCsv(write(text), ','))).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining(reason),
    });
  });

  it('finds an unclosed quote before a large file is in memory', async () => {
    const file = write(`id,name\n1,"${'x,y\n'.repeat(2_000_000)}`);
    await expect(all(readCsv(file, ','))).rejects.toThrow('never closed');
  });

  it('says when there is no file, and when it is damaged', async () => {
    await expect(all(readCsv('/nowhere.csv', ','))).rejects.toMatchObject({ code: 'not_found' });
    const cut = gzipSync(Buffer.from('a,b\n'.repeat(10_000))).subarray(0, 60);
    await expect(all(readCsv(write(cut, 'f.csv.gz'), ','))).rejects.toMatchObject({ code: 'invalid' });
    await expect(all(readCsv(write('a,b', 'f.csv.gz'), ','))).rejects.toThrow('no gzip');
  });
});

describe('reading NDJSON', () => {
  it('gives each value with its line, and the text of what is no JSON', async () => {
    const file = write('\uFEFF{"a":1}\n\n{"a":\r\n[2]', 'file.ndjson');
    expect(await all(readNdjson(file))).toEqual([
      { line: 1, value: { a: 1 } },
      { line: 3, text: '{"a":' },
      { line: 4, value: [2] },
    ]);
  });

  it('keeps characters whole that fall between two reads', async () => {
    const text = 'é'.repeat(100_001);
    const lines = Array.from({ length: 8 }, () => JSON.stringify({ text }));
    const read = await all(readNdjson(write(gzipSync(lines.join('\n')), 'file.ndjson.gz')));
    expect(read).toEqual(lines.map((_, index) => ({ line: index + 1, value: { text } })));
  });

  it('refuses a file without lines', async () => {
    await expect(all(readNdjson(write('x'.repeat(3_000_000), 'f')))).rejects.toThrow(
      'one JSON object a line',
    );
  });
});

describe('reading JSON', () => {
  it('gives the value, or says what is wrong', async () => {
    expect(await readJson(write('\uFEFF{"a":1}'))).toEqual({ a: 1 });
    await expect(readJson(write('{'))).rejects.toMatchObject({ code: 'invalid' });
    await expect(readJson('/nowhere.json')).rejects.toMatchObject({ code: 'not_found' });
  });
});
