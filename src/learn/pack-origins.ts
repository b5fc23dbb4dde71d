/** What was said at origins, as files, so that the next night need not learn it again. */

import { z } from 'zod';
import type { ArtifactFiles } from '../domain/artifact.ts';
import type { OriginAnswer } from './evaluate-origin.ts';

/** Of the form of these files. */
const VERSION = 1;
const INDEX = 'index.json';
const PROBABILITIES = 'probabilities.bin';

const indexSchema = z.object({
  version: z.literal(VERSION),
  origins: z.array(
    z.object({
      ...{ key: z.string(), trainedAt: z.number(), rows: z.int().min(0) },
      ...{ threshold: z.number(), backend: z.string(), seconds: z.number() },
    }),
  ),
});

export interface KeptOrigin extends OriginAnswer {
  /** Of the code, the model's kind, its settings and all that it learned and answered: the same key, the same answer. */
  readonly key: string;
  /** Epoch milliseconds. */
  readonly trainedAt: number;
}

/** No contact is named: the rows are those of the test set that the key stands for, in its order. */
export function packOrigins(origins: readonly KeptOrigin[]): ArtifactFiles {
  const index = origins.map(({ probabilities, ...rest }) => ({ ...rest, rows: probabilities.length }));
  const all = Float32Array.from(origins.flatMap(({ probabilities }) => [...probabilities]));
  return {
    [INDEX]: new TextEncoder().encode(JSON.stringify({ version: VERSION, origins: index })),
    [PROBABILITIES]: new Uint8Array(all.buffer),
  };
}

/** None where the files are damaged or of another version: then they are learnt again. */
export function unpackOrigins(files: ArtifactFiles): readonly KeptOrigin[] {
  try {
    const index = indexSchema.parse(JSON.parse(new TextDecoder().decode(files[INDEX]!)));
    const all = new Float32Array(files[PROBABILITIES]!.slice().buffer);
    let from = 0;
    const origins = index.origins.map(({ rows, ...rest }) => {
      from += rows;
      return { ...rest, probabilities: all.slice(from - rows, from) };
    });
    return from === all.length ? origins : [];
  } catch {
    return [];
  }
}
