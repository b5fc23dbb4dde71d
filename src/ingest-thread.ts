/** A thread that does nothing but store incoming events, on database connections of its own: no commit holds up who answers people. */

import { parentPort, workerData } from 'node:worker_threads';
import { type OpenOptions, openStores } from '../db/open-stores.ts';
import type { EventStore, IngestResult, NewDeadLetter, NewEvent } from './domain/event.ts';
import { AppError, type ErrorCode } from './errors.ts';
import { createFieldCipher } from './privacy/encrypt-field.ts';

/** What the thread is started with. */
export interface IngestThreadData {
  readonly stores: Omit<OpenOptions, 'cipherOf'>;
  readonly masterKey: Uint8Array;
}

/** One transaction of one tenant, or null to close the database and end. */
export type IngestOrder = {
  readonly id: number;
  readonly tenant: string;
  readonly events: readonly NewEvent[];
  readonly deadLetters: readonly NewDeadLetter[];
} | null;

export interface IngestReply {
  readonly id: number;
  readonly result?: IngestResult;
  readonly fault?: { readonly code: ErrorCode | null; readonly message: string };
}

const { stores: place, masterKey } = workerData as IngestThreadData;
const cipherOf = (tenant: string) => createFieldCipher(Buffer.from(masterKey), tenant);
const { of, close } = await openStores({ ...place, cipherOf });
/** Kept, since each remembers the keys it has opened. */
const eventStores = new Map<string, EventStore>();

parentPort?.on('message', (order: IngestOrder) => {
  if (order === null) void close().then(() => parentPort?.close());
  else void store(order).then((reply) => parentPort?.postMessage(reply));
});

async function store(order: NonNullable<IngestOrder>): Promise<IngestReply> {
  const { id, tenant, events, deadLetters } = order;
  try {
    return { id, result: await eventsOf(tenant).ingest(events, deadLetters) };
  } catch (fault) {
    const message = fault instanceof Error ? fault.message : String(fault);
    return { id, fault: { code: fault instanceof AppError ? fault.code : null, message } };
  }
}

function eventsOf(tenant: string): EventStore {
  const known = eventStores.get(tenant) ?? of(tenant).events;
  eventStores.set(tenant, known);
  return known;
}
