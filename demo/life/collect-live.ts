/** Sends what customers do to the product's own door for events, in batches. */

import type { SegmentMessage } from '../../simulator/segment-message.ts';
import { callProduct, type DoorKey } from './call-product.ts';

/** A batch may have 500 KB; the shop's messages have less than one each. */
const BATCH_SIZE = 250;

/** Repeatable: each message has an id. Throws `unavailable` when the door refuses. */
export async function collectLive(messages: readonly SegmentMessage[], key: DoorKey): Promise<void> {
  for (let start = 0; start < messages.length; start += BATCH_SIZE) {
    const batch = messages.slice(start, start + BATCH_SIZE);
    await callProduct(key, { method: 'POST', path: '/v1/batch', body: { batch } });
  }
}
