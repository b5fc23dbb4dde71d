/** All HTTP routes of the product on one server. */

import type { RequestListener } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Collector } from '../collect/accept-calls.ts';
import type { Clock } from '../domain/clock.ts';
import type { DiskSpace } from '../domain/disk-space.ts';
import type { LinkSigner } from '../domain/email.ts';
import type { Stores } from '../domain/stores.ts';
import type { Feedback } from '../feedback/create-feedback.ts';
import { catalogueApi } from './catalogue-api.ts';
import { createReadinessCheck } from './check-readiness.ts';
import { eventsApi } from './events-api.ts';
import { createFigures } from './figures.ts';
import { health } from './health.ts';
import type { Metrics } from './metrics.ts';
import { metricsPage } from './metrics-page.ts';
import { preferences } from './preferences.ts';
import { previewLinks } from './preview-links.ts';
import { type PreviewPageOptions, previewPage } from './preview-page.ts';
import { createJobReader } from './read-jobs.ts';
import { tracking } from './tracking.ts';
import { watchRequests } from './watch-requests.ts';

export interface RouteParts extends Pick<PreviewPageOptions, 'previewRecipient'> {
  readonly stores: Stores;
  readonly collector: Collector;
  readonly feedback: Feedback;
  readonly signer: LinkSigner;
  readonly clock: Clock;
  readonly writeKey: string;
  readonly shopName: string;
  /** Bolt's listener, or null in Socket Mode and without Slack. */
  readonly slack: RequestListener | null;
  readonly metrics: Metrics;
  /** Of DATA_DIR. */
  readonly disk: DiskSpace;
  /** False for one workspace among several, which are watched together. */
  readonly isWatched: boolean;
  /** Whether the database is on that disk. */
  readonly needsDisk: boolean;
  readonly hasMailServer: boolean;
  /** Null without Slack. */
  readonly isSlackConnected: () => boolean | null;
}

export async function registerRoutes(server: FastifyInstance, parts: RouteParts): Promise<void> {
  const { stores, collector, feedback, signer, clock, writeKey, slack } = parts;
  watchRequests(server, parts.metrics);
  await server.register(eventsApi, { collector, writeKey, clock });
  await server.register(catalogueApi, { ...stores, writeKey, clock });
  await server.register(tracking, named(parts, { feedback, signer, linkTarget: stores.outbox.linkTarget }));
  await server.register(previewPage, named(parts, { ...parts, campaigns: stores.campaigns }));
  await server.register(previewLinks, named(parts, {}));
  await server.register(preferences, named(parts, { feedback, signer, contacts: stores.contacts }));
  if (parts.isWatched) await registerWatching(server, parts);
  if (slack !== null) await server.register(mountSlack, { listener: slack });
}

/** The team may call its shop otherwise while the server runs. */
function named<T extends object>(parts: RouteParts, options: T): T & Pick<RouteParts, 'shopName'> {
  return {
    ...options,
    get shopName() {
      return parts.shopName;
    },
  };
}

/** What those look at who keep the server running. */
async function registerWatching(server: FastifyInstance, parts: RouteParts): Promise<void> {
  const { stores, metrics, clock } = parts;
  const readJobs = createJobReader(stores.jobs, clock);
  await server.register(health, {
    check: createReadinessCheck({
      ...parts,
      jobs: stores.jobs,
      workspace: { readJobs, isSlackConnected: parts.isSlackConnected },
    }),
  });
  await server.register(metricsPage, { metrics, refresh: createFigures(metrics, { ...parts, readJobs }) });
}

/** Bolt reads the raw request itself: it signs for the bytes as they came. */
export async function mountSlack(
  server: FastifyInstance,
  { listener, path = '/slack/*' }: { readonly listener: RequestListener; readonly path?: string },
): Promise<void> {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', (_request, _payload, done) => done(null));
  server.all(path, (request, reply) => {
    reply.hijack();
    listener(request.raw, reply.raw);
  });
}
