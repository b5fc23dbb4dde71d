/** Starts the thread that stores events, and is to each tenant's collector what its event store would be. */

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { EventStore, IngestResult } from './domain/event.ts';
import { AppError } from './errors.ts';
import type { IngestOrder, IngestReply, IngestThreadData } from './ingest-thread.ts';

export interface IngestThread {
  /** What stores this tenant's events. */
  of(tenant: string): Pick<EventStore, 'ingest'>;
  /** Stores what was handed over, then ends. */
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (result: IngestResult) => void;
  readonly reject: (fault: unknown) => void;
}

/** `onFault` hears why a thread died; the next call starts another, and those that waited for it are `unavailable`. */
export function startIngestThread(
  workerData: IngestThreadData,
  onFault: (fault: unknown) => void,
): IngestThread {
  const waiting = new Map<number, Waiting>();
  let calls = 0;
  let worker: Worker | null = null;

  const start = (): Worker => {
    const started = new Worker(new URL('./ingest-thread.js', import.meta.url), { workerData });
    started.on('message', (reply: IngestReply) => settle(waiting, reply));
    started.on('error', onFault);
    started.once('exit', () => {
      if (worker === started) worker = null;
      for (const { reject } of waiting.values()) reject(interrupted());
      waiting.clear();
    });
    return started;
  };
  const send = (order: IngestOrder): Worker => {
    worker ??= start();
    worker.postMessage(order);
    return worker;
  };
  worker = start();
  return {
    of: (tenant) => ({
      ingest: (events, deadLetters) =>
        new Promise((resolve, reject) => {
          calls += 1;
          send({ id: calls, tenant, events, deadLetters });
          // Nobody waits for what could not be handed over: that throws.
          waiting.set(calls, { resolve, reject });
        }),
    }),
    async close() {
      if (worker !== null) await once(send(null), 'exit');
    },
  };
}

function settle(waiting: Map<number, Waiting>, { id, result, fault }: IngestReply): void {
  const call = waiting.get(id);
  waiting.delete(id);
  if (result !== undefined) call?.resolve(result);
  else if (fault?.code) call?.reject(new AppError(fault.code, fault.message));
  else call?.reject(new Error(fault?.message));
}

function interrupted(): AppError {
  return new AppError(
    'unavailable',
    'The thread that stores events ended: nobody knows whether these were stored. Send them again; what is known is counted once.',
  );
}
