/** Lets each of Slack's requests be acted on once: Slack repeats events, a line that breaks repeats the rest. */

import type { App } from '@slack/bolt';
import { z } from 'zod';
import { type Clock, HOUR } from '../../domain/clock.ts';
import type { SeenRequestStore } from '../../domain/seen-request.ts';

type ReceiverEvent = Parameters<App['processEvent']>[0];

export interface RepeatParts {
  readonly seenRequests: SeenRequestStore;
  /** The machine's own, which Slack's repetitions follow. */
  readonly clock: Clock;
}

/** Slack's last repetition of an event comes after five minutes, and a signature is good for as long. */
const REMEMBERED_MS = HOUR;
/** `trigger_id` is drawn anew for each command, click and form, `event_id` stays that of the event. */
const bodySchema = z.object({ event_id: z.string() }).or(z.object({ trigger_id: z.string() }));
/** A database that does not answer must not keep a person waiting; what a click may do, it may do once in any case. */
const PATIENCE_MS = 500;

class RepeatedRequest extends Error {}

/**
 * Asked after the acknowledgement, so that what was never acknowledged is never taken for done, and so that Slack waits
 * for no database. Whoever acknowledges first and acts after, as all commands do, is stopped between the two.
 */
export function refuseRepeats(bolt: App, parts: RepeatParts): void {
  const process = bolt.processEvent.bind(bolt);
  bolt.error(async (fault) => {
    if (isRepeat(fault)) return;
    bolt.logger.error(fault);
    throw fault;
  });
  bolt.processEvent = async (event) => {
    try {
      await process({ ...event, ack: acknowledgeOnce(event, parts) });
    } catch (fault) {
      if (!isRepeat(fault)) throw fault;
    }
  };
}

function acknowledgeOnce(event: ReceiverEvent, parts: RepeatParts): ReceiverEvent['ack'] {
  return async (response) => {
    await event.ack(response);
    const parsed = bodySchema.safeParse(event.body);
    if (!parsed.success) return;
    const id = 'event_id' in parsed.data ? parsed.data.event_id : parsed.data.trigger_id;
    if (!(await isFirst(parts, id))) throw new RepeatedRequest('This request of Slack was taken already.');
  };
}

async function isFirst({ seenRequests, clock }: RepeatParts, id: string): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, true);
  });
  const now = clock.now();
  const met = seenRequests.meet(id, { now, until: now + REMEMBERED_MS });
  return Promise.race([met.catch(() => true), late]).finally(() => clearTimeout(timer));
}

/** Bolt wraps what a listener throws, and several into one. */
function isRepeat(fault: unknown): boolean {
  if (fault instanceof RepeatedRequest) return true;
  const { original, originals } = fault as { original?: unknown; originals?: readonly unknown[] };
  return (
    original instanceof RepeatedRequest || (originals ?? []).some((one) => one instanceof RepeatedRequest)
  );
}
