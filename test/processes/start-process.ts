/** Starts `npm start -- web` or `-- worker`, as a process with a group of its own, and ends it in all ways. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { builtFile } from '../support/build-changed.ts';

export interface RunningProcess {
  readonly pid: number;
  /** What it and its jobs wrote on standard error. */
  said(): string;
  /** SIGKILL to it alone: its jobs are left behind. */
  kill(): Promise<void>;
  /** SIGKILL to it and all it started, as when the machine dies. */
  killAll(): Promise<void>;
  /** SIGTERM to it and all it started, as a service manager does. Resolves when it has heard. */
  stop(): Promise<void>;
  /** Its exit code, when it is gone. */
  readonly exited: Promise<number | null>;
}

/** Resolves when it says that it runs. Rejects when it ends before. */
export async function startProcess(
  role: 'web' | 'worker',
  settings: Readonly<Record<string, string>>,
): Promise<RunningProcess> {
  const child = spawn(process.execPath, [builtFile('src/main'), role], {
    env: { PATH: process.env['PATH'], ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  await heard(child, () => said, 'Flywheel is running');
  const pid = child.pid ?? 0;
  return {
    pid,
    exited,
    said: () => said,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async killAll() {
      killGroup(pid, 'SIGKILL');
      await exited;
    },
    async stop() {
      killGroup(pid, 'SIGTERM');
      await heard(child, () => said, 'Stopping');
    },
  };
}

/** Resolves once it has said so. Rejects, with what it said, when it ends before. */
function heard(child: ChildProcess, said: () => string, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stderr?.on('data', () => said().includes(words) && resolve());
    child.once('close', (code) =>
      reject(new Error(`It ended with ${code} and never said ${words}: ${said()}`)),
    );
  });
}

/** Its jobs may have outlived it; it may have left none. */
function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
