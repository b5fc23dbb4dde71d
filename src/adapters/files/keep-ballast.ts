/** Keeps a file that holds room and nothing else: on a full disk even deleting takes room, and this file gives it. */

import { randomBytes } from 'node:crypto';
import { rename, rm, stat, writeFile } from 'node:fs/promises';

export const BALLAST_BYTES = 8 * 1024 * 1024;

/**
 * Makes the file when it is missing or cut short; true when it stands. Deleting it is safe at any time: the next start
 * makes it again. `freeBytes` is what the disk has left: below twice the ballast, none is made.
 */
export async function keepBallast(file: string, freeBytes: number): Promise<boolean> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size >= BALLAST_BYTES) return true;
  if (freeBytes < 2 * BALLAST_BYTES) return false;
  // Several processes may start at once; each writes its own and the last one stands.
  const draft = `${file}.${process.pid}`;
  try {
    // Random, since a file system that compresses would keep nothing of zeros.
    await writeFile(draft, randomBytes(BALLAST_BYTES), { mode: 0o600 });
    await rename(draft, file);
    return true;
  } catch {
    await rm(draft, { force: true });
    return false;
  }
}
