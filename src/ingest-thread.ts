/** A thread that does nothing but store incoming events, on database connections of its own: no commit holds up who answers people. */

import { parentPort, workerData } from 'node:worker_threads';
import { type OpenOptions, openStores } from '../db/open-stores.ts';
import type { IngestResult, NewDeadLetter, NewEvent } from './domain/event.ts';
import { AppError, type ErrorCode } from './errors.ts';
import { createFieldCipher } from './privacy/encrypt-field.ts';

/** What the thread is started with. */
export interface IngestThreadData {
  readonly stores: Omit<OpenOptions, 'cipher'>;
  readonly masterKey: Uint8Array;
}

/** One transaction, or null to close the database and end. */
export type IngestOrder = {
  readonly id: number;
  readonly events: readonly NewEvent[];
  readonly deadLetters: readonly NewDeadLetter[];
} | null;

export interface IngestReply {
  readonly id: number;
  readonly result?: IngestResult;
  readonly fault?: { readonly code: ErrorCode | null; readonly message: string };
}

const { stores: options, masterKey } = workerData as IngestThreadData;
const cipher = createFieldCipher(Buffer.from(masterKey), options.tenant);
const { stores, close } = await openStores({ ...options, cipher });

parentPort?.on('message', (order: IngestOrder) => {
  if (order === null) void close().then(() => parentPort?.close());
  else void store(order).then((reply) => parentPort?.postMessage(reply));
});

async function store({ id, events, deadLetters }: NonNullable<IngestOrder>): Promise<IngestReply> {
  try {
    return { id, result: await stores.events.ingest(events, deadLetters) };
  } catch (fault) {
    const message = fault instanceof Error ? fault.message : String(fault);
    return { id, fault: { code: fault instanceof AppError ? fault.code : null, message } };
  }
}
