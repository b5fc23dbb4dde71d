/** Figures that are read at the moment somebody asks: right however many processes there are. */

import type { Collector } from '../collect/accept-calls.ts';
import type { Clock } from '../domain/clock.ts';
import { DISK_RESERVE_BYTES, type DiskSpace } from '../domain/disk-space.ts';
import type { Metrics } from './metrics.ts';
import { createStoreFigures, readStores, type StoreParts } from './store-figures.ts';

export interface FigureParts extends StoreParts {
  readonly collector: Pick<Collector, 'queue'>;
  readonly disk: DiskSpace;
  readonly clock: Clock;
  /** Null without Slack. */
  readonly isSlackConnected: () => boolean | null;
}

/** Returns a function that brings the gauges up to date. Never rejects: `flywheel_database_up` is 0 when it cannot read. */
export function createFigures(metrics: Metrics, parts: FigureParts): () => Promise<void> {
  const setHere = figuresOfProcess(metrics, parts);
  const figures = createStoreFigures(metrics);
  const up = metrics.gauge('flywheel_database_up', 'Whether the database answered this scrape.');
  return async () => {
    await setHere();
    const read = await readStores(parts).catch(() => null);
    up.set(read === null ? 0 : 1);
    figures.clear();
    if (read !== null) figures.set(read, parts.clock.now());
  };
}

/** Of what waits in this process, its disk and its connection; returns a function that brings them up to date. */
export function figuresOfProcess(
  metrics: Metrics,
  { collector, disk, isSlackConnected }: Pick<FigureParts, 'collector' | 'disk' | 'isSlackConnected'>,
): () => Promise<void> {
  const waiting = metrics.gauge('flywheel_ingest_queue_calls', 'Calls that wait for the database now.');
  const capacity = metrics.gauge(
    'flywheel_ingest_queue_capacity_calls',
    'Calls that may wait; beyond it, 503.',
  );
  const bytes = metrics.gauge('flywheel_ingest_queue_bytes', 'JSON of the calls that wait now.');
  const maxBytes = metrics.gauge(
    'flywheel_ingest_queue_capacity_bytes',
    'JSON that may wait; beyond it, 503.',
  );
  const free = metrics.gauge('flywheel_disk_free_bytes', 'Free bytes of the disk that holds DATA_DIR.');
  const reserve = metrics.gauge(
    'flywheel_disk_reserve_bytes',
    'With less than this free, events are refused.',
  );
  const slack = metrics.gauge(
    'flywheel_slack_connected',
    'Whether Slack is connected; absent without Slack.',
  );
  reserve.set(DISK_RESERVE_BYTES);
  return async () => {
    const queue = collector.queue();
    waiting.set(queue.calls);
    capacity.set(queue.maxCalls);
    bytes.set(queue.bytes);
    maxBytes.set(queue.maxBytes);
    free.set(await disk.freeBytes());
    // A reset would leave a zero.
    slack.remove();
    const isConnected = isSlackConnected();
    if (isConnected !== null) slack.set(isConnected ? 1 : 0);
  };
}
