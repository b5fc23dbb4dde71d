/** GET /metrics, for a Prometheus on this machine or in the private network. */

import type { FastifyInstance } from 'fastify';
import { isInside } from './inside-only.ts';
import type { Metrics } from './metrics.ts';

export interface MetricsPageOptions {
  readonly metrics: Metrics;
  /** Brings what is read rather than counted up to date. */
  readonly refresh: () => Promise<void>;
}

/** For the public there is no such page. */
export async function metricsPage(
  server: FastifyInstance,
  { metrics, refresh }: MetricsPageOptions,
): Promise<void> {
  server.get('/metrics', async (request, reply) => {
    if (!isInside(request)) return reply.callNotFound();
    await refresh();
    return reply.type(metrics.contentType).send(await metrics.text());
  });
}
