/** Stores many calls through the product's own parser and store, without HTTP. */

import type { StoreParts } from '../../db/database.ts';
import { createEventStore } from '../../db/stores/event-store.ts';
import { Fault } from '../../src/collect/fault.ts';
import { parseMessage } from '../../src/collect/parse-message.ts';
import { type CallOptions, createCallMaker } from './make-call.ts';

const GROUP = 2_000;

export interface FillOptions {
  readonly calls: CallOptions;
  readonly events: number;
  readonly onProgress?: (stored: number) => void;
}

/** Events of the present, in the order in which they are made. */
export async function fillStore(
  parts: StoreParts,
  { calls, events, onProgress }: FillOptions,
): Promise<void> {
  const store = createEventStore(parts);
  const maker = createCallMaker(calls);
  const receivedAt = Date.now();
  for (let stored = 0; stored < events; stored += GROUP) {
    const group = Array.from({ length: Math.min(GROUP, events - stored) }, () => {
      const event = parseMessage(maker.next(), { receivedAt });
      if (event instanceof Fault)
        throw new Error(`The bench makes bad calls: ${event.field} ${event.reason}`);
      return event;
    });
    await store.ingest(group, []);
    onProgress?.(stored + group.length);
  }
}
