/** Says whether the process lives and whether it can do its work, for whatever restarts or routes to it. */

import type { FastifyInstance } from 'fastify';
import { isInside } from './inside-only.ts';

export interface Readiness {
  readonly ready: boolean;
  /** What was looked at: `ok`, or what is wrong in words. */
  readonly checks: Readonly<Record<string, string>>;
}

export interface HealthOptions {
  readonly check: () => Promise<Readiness>;
}

/**
 * A plugin with GET /health/live (200 while the event loop turns) and GET /health/ready (200, or 503). The public learns
 * whether it is ready; what is wrong is told inside only.
 */
export async function health(server: FastifyInstance, { check }: HealthOptions): Promise<void> {
  server.get('/health/live', async () => ({ live: true }));
  server.get('/health/ready', async (request, reply) => {
    const { ready, checks } = await check();
    return reply.code(ready ? 200 : 503).send(isInside(request) ? { ready, checks } : { ready });
  });
}
