/** Counts and times every answer, and writes one line a minute about each class of refused request. */

import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify';
import { CALL_TYPES } from '../domain/event.ts';
import { AppError } from '../errors.ts';
import type { Metrics } from './metrics.ts';

/** One line a class and minute: a flood of refused requests must not become a flood of lines. */
const QUIET_MS = 60_000;
const INGEST_ROUTES: ReadonlySet<string> = new Set(['batch', ...CALL_TYPES].map((type) => `/v1/${type}`));

/** Call before routes are registered: hooks are for what comes after them. */
export function watchRequests(server: FastifyInstance, metrics: Metrics): void {
  const tellRefusal = createRefusalLog(server.log);
  const outages = new WeakMap<FastifyRequest, string>();
  server.addHook('onError', async (request, _reply, error) => {
    // Words about an outage are ours; those about a faulty request may quote it.
    if (error instanceof AppError && error.code === 'unavailable') outages.set(request, error.message);
  });
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? '(none)';
    const { statusCode: status } = reply;
    metrics.requestAnswered({ route, status, seconds: reply.elapsedTime / 1000 });
    if (status < 400) return;
    if (INGEST_ROUTES.has(route)) metrics.ingestRejected(status);
    tellRefusal({ route, status, reason: outages.get(request) });
  });
}

interface Refusal {
  readonly route: string;
  readonly status: number;
  readonly reason: string | undefined;
}

/** Of each route and status the first is told at once, the rest are counted into the next minute's line. */
function createRefusalLog(log: FastifyBaseLogger): (refusal: Refusal) => void {
  const classes = new Map<string, { untold: number; toldAt: number }>();
  return (refusal) => {
    const { route, status } = refusal;
    const key = `${status} ${route}`;
    const now = performance.now();
    const seen = classes.get(key) ?? { untold: 0, toldAt: Number.NEGATIVE_INFINITY };
    classes.set(key, seen);
    seen.untold += 1;
    if (now - seen.toldAt < QUIET_MS) return;
    log.warn({ ...refusal, requests: seen.untold }, 'requests were refused');
    seen.untold = 0;
    seen.toldAt = now;
  };
}
