/** Starts a module beside this one as a process of its own, from the sources as from `dist`. */

import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** `name` without its ending. Its standard error is shared; its standard output is not heard. */
export function forkModule(name: string, environment: Readonly<Record<string, string>> = {}): ChildProcess {
  const fromSource = import.meta.url.endsWith('.ts');
  const entry = fileURLToPath(new URL(`./${name}.${fromSource ? 'ts' : 'js'}`, import.meta.url));
  return fork(entry, [], {
    execArgv: fromSource ? ['--import', 'tsx'] : [],
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}
