/** Opens a file for reading, unpacking it when it is gzipped, and says plainly when it cannot be read. */

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError } from '../../errors.ts';

/** The file's bytes; a name that ends in `.gz` is unpacked. Throws `not_found` when there is no such file. */
export async function openFile(file: string): Promise<Readable> {
  const found = await stat(file).catch(() => null);
  if (found === null || !found.isFile())
    throw new AppError(
      'not_found',
      `There is no file ${file}: check the path, which is taken from this folder.`,
    );
  const bytes = createReadStream(file, { highWaterMark: 1 << 18 });
  // The consumer meets an error of either stream as it reads; the callback only keeps it from being thrown twice.
  return file.endsWith('.gz')
    ? pipeline(bytes, createGunzip({ chunkSize: 1 << 18 }), () => undefined)
    : bytes;
}

/** A fault of reading as what to do about it; an AppError passes as it is. */
export function asReadFault(cause: unknown, file: string): unknown {
  if (!(cause instanceof Error) || cause instanceof AppError) return cause;
  const { code } = cause as NodeJS.ErrnoException;
  if (code?.startsWith('Z_'))
    return new AppError('invalid', `${file} is damaged, or no gzip file: get it again.`, { cause });
  return code === undefined
    ? cause
    : new AppError('invalid', `${file} cannot be read: ${cause.message}`, { cause });
}
