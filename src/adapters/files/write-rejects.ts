/** Keeps what an import refused, one sealed JSON object a line, for the person who mends it. */

import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import type { FieldCipher, Place } from '../../domain/cipher.ts';
import { AppError } from '../../errors.ts';
import { openFile } from './open-file.ts';

export interface Reject {
  readonly line: number;
  readonly field: string;
  readonly reason: string;
  /** The row or call as it stands in the file. */
  readonly raw: unknown;
}

/**
 * Replaces the file of an earlier import; it appears with the first reject, readable for its owner only (mode 0600). It
 * holds customers' data, so each line is sealed under the tenant's key, in base64: `readRejects` opens it.
 */
export async function openRejects(file: string, cipher: Pick<FieldCipher, 'sealForTenant'>) {
  await rm(file, { force: true });
  let stream: WriteStream | null = null;
  let written = 0;
  const seal = (reject: Reject) => {
    written += 1;
    return `${Buffer.from(cipher.sealForTenant(JSON.stringify(reject), placeOf(written))).toString('base64')}\n`;
  };
  return {
    async write(rejects: readonly Reject[]): Promise<void> {
      if (rejects.length === 0) return;
      stream ??= createWriteStream(file, { flags: 'wx', mode: 0o600 });
      if (!stream.write(rejects.map(seal).join(''))) await once(stream, 'drain');
    },
    async close(): Promise<void> {
      if (stream === null) return;
      stream.end();
      await finished(stream);
    },
  };
}

/**
 * The lines of such a file, opened: JSON text. Throws `not_found` when there is no such file, and `invalid` when a line is
 * not as it was written: of another Flywheel, damaged, or moved.
 */
export async function* readRejects(
  file: string,
  cipher: Pick<FieldCipher, 'openForTenant'>,
): AsyncGenerator<string> {
  let line = 0;
  for await (const text of createInterface({ input: await openFile(file) })) {
    line += 1;
    yield open(text, line);
  }

  function open(text: string, at: number): string {
    try {
      return cipher.openForTenant(Buffer.from(text, 'base64'), placeOf(at));
    } catch (cause) {
      throw new AppError(
        'invalid',
        `${file}, line ${at} cannot be opened: it is no rejects file of this Flywheel, or was changed since. Import again to have it written anew.`,
        { cause },
      );
    }
  }
}

function placeOf(line: number): Place {
  return { table: 'rejects', column: 'line', row: String(line) };
}
