/** The clock: it only asks for jobs by inserting a row each, and catches up on a night that was missed. */

import cron, { type ScheduledTask } from 'node-cron';
import type { TenantApp } from '../src/app.ts';
import type { Job, Schedule } from './job.ts';
import { jobs } from './registry.ts';

/** Starts the schedule; the returned function stops it. `onAsked` is called after a row was inserted. */
export async function startSchedule(
  app: TenantApp,
  onAsked: () => void,
  asked: readonly Job[] = jobs,
): Promise<() => Promise<void>> {
  const tasks: ScheduledTask[] = [];
  for (const job of asked) {
    if (job.schedule === null) continue;
    if (job.schedule.every === 'day') await ask(app, job, lastFire(job.schedule.hour, app.clock.now()));
    tasks.push(
      cron.schedule(expressionOf(job.schedule), () =>
        ask(app, job, floorToMinute(app.clock.now()))
          .then(onAsked)
          .catch((err) => app.log.error({ err, job: job.name }, 'the clock could not ask for a job')),
      ),
    );
  }
  onAsked();
  return async () => {
    for (const task of tasks) await task.destroy();
  };
}

/** A fire is one row, however many processes have a clock: its key is the job and the minute. */
async function ask(app: TenantApp, job: Job, fireTime: number): Promise<void> {
  if (job.isNeeded !== undefined && !(await job.isNeeded(app))) return;
  const fireKey = `${job.name}:${new Date(fireTime).toISOString()}`;
  await app.stores.jobs.insert({ name: job.name, fireKey, dueAt: fireTime });
}

function expressionOf(schedule: Schedule): string {
  return schedule.every === 'minute' ? '* * * * *' : `0 ${schedule.hour} * * *`;
}

function floorToMinute(at: number): number {
  return Math.floor(at / 60_000) * 60_000;
}

/** The last time it struck the hour, in the server's time zone. */
export function lastFire(hour: number, now: number): number {
  const fire = new Date(now);
  fire.setHours(hour, 0, 0, 0);
  // Yesterday by the calendar: where the clocks change, a day has 23 or 25 hours.
  if (fire.getTime() > now) fire.setDate(fire.getDate() - 1);
  return fire.getTime();
}
