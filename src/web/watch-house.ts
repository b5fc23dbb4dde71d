/** What those look at who keep a server of several workspaces running. */

import type { FastifyInstance } from 'fastify';
import type { InstallationStore } from '../domain/installation.ts';
import type { JobStore } from '../domain/job.ts';
import { AppError } from '../errors.ts';
import { health } from './health.ts';
import type { Metrics } from './metrics.ts';
import { metricsPage } from './metrics-page.ts';

export interface HouseWatch {
  readonly metrics: Metrics;
  readonly jobs: Pick<JobStore, 'tryWriting'>;
  readonly installations: Pick<InstallationStore, 'list'>;
}

/** `/health/*` and `/metrics`: what the process counts, over all its workspaces. */
export function watchHouse(server: FastifyInstance, { metrics, jobs, installations }: HouseWatch): void {
  const count = metrics.gauge('flywheel_workspaces', 'Slack workspaces by state.', ['state']);
  server.register(health, {
    check: async () => {
      const database = await jobs.tryWriting().then(
        () => 'ok',
        (fault) => (fault instanceof AppError ? fault.message : 'cannot be written: see the log'),
      );
      return { ready: database === 'ok', checks: { database } };
    },
  });
  server.register(metricsPage, {
    metrics,
    async refresh() {
      const all = await installations.list().catch(() => []);
      count.reset();
      for (const { state } of all) count.inc({ state });
    },
  });
}
