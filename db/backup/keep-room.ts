/** Keeps a backup from eating the room that Flywheel itself needs on the disk. */

import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DISK_RESERVE_BYTES } from '../../src/domain/disk-space.ts';
import { AppError } from '../../src/errors.ts';
import { listFiles } from './backup-files.ts';

/** Of the disk that holds the folder, as of this moment. */
export type FreeBytes = (folder: string) => Promise<number>;

const MEGABYTE = 1024 * 1024;

/** Throws `unavailable` when less than the reserve would be left once so many bytes are written there. */
export async function demandRoom(folder: string, bytes: number, freeBytes: FreeBytes): Promise<void> {
  const free = await freeBytes(folder);
  if (free - bytes >= DISK_RESERVE_BYTES) return;
  const expected = bytes === 0 ? '' : `, and about ${inMegabytes(bytes)} are needed`;
  throw new AppError(
    'unavailable',
    `The backup would leave less than ${inMegabytes(DISK_RESERVE_BYTES)} on the disk of ${folder}: ${inMegabytes(free)} are free there${expected}. Make room, or name folders on another disk (--to, --keys-to). Nothing of this backup was kept, and those before it are as they were.`,
  );
}

/** Of the newest backup in the folder, which the next will be like; null when there is none. */
export async function sizeOfNewest(folder: string, prefix: string): Promise<number | null> {
  const newest = (await readdir(folder))
    .filter((name) => name.startsWith(prefix))
    .sort()
    .at(-1);
  return newest === undefined ? null : sizeOf(join(folder, newest));
}

/** Bytes of the files below; 0 when there is no such folder. */
export async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  for (const path of await listFiles(folder))
    bytes += await stat(join(folder, path)).then(
      ({ size }) => size,
      () => 0,
    );
  return bytes;
}

function inMegabytes(bytes: number): string {
  return `${Math.round(bytes / MEGABYTE)} MB`;
}
