/** Lets requests of the same moment share one transaction, and answers each after it was committed. */

import type { EventStore, IngestResult, NewDeadLetter, NewEvent } from '../domain/event.ts';
import { AppError } from '../errors.ts';

/** What one request wants stored, all of it or nothing. */
export interface Bundle {
  readonly events: readonly NewEvent[];
  readonly deadLetters: readonly NewDeadLetter[];
  /** Of their JSON, near enough: what it takes to keep them waiting. */
  readonly bytes: number;
}

export interface GroupCommitOptions {
  readonly events: Pick<EventStore, 'ingest'>;
  /** How many calls may wait at once; a sender beyond that is asked to come back. */
  readonly maxQueued: number;
  readonly maxQueuedBytes: number;
}

interface Waiting {
  readonly bundle: Bundle;
  readonly resolve: (result: IngestResult) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Calls in one transaction: enough to share its cost, few enough that nobody waits long for its neighbours. A call costs
 * some 60 to 120 microseconds (`npm run bench -- ingest`), so a full group keeps others waiting for about 0.1 s.
 */
const MAX_GROUP = 1_000;

/**
 * Its `submit` stores a bundle and resolves once it is committed; `waiting` is what is in the queue. Rejects
 * with `unavailable` when the queue is full. When a group fails, each bundle is tried alone, so that a bad one never fails its neighbours; when the
 * database itself is `unavailable`, all are told so at once instead of waiting for it one by one.
 */
export function createGroupCommit({ events, maxQueued, maxQueuedBytes }: GroupCommitOptions) {
  let queue: Waiting[] = [];
  let queued = 0;
  let queuedBytes = 0;
  let running = false;

  async function run(): Promise<void> {
    while (queue.length > 0) {
      const group = takeGroup();
      await commit(group, events);
    }
    running = false;
  }

  function takeGroup(): readonly Waiting[] {
    let size = 0;
    let count = 0;
    for (const { bundle } of queue) {
      if (count > 0 && size + sizeOf(bundle) > MAX_GROUP) break;
      size += sizeOf(bundle);
      count += 1;
    }
    const group = queue.slice(0, count);
    queue = queue.slice(count);
    queued -= size;
    for (const { bundle } of group) queuedBytes -= bundle.bytes;
    return group;
  }

  function submit(bundle: Bundle): Promise<IngestResult> {
    const size = sizeOf(bundle);
    // One request alone is always let in, however large the door allowed it to be.
    if (queued > 0 && (queued + size > maxQueued || queuedBytes + bundle.bytes > maxQueuedBytes))
      return Promise.reject(
        new AppError(
          'unavailable',
          'More events arrive than can be stored: send this again in a few seconds.',
        ),
      );
    queued += size;
    queuedBytes += bundle.bytes;
    return new Promise((resolve, reject) => {
      queue.push({ bundle, resolve, reject });
      if (running) return;
      running = true;
      setImmediate(run);
    });
  }
  return { submit, waiting: () => ({ calls: queued, bytes: queuedBytes }) };
}

async function commit(group: readonly Waiting[], events: Pick<EventStore, 'ingest'>): Promise<void> {
  try {
    const all = group.flatMap(({ bundle }) => bundle.events);
    const deadLetters = group.flatMap(({ bundle }) => bundle.deadLetters);
    share(group, await events.ingest(all, deadLetters));
  } catch (error) {
    if (group.length === 1 || isOutage(error)) for (const { reject } of group) reject(error);
    else await commitEach(group, events);
  }
}

async function commitEach(group: readonly Waiting[], events: Pick<EventStore, 'ingest'>): Promise<void> {
  let outage: unknown = null;
  for (const { bundle, resolve, reject } of group) {
    if (outage !== null) {
      reject(outage);
      continue;
    }
    try {
      resolve(await events.ingest(bundle.events, bundle.deadLetters));
    } catch (error) {
      if (isOutage(error)) outage = error;
      reject(error);
    }
  }
}

function isOutage(error: unknown): boolean {
  return error instanceof AppError && error.code === 'unavailable';
}

/** Tells each request of a group its own counts. */
function share(group: readonly Waiting[], { duplicateIndexes }: IngestResult): void {
  const duplicates = new Set(duplicateIndexes);
  let start = 0;
  for (const { bundle, resolve } of group) {
    const { length } = bundle.events;
    const own = bundle.events.flatMap((_, index) => (duplicates.has(start + index) ? [index] : []));
    resolve({
      stored: length - own.length,
      duplicates: own.length,
      deadLetters: bundle.deadLetters.length,
      duplicateIndexes: own,
    });
    start += length;
  }
}

function sizeOf({ events, deadLetters }: Bundle): number {
  return events.length + deadLetters.length;
}
