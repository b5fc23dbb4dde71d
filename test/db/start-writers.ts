/** Processes that wait to be told when to open a database and write to it, all at the same moment. */

import { type ChildProcess, fork } from 'node:child_process';
import { on, once } from 'node:events';

interface Task {
  readonly file: string;
  readonly startAt: number;
  /** Until it is told to let go. */
  readonly isToHold: boolean;
}

export async function startWriters(count: number): Promise<ChildProcess[]> {
  const script = new URL('./write-in-process.ts', import.meta.url);
  const processes = Array.from({ length: count }, () => fork(script, { execArgv: ['--import', 'tsx'] }));
  await Promise.all(processes.map((one) => once(one, 'message')));
  return processes;
}

/** What the process said last; or what `meanwhile` gave, which is called while it holds its transaction, and has it let go. */
export async function runWriter(
  child: ChildProcess,
  task: Task,
  meanwhile: (letGo: () => void) => Promise<unknown> = async () => undefined,
): Promise<unknown> {
  const exited = once(child, 'exit');
  let result: unknown;
  child.send(task);
  for await (const [said] of on(child, 'message')) {
    if (said === 'writing') result = await meanwhile(() => child.send('let go'));
    else {
      result ??= said;
      break;
    }
  }
  await exited;
  return result;
}
