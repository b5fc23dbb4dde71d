/** Starts what several workspaces share, and for each of them its entrances and its work: in one process or in one each. */

import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { type Slots, startDispatcher } from '../jobs/dispatch-jobs.ts';
import type { Job } from '../jobs/job.ts';
import { jobs } from '../jobs/registry.ts';
import { startSchedule } from '../jobs/schedule-jobs.ts';
import { createAppIn, type TenantApp } from './app.ts';
import type { Config } from './config.ts';
import type { Clock } from './domain/clock.ts';
import { openHouse } from './open-house.ts';
import { openWorkspaces, type Work } from './open-workspaces.ts';
import { TENANT } from './tenant.ts';

export interface StartOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
  /** Whether this process takes requests, and whether it has clock and jobs. */
  readonly isWeb: boolean;
  readonly isWorker: boolean;
}

export interface Started {
  /** Not listening yet; null unless this process takes requests. */
  readonly server: FastifyInstance | null;
  close(): Promise<void>;
}

/** Resolves once every workspace is open. Throws what opening keys and database throws. */
export async function startWorkspaces({
  config,
  clock,
  log,
  isWeb,
  isWorker,
}: StartOptions): Promise<Started> {
  const house = await openHouse({ config, log });
  const slots: Slots = { taken: 0 };
  const undo: (() => Promise<void>)[] = [house.close];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    if (isWorker) {
      const all = await createAppIn(house, { config, clock, log, tenant: TENANT, access: null });
      const work = await startWork(all, { slots, asked: jobs.filter(({ isOfAll }) => isOfAll) });
      undo.push(work.stop);
    }
    const asked = jobs.filter(({ isOfAll }) => !isOfAll);
    const workspaces = await openWorkspaces(house, {
      clock,
      isWeb,
      startWork: isWorker ? (app) => startWork(app, { slots, asked }) : null,
    });
    undo.push(workspaces.close);
    return { server: workspaces.server, close };
  } catch (fault) {
    await close();
    throw fault;
  }
}

interface WorkOptions {
  readonly slots: Slots;
  readonly asked: readonly Job[];
}

async function startWork(app: TenantApp, { slots, asked }: WorkOptions): Promise<Work> {
  const dispatcher = startDispatcher(app, { slots });
  const nudge = () => dispatcher.nudge();
  const stopClock = await startSchedule(app, nudge, { asked });
  return {
    nudge,
    async stop() {
      await stopClock();
      await dispatcher.stop();
    },
  };
}
