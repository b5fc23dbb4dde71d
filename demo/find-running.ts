/** Tells whether a server is at work on a data folder: by a note that it leaves there, its process and its answer. */

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const noteSchema = z.object({ pid: z.number().int(), url: z.url() });
const ANSWER_MS = 2_000;

/** Leaves the note; the returned function takes it away. `url` is where the server will listen. */
export function noteRunning(folder: string, url: string): () => void {
  const file = join(folder, 'running.json');
  writeFileSync(file, JSON.stringify({ pid: process.pid, url }));
  return () => rmSync(file, { force: true });
}

/** The address of another process that serves this folder's workspace, or null. */
export async function findRunning(folder: string): Promise<string | null> {
  const note = readNote(join(folder, 'running.json'));
  if (note === null || note.pid === process.pid || !isAlive(note.pid)) return null;
  // After a crash the number may belong to anybody: only an answer proves it.
  const isUp = await fetch(`${note.url}/health/live`, { signal: AbortSignal.timeout(ANSWER_MS) }).then(
    (response) => response.ok,
    () => false,
  );
  return isUp ? note.url : null;
}

function readNote(file: string): z.infer<typeof noteSchema> | null {
  if (!existsSync(file)) return null;
  try {
    return noteSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === 'EPERM';
  }
}
