/** All HTTP routes of the product on one server. */

import type { RequestListener } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Collector } from '../collect/accept-calls.ts';
import type { Clock } from '../domain/clock.ts';
import type { LinkSigner } from '../domain/email.ts';
import type { Stores } from '../domain/stores.ts';
import type { Feedback } from '../feedback/create-feedback.ts';
import { catalogueApi } from './catalogue-api.ts';
import { eventsApi } from './events-api.ts';
import { health, type Readiness } from './health.ts';
import { preferences } from './preferences.ts';
import { tracking } from './tracking.ts';

export interface RouteParts {
  readonly stores: Stores;
  readonly collector: Collector;
  readonly feedback: Feedback;
  readonly signer: LinkSigner;
  readonly clock: Clock;
  readonly writeKey: string;
  readonly shopName: string;
  /** Bolt's listener, or null in Socket Mode and without Slack. */
  readonly slack: RequestListener | null;
}

export async function registerRoutes(server: FastifyInstance, parts: RouteParts): Promise<void> {
  const { stores, collector, feedback, signer, clock, writeKey, shopName, slack } = parts;
  await server.register(eventsApi, { collector, writeKey, clock });
  await server.register(catalogueApi, { ...stores, writeKey, clock });
  await server.register(tracking, { feedback, signer, shopName, linkTarget: stores.outbox.linkTarget });
  await server.register(preferences, { feedback, signer, shopName, contacts: stores.contacts });
  await server.register(health, { check: () => checkReadiness(stores) });
  if (slack !== null) await server.register(mountSlack, { listener: slack });
}

/** Bolt reads the raw request itself: it signs for the bytes as they came. */
async function mountSlack(
  server: FastifyInstance,
  { listener }: { readonly listener: RequestListener },
): Promise<void> {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', (_request, _payload, done) => done(null));
  server.all('/slack/*', (request, reply) => {
    reply.hijack();
    listener(request.raw, reply.raw);
  });
}

async function checkReadiness({ contacts }: Stores): Promise<Readiness> {
  try {
    await contacts.count();
    return { ready: true, checks: { database: 'ok' } };
  } catch (fault) {
    return { ready: false, checks: { database: fault instanceof Error ? fault.message : String(fault) } };
  }
}
