/** Starts an entry of the product as a process of its own, as `npm start` and `npm run job` do, from the sources as from `dist`. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { entryBeside } from '../../src/entry-beside.ts';

export interface Entry {
  /** What it has written on standard error so far. */
  said(): string;
  /** Resolves once it has said so. Rejects when it ends before. */
  heard(words: string): Promise<void>;
  /** Its exit code, when it is gone. */
  readonly ended: Promise<number | null>;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
}

/** `path` is that of a source file, without its ending, from the root of the repository. Only the given environment counts. */
export function startEntry(
  path: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Entry {
  const { file, execArgv } = entryBeside(import.meta.url, `../../${path}`);
  const child = spawn(process.execPath, [...execArgv, file, ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return {
    said: () => said,
    heard: (words) => hear(child, () => said.includes(words)),
    ended,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function hear(child: ChildProcess, isSaid: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    if (isSaid()) return resolve();
    child.stderr?.on('data', () => isSaid() && resolve());
    child.once('exit', (code) => reject(new Error(`A process ended with ${code} before it was ready.`)));
  });
}
