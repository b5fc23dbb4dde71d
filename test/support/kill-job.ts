/** Ends the process of a job as the system does when memory runs out. */

import { execFileSync } from 'node:child_process';
import { vi } from 'vitest';

/** SIGKILL to the jobs that the worker has started, or to the one with this id; resolves once there was one. */
export function killJobOf(worker: number, id?: string): Promise<void> {
  return vi.waitFor(
    () => {
      const jobs = listJobs(worker, id);
      if (jobs.length === 0) throw new Error(`${worker} runs no job`);
      for (const pid of jobs) process.kill(pid, 'SIGKILL');
    },
    { timeout: 30_000, interval: 20 },
  );
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
