/** Streams what happens in the shop to whoever collects events: in batches, day by day, without hogging the thread. */

import { setImmediate as nextTurn } from 'node:timers/promises';
import { DAY } from '../src/domain/clock.ts';
import type { Reaction } from './email.ts';
import type { SegmentMessage } from './segment-message.ts';
import type { Shop } from './shop.ts';

interface DriveProgress {
  /** Messages handed over so far. */
  readonly messages: number;
  /** The simulated moment reached. */
  readonly at: number;
  /** 0 to 1. */
  readonly share: number;
}

export interface Drive {
  readonly shop: Shop;
  /** The simulated moment to stop at. */
  readonly to: number;
  /** Takes one batch; the next comes when it is done. */
  readonly sink: (messages: readonly SegmentMessage[]) => Promise<void>;
  /** Takes what customers did with their mail. */
  readonly onReactions?: (reactions: readonly Reaction[]) => Promise<void>;
  readonly onProgress?: (progress: DriveProgress) => void;
  /** At most this many messages in a batch (default 100). */
  readonly batchSize?: number;
  /** Stops between two batches. */
  readonly signal?: AbortSignal;
}

/** Segment allows 500 KB a batch; this leaves room for the envelope. */
const MAX_BATCH_BYTES = 480_000;

/** Lets the shop run from its clock to `to` and gives the number of messages handed over. Rejects when the sink does. */
export async function driveShop(drive: Drive): Promise<number> {
  const from = drive.shop.now();
  let handed = 0;
  let open: readonly SegmentMessage[] = [];
  const hand = async (batch: readonly SegmentMessage[]) => {
    await drive.sink(batch);
    handed += batch.length;
    await nextTurn();
  };
  for (let at = from; at < drive.to && !drive.signal?.aborted; ) {
    at = Math.min(at + DAY, drive.to);
    const happened = drive.shop.advanceTo(at);
    const batches = cutBatches([...open, ...happened.messages], drive.batchSize ?? 100);
    open = batches.pop() ?? [];
    for (const batch of batches) await hand(batch);
    if (happened.reactions.length > 0) await drive.onReactions?.(happened.reactions);
    drive.onProgress?.({ messages: handed, at, share: (at - from) / (drive.to - from) });
    await nextTurn();
  }
  if (open.length > 0) await hand(open);
  return handed;
}

/** Cuts messages into batches that keep to the limits of number and size; only the last may have room left. */
function cutBatches(messages: readonly SegmentMessage[], batchSize: number): SegmentMessage[][] {
  const batches: SegmentMessage[][] = [];
  let bytes = 0;
  for (const message of messages) {
    const size = Buffer.byteLength(JSON.stringify(message)) + 1;
    const last = batches.at(-1);
    if (last === undefined || last.length >= batchSize || bytes + size > MAX_BATCH_BYTES) {
      batches.push([message]);
      bytes = size;
    } else {
      last.push(message);
      bytes += size;
    }
  }
  return batches;
}
