/** The first start: the shop's past goes into the product, and the first model is trained on it. */

import { setTimeout as pause } from 'node:timers/promises';
import { dailyKey, lastFire } from '../../jobs/schedule-jobs.ts';
import type { App } from '../../src/app.ts';
import { AppError } from '../../src/errors.ts';
import type { WorkspaceMemory } from '../remember-workspace.ts';
import { NIGHT_BEGINS_AT } from './describe-progress.ts';
import { importPast } from './import-past.ts';
import type { Status } from './keep-status.ts';
import { type JobParts, runJob } from './run-job.ts';
import type { Door, SimulatedCustomers } from './simulated-customers.ts';

const NIGHT_HOUR = 3;
/** Half a minute in all. */
const TELLING_LOOKS = 120;
const TELLING_LOOK_MS = 250;

export interface ShopParts extends JobParts {
  readonly app: App;
  readonly memory: WorkspaceMemory;
  readonly customers: SimulatedCustomers;
  readonly door: Door;
  readonly status: Status;
}

/** Imports what happened up to now. Repeatable: killed and begun again, the same events are stored once. */
export async function bringUpToDate(parts: ShopParts, words: string): Promise<void> {
  const { app, customers, door, status, signal } = parts;
  const { shop } = customers;
  const from = shop.now();
  const to = app.clock.now();
  const say = (events: number) => {
    const share = to > from ? (shop.now() - from) / (to - from) : 1;
    status.set({
      phase: 'working',
      text: `${words}: ${events.toLocaleString('en')} events so far, up to ${new Date(shop.now()).toISOString().slice(0, 10)}`,
      progress: share * NIGHT_BEGINS_AT,
    });
  };
  say(0);
  const { events } = app.stores;
  const reactions = await importPast({ shop, to, signal, events, clock: app.clock, onProgress: say });
  await door.react(reactions);
  await customers.liveUntil(app.clock.now(), door);
}

/**
 * Runs the nightly job and waits for it. It takes the place of the last 03:00 that the schedule would otherwise catch up
 * on. Throws `unavailable` with the reason when it failed or trained nothing.
 */
export async function runNight(parts: ShopParts): Promise<void> {
  const { app, status } = parts;
  const now = app.clock.now();
  const fire = dailyKey('nightly', lastFire(NIGHT_HOUR, now));
  const asked = (await app.stores.jobs.recent(100)).find(({ fireKey }) => fireKey === fire);
  const isFree = asked === undefined || asked.state === 'waiting' || asked.state === 'running';
  status.set({ phase: 'working', text: 'Training: starting', progress: NIGHT_BEGINS_AT });
  const run = await runJob(parts, { name: 'nightly', fireKey: isFree ? fire : `nightly:workspace:${now}` });
  if (run.state === 'failed') throw new AppError('unavailable', `The training failed: ${run.error}`);
  const why = run.result?.['notTrained'];
  if (typeof why === 'string') throw new AppError('unavailable', why);
  await untilTold(parts);
}

/**
 * The bot says one thing a second: what a person asks before it is through would be answered above it, and pushed out of
 * sight. Not waited for for ever, since Slack may not take something.
 */
async function untilTold({ app, status, signal }: ShopParts): Promise<void> {
  status.set({ phase: 'working', text: 'Telling what the night brought', progress: 1 });
  for (let look = 0; look < TELLING_LOOKS; look += 1) {
    const { waiting } = await app.stores.posts.counts();
    if (waiting === 0) return;
    await pause(TELLING_LOOK_MS, undefined, { signal });
  }
}
