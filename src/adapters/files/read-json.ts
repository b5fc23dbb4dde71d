/** Reads a small JSON file, such as a mapping. */

import { readFile } from 'node:fs/promises';
import { AppError } from '../../errors.ts';

/** Throws `not_found` when there is no such file and `invalid`, with the place, when it is no JSON. */
export async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((cause) => {
    throw new AppError(
      'not_found',
      `${file} cannot be read: check the path, which is taken from this folder.`,
      {
        cause,
      },
    );
  });
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const place = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('invalid', `${file} is no JSON: ${place}`, { cause });
  }
}
