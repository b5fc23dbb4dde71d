/** The clock: it only asks for jobs by inserting a row each, and catches up on a night that was missed. */

import cron from 'node-cron';
import type { TenantApp } from '../src/app.ts';
import type { Job } from './job.ts';
import { jobs } from './registry.ts';

/** Calls back each minute; gives what stops it. */
export type Beat = (onMinute: () => Promise<void>, log: TenantApp['log']) => () => Promise<void>;

export interface ScheduleOptions {
  /** All jobs unless told. */
  readonly asked?: readonly Job[];
  /** The wall clock's minutes unless told. */
  readonly beat?: Beat;
  /** While true nothing is asked for: whoever moves the clock over days runs what is due in them. */
  readonly isHeld?: () => boolean;
}

/** Starts the schedule; the returned function stops it. `onAsked` is called after rows may have been inserted. */
export async function startSchedule(
  app: TenantApp,
  onAsked: () => void,
  { asked = jobs, beat = eachMinute, isHeld = () => false }: ScheduleOptions = {},
): Promise<() => Promise<void>> {
  const asking = createAsking(app);
  for (const job of asked) if (job.schedule?.every === 'day') await asking(job);
  const stop = beat(async () => {
    if (isHeld()) return;
    for (const job of asked)
      await asking(job).catch((err) =>
        app.log.error({ err, job: job.name }, 'the clock could not ask for a job'),
      );
    onAsked();
  }, app.log);
  onAsked();
  return stop;
}

/**
 * Asks for what was last due, rather than for what is due right now: a machine that slept through the hour, or a clock that
 * jumped over it, asks in its next minute. A fire is one row, however many processes have a clock and however often they ask.
 */
function createAsking(app: TenantApp): (job: Job) => Promise<void> {
  /** The daily fires that this process has asked for, so that it does not write each minute. */
  const known = new Map<string, string>();
  return async ({ name, schedule, isNeeded }) => {
    if (schedule === null) return;
    const now = app.clock.now();
    const dueAt = schedule.every === 'minute' ? floorToMinute(now) : lastFire(schedule.hour, now);
    const fireKey = schedule.every === 'minute' ? minuteKey(name, dueAt) : dailyKey(name, dueAt);
    if (known.get(name) === fireKey) return;
    if (isNeeded !== undefined && !(await isNeeded(app))) return;
    await app.stores.jobs.insert({ name, fireKey, dueAt });
    if (schedule.every === 'day') known.set(name, fireKey);
  };
}

/**
 * The library lets a minute go that it sees more than a second late, since the machine slept or its processors were busy. It
 * says each of them, all at once: they are met together, by one look.
 */
const eachMinute: Beat = (onMinute, log) => {
  const task = cron.schedule('* * * * *', onMinute, { logger: asTold(log) });
  let isNoticed = false;
  task.on('execution:missed', () => {
    if (isNoticed) return;
    isNoticed = true;
    setImmediate(() => {
      isNoticed = false;
      log.warn(
        'the clock was late: the machine slept, or had too much to do; what was due meanwhile is asked for',
      );
      void onMinute();
    });
  });
  return async () => {
    await task.destroy();
  };
};

/** The library would write to standard error by itself. */
function asTold(log: TenantApp['log']) {
  return {
    debug: (message: string | Error) => log.debug(String(message)),
    info: (message: string) => log.info(message),
    warn: (message: string) => log.warn(message),
    error: (message: string | Error, err?: Error) => log.error({ err: err ?? message }, 'the clock stumbled'),
  };
}

function minuteKey(name: string, fire: number): string {
  return `${name}:${new Date(fire).toISOString()}`;
}

/** By the day on the calendar, so that two workers in different time zones have one night a day between them. */
export function dailyKey(name: string, fire: number): string {
  const at = new Date(fire);
  const [month, day] = [at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${name}:${at.getFullYear()}-${month}-${day}`;
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
