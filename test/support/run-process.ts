/** Runs a script as a process of its own and hears what it says. */

import { type ChildProcess, spawn } from 'node:child_process';

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The last line of standard output, parsed. */
  report(): Readonly<Record<string, unknown>>;
}

/** `args` begin with the script. Only the given environment: what the developer's shell holds does not count. */
export function runProcess(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].on('data', (chunk: Buffer) => {
      said[stream] += chunk;
    });
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code, signal) =>
      resolve({
        ...said,
        code,
        signal,
        report: () => JSON.parse(said.stdout.trimEnd().split('\n').at(-1) ?? ''),
      }),
    ),
  );
  return { child, ended };
}
