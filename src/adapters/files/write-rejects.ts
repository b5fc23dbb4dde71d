/** Writes what an import refused, one JSON object a line, for the person who mends it. */

import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';

export interface Reject {
  readonly line: number;
  readonly field: string;
  readonly reason: string;
  /** The row or call as it stands in the file. */
  readonly raw: unknown;
}

/**
 * Replaces the file of an earlier import; it appears with the first reject. It holds what the imported file holds,
 * customers' data as well, in clear, so only its owner may read it (mode 0600): delete it when it is mended.
 */
export async function openRejects(file: string) {
  await rm(file, { force: true });
  let stream: WriteStream | null = null;
  return {
    async write(rejects: readonly Reject[]): Promise<void> {
      if (rejects.length === 0) return;
      stream ??= createWriteStream(file, { flags: 'wx', mode: 0o600 });
      const text = rejects.map((reject) => `${JSON.stringify(reject)}\n`).join('');
      if (!stream.write(text)) await once(stream, 'drain');
    },
    async close(): Promise<void> {
      if (stream === null) return;
      stream.end();
      await finished(stream);
    },
  };
}
