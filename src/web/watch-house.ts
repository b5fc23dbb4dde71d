/** What those look at who keep a server of several workspaces running. */

import type { FastifyInstance } from 'fastify';
import type { Clock } from '../domain/clock.ts';
import type { InstallationStore } from '../domain/installation.ts';
import type { Stores } from '../domain/stores.ts';
import { createReadinessCheck, type ReadinessParts } from './check-readiness.ts';
import { figuresOfProcess } from './figures.ts';
import { health } from './health.ts';
import type { Metrics } from './metrics.ts';
import { metricsPage } from './metrics-page.ts';
import { createJobReader, type JobHealth } from './read-jobs.ts';
import { createStoreFigures, readStores } from './store-figures.ts';

type Readying = Pick<ReadinessParts, 'jobs' | 'disk' | 'needsDisk' | 'hasMailServer'>;

export interface HouseWatch extends Readying {
  /** Of all workspaces together. */
  readonly collector: ReadinessParts['collector'];
  readonly metrics: Metrics;
  readonly installations: Pick<InstallationStore, 'list'>;
  /** The stores of a workspace that Flywheel is installed in; null when it is not open yet. */
  readonly storesOf: (tenant: string) => Promise<Stores | null>;
  readonly clock: Clock;
}

/** `/health/*` and `/metrics`: what the process counts over all its workspaces, and what the database knows of each. */
export function watchHouse(server: FastifyInstance, watch: HouseWatch): void {
  const { metrics } = watch;
  server.register(health, { check: createReadinessCheck({ ...watch, workspace: null }) });
  server.register(metricsPage, { metrics, refresh: createHouseFigures(watch) });
}

/** Never rejects: `flywheel_database_up` is 0 when it cannot read, and what is not known is absent. */
function createHouseFigures(watch: HouseWatch): () => Promise<void> {
  const { metrics, installations, storesOf, clock } = watch;
  const setHere = figuresOfProcess(metrics, { ...watch, isSlackConnected: () => null });
  const count = metrics.gauge('flywheel_workspaces', 'Slack workspaces by state.', ['state']);
  const up = metrics.gauge('flywheel_database_up', 'Whether the database answered this scrape.');
  const figures = createStoreFigures(metrics, ['workspace']);
  const readers = new Map<string, () => Promise<readonly JobHealth[]>>();
  const readOne = async (workspace: string) => {
    const stores = await storesOf(workspace);
    if (stores === null) return;
    const readJobs = readers.get(workspace) ?? createJobReader(stores.jobs, clock);
    readers.set(workspace, readJobs);
    figures.set(await readStores({ stores, readJobs }), clock.now(), { workspace });
  };
  const readAll = async () => {
    for (const { tenant, state } of await installations.list()) {
      count.inc({ state });
      // One after the other: a look at the figures is not to crowd out the work.
      if (state === 'installed') await readOne(tenant);
    }
  };
  return async () => {
    count.reset();
    figures.clear();
    await setHere();
    const isRead = await readAll().then(
      () => true,
      () => false,
    );
    up.set(isRead ? 1 : 0);
  };
}
