/** Asks the system how much room a folder's disk has, at most once a second. */

import { statfs } from 'node:fs/promises';
import type { DiskSpace } from '../../domain/disk-space.ts';

const FRESH_MS = 1_000;

/** Of the disk that holds `folder`, which must exist. Requests of the same second share one look. */
export function createDiskSpace(folder: string): DiskSpace {
  let looked: { readonly at: number; readonly free: Promise<number> } | null = null;
  return {
    freeBytes() {
      const now = performance.now();
      if (looked === null || now - looked.at >= FRESH_MS) looked = { at: now, free: measure(folder) };
      return looked.free;
    },
  };
}

/** What an ordinary user may still write; the rest is root's. A file system that does not say must not stop the shop. */
async function measure(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
