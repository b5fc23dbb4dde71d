/** Starts a module of a bench as a process of its own, from the sources as from `dist`. */

import { type ChildProcess, fork } from 'node:child_process';
import { entryBeside } from '../src/entry-beside.ts';

/** `name` from this folder, without its ending. Its standard error is shared; its standard output is not heard. */
export function forkModule(name: string, environment: Readonly<Record<string, string>> = {}): ChildProcess {
  const { file, execArgv } = entryBeside(import.meta.url, name);
  return fork(file, [], {
    execArgv,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}
