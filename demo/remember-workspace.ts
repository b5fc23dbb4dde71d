/** What the local workspace must know again after a restart: which shop it plays, how far that has lived, and its clock. */

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../src/errors.ts';

const memorySchema = z.object({
  /** `own`: the data folder held somebody's own data already, to which no invented customers are added. */
  shop: z.enum(['simulated', 'own']),
  seed: z.number().int(),
  customers: z.number().int(),
  historyDays: z.number().int(),
  /** Epoch milliseconds: the simulated shop's first moment. */
  startAt: z.number().int(),
  /** The moment up to which all that happened in the shop is stored; null until its past is. */
  livedUntil: z.number().int().nullable(),
  /** By how much the workspace's clock is ahead of the machine's. */
  clockOffsetMs: z.number().int().min(0),
  isWelcomed: z.boolean(),
  /** Whether the first training is done. */
  isReady: z.boolean(),
});
export type WorkspaceFacts = z.infer<typeof memorySchema>;

export interface WorkspaceMemory {
  get(): WorkspaceFacts;
  /** On disk when it returns. */
  set(change: Partial<WorkspaceFacts>): void;
}

/** Reads `workspace.json` in the folder, or begins it. Throws `invalid` when it is there and not ours. */
export function rememberWorkspace(folder: string, begin: WorkspaceFacts): WorkspaceMemory {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'workspace.json');
  let facts = read(file) ?? begin;
  const memory: WorkspaceMemory = {
    get: () => facts,
    set(change) {
      facts = { ...facts, ...change };
      // A process that is killed while it writes leaves the old file whole.
      writeFileSync(`${file}.new`, `${JSON.stringify(facts, null, 2)}\n`);
      renameSync(`${file}.new`, file);
    },
  };
  memory.set({});
  return memory;
}

function read(file: string): WorkspaceFacts | null {
  if (!existsSync(file)) return null;
  try {
    return memorySchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new AppError(
      'invalid',
      `${file} cannot be read: it is damaged, or of another version. Begin anew with: npm run demo:reset`,
      { cause },
    );
  }
}
