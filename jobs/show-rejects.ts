/** Opens the sealed rejects of an import for the person who mends them. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { AppError } from '../src/errors.ts';
import type { Job } from './job.ts';

export interface ShowRejects {
  readonly file: string;
  /** `-` for standard output, where the report then follows as the last line. */
  readonly out: string;
}

/** What is written is customers' data in clear: a file gets mode 0600, and is refused when it exists. */
export function createShowRejects({ file, out }: ShowRejects): Job {
  return {
    name: 'show-rejects',
    summary: 'open the rejects of an import',
    schedule: null,
    async run({ files }) {
      const stream = out === '-' ? process.stdout : createWriteStream(out, { flags: 'wx', mode: 0o600 });
      if (out !== '-') await once(stream, 'open').catch((cause) => refuse(out, cause));
      let rejects = 0;
      for await (const text of files.readRejects(file)) {
        rejects += 1;
        if (!stream.write(`${text}\n`)) await once(stream, 'drain');
      }
      if (out !== '-') {
        stream.end();
        await finished(stream);
      }
      return { rejects };
    },
  };
}

function refuse(out: string, cause: unknown): never {
  throw new AppError(
    'conflict',
    `${out} cannot be written: it exists already, or its folder does not. Name another file, and delete it when you are done.`,
    { cause },
  );
}
