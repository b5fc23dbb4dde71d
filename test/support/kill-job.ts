/** Ends the process of a job as the system does when memory runs out, or has it stand still so that it does not end by itself. */

import { execFileSync } from 'node:child_process';
import { waitFor } from './wait-for.ts';

/** SIGKILL to the jobs that the worker has started, or to the one with this id; resolves once there was one. */
export function killJobOf(worker: number, id?: string): Promise<void> {
  return signalJobOf('SIGKILL', worker, id);
}

/** SIGSTOP to the same. Whoever kills their process group kills them too. */
export function holdJobOf(worker: number, id?: string): Promise<void> {
  return signalJobOf('SIGSTOP', worker, id);
}

/** SIGCONT to whom that held. */
export function letJobGo(worker: number, id?: string): Promise<void> {
  return signalJobOf('SIGCONT', worker, id);
}

function signalJobOf(signal: NodeJS.Signals, worker: number, id: string | undefined): Promise<void> {
  return waitFor(() => {
    const jobs = listJobs(worker, id);
    if (jobs.length === 0) throw new Error(`${worker} runs no job`);
    for (const pid of jobs) process.kill(pid, signal);
  });
}

function listJobs(worker: number, id: string | undefined): readonly number[] {
  const processes = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return processes.split('\n').flatMap((line) => {
    const [pid, parent, ...args] = line.trim().split(/\s+/);
    return parent === String(worker) && args.includes('claimed') && (id === undefined || args.includes(id))
      ? [Number(pid)]
      : [];
  });
}
