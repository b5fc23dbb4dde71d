/** Takes the calls of one request: stores what is good, keeps what is bad as dead letters, and says which was which. */

import { DISK_RESERVE_BYTES, type DiskSpace } from '../domain/disk-space.ts';
import type { EventStore, NewDeadLetter, NewEvent } from '../domain/event.ts';
import { AppError } from '../errors.ts';
import { isShallow } from './check-text.ts';
import { Fault } from './fault.ts';
import { createGroupCommit } from './group-commit.ts';
import { type ParseOptions, parseMessage } from './parse-message.ts';
import { MAX_QUEUED_BYTES, type QueueState } from './queue-state.ts';

/** Segment's limit for one event. */
export const MAX_EVENT_BYTES = 32 * 1024;
/**
 * Of a dead letter: far beyond any honest call, and far from the 3,500 levels at which handing it to another thread
 * exhausts the stack (writing it as JSON does so later).
 */
const MAX_KEPT_LEVELS = 500;
/** To find words for a fault takes up to 0.1 ms, ten times as long as to read a good call: a batch of them lets others in between. */
const FAULTS_A_TURN = 100;

export interface RawCall {
  /** As it was sent, with its `type`. */
  readonly raw: unknown;
  /** Of the batch around it, as it was sent. */
  readonly sentAt?: unknown;
}

/** What came of the calls of one request. */
export interface AcceptResult {
  readonly stored: number;
  readonly duplicates: number;
  readonly deadLetters: number;
  /** Why calls became dead letters; `index` counts the calls of this request from 0. */
  readonly faults: readonly CallFault[];
}

export interface CallFault {
  readonly index: number;
  readonly field: string;
  readonly reason: string;
}

export interface Collector {
  /**
   * Resolves when all calls are durably stored, as events or as dead letters; `receivedAt` is epoch milliseconds.
   * Repeatable: calls with a `messageId` seen before are counted as duplicates. Rejects with `unavailable` when more
   * arrive than can be stored, or the database is busy or full; nothing of the request is stored then.
   */
  accept(calls: readonly RawCall[], receivedAt: number): Promise<AcceptResult>;
  /** What waits for the database at this moment, and how much may. */
  queue(): QueueState;
}

export interface CollectorOptions {
  readonly events: Pick<EventStore, 'ingest'>;
  /** How many calls may wait for the database at once, whatever their size. */
  readonly maxQueued: number;
  /** How many bytes of JSON they may have together: 64 MB unless told. */
  readonly maxQueuedBytes?: number;
  /** What no other process has: tells its calls from theirs. */
  readonly process?: string;
  /** Of the database, where it lives on this machine: when it runs low, calls are refused before it is full. */
  readonly disk?: DiskSpace;
}

/** One collector serves all requests of a process, so that those of one moment share a transaction. */
export function createCollector(options: CollectorOptions): Collector {
  const { disk, maxQueued: maxCalls, maxQueuedBytes: maxBytes = MAX_QUEUED_BYTES } = options;
  const { submit, waiting } = createGroupCommit({ ...options, maxQueuedBytes: maxBytes });
  let received = 0;
  return {
    queue: () => ({ ...waiting(), maxCalls, maxBytes }),
    async accept(calls, receivedAt) {
      if (disk !== undefined) await refuseWithoutRoom(disk);
      const events: NewEvent[] = [];
      const deadLetters: NewDeadLetter[] = [];
      const faults: CallFault[] = [];
      let bytes = 0;
      for (const [index, { raw, sentAt }] of calls.entries()) {
        received += 1;
        const place = `${options.process ?? ''} ${received}`;
        const parsed = parseSized(raw, { sentAt, receivedAt, place });
        if (!(parsed instanceof Fault)) {
          events.push(parsed);
          bytes += parsed.payload.length;
          continue;
        }
        const { field, reason } = parsed;
        faults.push({ index, field, reason });
        const payload = keepable(raw);
        deadLetters.push({ receivedAt, field, reason, payload });
        bytes += JSON.stringify(payload)?.length ?? 0;
        if (faults.length % FAULTS_A_TURN === 0) await nextTurn();
      }
      const { stored, duplicates } = await submit({ events, deadLetters, bytes });
      return { stored, duplicates, deadLetters: deadLetters.length, faults };
    },
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Early, while there is room for what is on its way: a full disk cannot even mark an e-mail as sent. */
async function refuseWithoutRoom(disk: DiskSpace): Promise<void> {
  if ((await disk.freeBytes()) < DISK_RESERVE_BYTES)
    throw new AppError(
      'unavailable',
      'The disk is nearly full: nothing of this request was stored. Make room there, then send it again.',
    );
}

function parseSized(raw: unknown, options: ParseOptions): NewEvent | Fault {
  const parsed = parseMessage(raw, options);
  if (parsed instanceof Fault) return parsed;
  const bytes = Buffer.byteLength(parsed.payload);
  return bytes <= MAX_EVENT_BYTES
    ? parsed
    : new Fault('', `is ${bytes} bytes; an event may have ${MAX_EVENT_BYTES}`);
}

/** A dead letter keeps what was sent, unless it is nested too deeply. */
function keepable(raw: unknown): unknown {
  return isShallow(raw, MAX_KEPT_LEVELS)
    ? raw
    : `nested more than ${MAX_KEPT_LEVELS} levels deep: it was not kept`;
}
