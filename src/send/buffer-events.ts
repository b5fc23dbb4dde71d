/** Keeps the events of a run until there are enough of them to be worth a commit. */

import type { EventStore, NewEvent } from '../domain/event.ts';
import { AppError } from '../errors.ts';

export interface EventBuffer {
  /** Stores the events when there are enough; if that fails they are kept and tried again with the next. */
  add(added: readonly NewEvent[]): Promise<void>;
  /** Stores what is left. Throws what the store threw. */
  flush(): Promise<void>;
}

/** A commit costs milliseconds during which nothing else runs; a process that is killed loses no more than this. */
const EVENTS_AT_ONCE = 50;

export function createEventBuffer(events: Pick<EventStore, 'ingest'>): EventBuffer {
  let unstored: readonly NewEvent[] = [];

  async function flush(): Promise<void> {
    if (unstored.length === 0) return;
    const batch = unstored;
    unstored = [];
    try {
      await events.ingest(batch, []);
    } catch (error) {
      if (!isGone(error)) {
        unstored = [...batch, ...unstored];
        throw error;
      }
      await storeOneByOne(batch);
    }
  }

  /** A contact was forgotten meanwhile: its event goes with it, and takes no other along. */
  async function storeOneByOne(batch: readonly NewEvent[]): Promise<void> {
    for (const event of batch)
      await events.ingest([event], []).catch((error: unknown) => {
        if (!isGone(error)) throw error;
      });
  }

  return {
    async add(added) {
      unstored = [...unstored, ...added];
      // A mail that went out stays sent though its event could not be stored yet.
      if (unstored.length >= EVENTS_AT_ONCE) await flush().catch(() => undefined);
    },
    flush,
  };
}

function isGone(error: unknown): boolean {
  return error instanceof AppError && error.code === 'not_found';
}
