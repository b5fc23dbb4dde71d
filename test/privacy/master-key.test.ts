import { fork } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deriveKey, loadMasterKey } from '../../src/privacy/master-key.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flywheel-key-'));
  file = join(folder, 'keys', 'flywheel.key');
});
afterEach(() => rmSync(folder, { recursive: true }));

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe('the key file', () => {
  it('is made once, for its owner only, and read from then on', () => {
    const first = loadMasterKey(file);
    expect(first.created).toBe(true);
    expect(first.key).toHaveLength(32);
    expect([modeOf(file), modeOf(join(folder, 'keys'))]).toEqual(['600', '700']);
    const text = readFileSync(file, 'utf8');
    expect(loadMasterKey(file)).toEqual({ key: first.key, created: false });
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(Buffer.from(text, 'base64')).toEqual(first.key);
    expect(readdirSync(join(folder, 'keys'))).toEqual(['flywheel.key']);
  });

  it('is the same for processes that start at once, and made by one of them', async () => {
    const starters = Array.from({ length: 4 }, () =>
      fork(new URL('./start-with-key.ts', import.meta.url), [file], { execArgv: ['--import', 'tsx'] }),
    );
    await Promise.all(starters.map((starter) => once(starter, 'message')));
    const loaded = starters.map((starter) => once(starter, 'message'));
    const startAt = Date.now() + 20;
    for (const starter of starters) starter.send(startAt);
    const keys = (await Promise.all(loaded)).map(([key]) => key as { key: string; created: boolean });
    expect(new Set(keys.map(({ key }) => key)).size).toBe(1);
    expect(keys.filter(({ created }) => created)).toHaveLength(1);
    expect(readdirSync(join(folder, 'keys'))).toEqual(['flywheel.key']);
  });

  it.each(['', 'not a key', Buffer.alloc(31).toString('base64'), Buffer.alloc(33).toString('base64')])(
    'is refused with what to do when it holds %j, and left alone',
    (text) => {
      mkdirSync(join(folder, 'keys'));
      writeFileSync(file, text);
      expect(() => loadMasterKey(file)).toThrow(
        expect.objectContaining({
          code: 'invalid',
          message: expect.stringMatching(
            /flywheel\.key must hold 32 bytes .*openssl rand -base64 32.* restore/,
          ),
        }),
      );
      expect(readFileSync(file, 'utf8')).toBe(text);
    },
  );

  it.each([
    ['there is a file where its folder should be', () => writeFileSync(join(folder, 'keys'), '')],
    ['it is a folder', () => mkdirSync(file, { recursive: true })],
    [
      'it is a link to what is not there',
      () => {
        mkdirSync(join(folder, 'keys'));
        symlinkSync(join(folder, 'unmounted.key'), file);
      },
    ],
  ])('that cannot be used is said with what to do: %s', (_, prepare) => {
    prepare();
    expect(() => loadMasterKey(file)).toThrow(
      expect.objectContaining({
        code: 'unavailable',
        message: expect.stringContaining('set FLYWHEEL_KEY'),
      }),
    );
  });
});

describe('FLYWHEEL_KEY', () => {
  it('is used before any file, and makes none', () => {
    const key = Buffer.alloc(32, 7);
    expect(loadMasterKey(file, ` ${key.toString('base64')}\n`)).toEqual({ key, created: false });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is refused unless it is 32 bytes', () => {
    expect(() => loadMasterKey(file, 'c2hvcnQ=')).toThrow(
      expect.objectContaining({
        code: 'invalid',
        message: expect.stringContaining('FLYWHEEL_KEY must hold'),
      }),
    );
  });
});

it('gives for each purpose a key of its own, the same for good', () => {
  const master = Buffer.alloc(32, 1);
  const keys = [
    deriveKey(master, 'links'),
    deriveKey(master, 'wrap T1'),
    deriveKey(Buffer.alloc(32, 2), 'links'),
  ];
  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(3);
  // RFC 5869 with an empty salt and the info "flywheel links": what is sealed today must open in years.
  expect(keys[0]?.toString('hex')).toBe('2f729a6d5be9da2db6ad54a59ef09d5202530bdf7914678d417ab5fc0f53d3f5');
});
