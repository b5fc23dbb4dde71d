import { readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createDiskSpace } from '../../../src/adapters/files/disk-space.ts';
import { BALLAST_BYTES, keepBallast } from '../../../src/adapters/files/keep-ballast.ts';
import { temporaryFolder } from './temporary-folder.ts';

const PLENTY = Number.POSITIVE_INFINITY;

describe('the room on a disk', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is what the system says, asked once a second', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const folder = temporaryFolder();
    const disk = createDiskSpace(folder);
    const before = await disk.freeBytes();
    expect(before).toBeGreaterThan(0);
    await writeFile(join(folder, 'some'), Buffer.alloc(16 * 1024 * 1024, 1));
    vi.advanceTimersByTime(999);
    expect(await disk.freeBytes()).toBe(before);
    vi.advanceTimersByTime(1);
    expect(await disk.freeBytes()).not.toBe(before);
  });

  it('is endless where the system does not say', async () => {
    expect(await createDiskSpace('/no/such/folder').freeBytes()).toBe(PLENTY);
  });
});

describe('the ballast', () => {
  it('stands where a compressing disk keeps it as well, and is made again when it was deleted or cut', async () => {
    const file = join(temporaryFolder(), 'ballast');
    expect(await keepBallast(file, PLENTY)).toBe(true);
    expect(gzipSync(await readFile(file)).length).toBeGreaterThan(BALLAST_BYTES * 0.99);
    const { ino } = await stat(file);
    expect(await keepBallast(file, 0)).toBe(true);
    expect((await stat(file)).ino).toBe(ino);
    await truncate(file, 10);
    await keepBallast(file, PLENTY);
    expect((await stat(file)).size).toBe(BALLAST_BYTES);
    await rm(file);
    expect(await keepBallast(file, PLENTY)).toBe(true);
  });

  it('is not made of the last room, nor where nothing can be written', async () => {
    const file = join(temporaryFolder(), 'ballast');
    expect(await keepBallast(file, BALLAST_BYTES)).toBe(false);
    await expect(stat(file)).rejects.toThrow();
    expect(await keepBallast('/no/such/folder/ballast', PLENTY)).toBe(false);
  });
});
