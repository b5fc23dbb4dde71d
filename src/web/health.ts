/** Says whether the process lives and whether it can do its work, for whatever restarts or routes to it. */

import type { FastifyInstance } from 'fastify';

export interface Readiness {
  readonly ready: boolean;
  /** What was looked at, such as `database: ok`. */
  readonly checks: Readonly<Record<string, string>>;
}

export interface HealthOptions {
  readonly check: () => Promise<Readiness>;
}

/** A plugin with GET /health/live (always 200) and GET /health/ready (200, or 503 with what is not). */
export async function health(server: FastifyInstance, { check }: HealthOptions): Promise<void> {
  server.get('/health/live', async () => ({ live: true }));
  server.get('/health/ready', async (_request, reply) => {
    const readiness = await check();
    return reply.code(readiness.ready ? 200 : 503).send(readiness);
  });
}
