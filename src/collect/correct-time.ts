/** Says when an event happened, whatever the clock of its sender shows. */

import { DAY } from '../domain/clock.ts';
import { Fault } from './fault.ts';

/** Before it no shop was tracked: such a date is seconds taken for milliseconds, or a device without a battery. */
const EARLIEST = Date.UTC(2000, 0, 1);

export interface Moments {
  /** When it happened by the sender's clock. */
  readonly original: number | undefined;
  /** When it was sent by the same clock. */
  readonly sentAt: number | undefined;
  readonly receivedAt: number;
}

/**
 * Epoch milliseconds when it happened. With `sentAt`, the sender's clock is corrected as Segment does it:
 * receivedAt - (sentAt - original); without, the sender's own word is taken, or the moment of reception.
 */
export function correctTime({ original, sentAt, receivedAt }: Moments): number | Fault {
  if (original === undefined) return receivedAt;
  const timestamp = sentAt === undefined ? original : receivedAt - (sentAt - original);
  if (timestamp < EARLIEST)
    return new Fault('timestamp', 'is before the year 2000: send ISO 8601, or epoch milliseconds');
  if (timestamp > receivedAt + DAY)
    return new Fault(
      'timestamp',
      'is more than a day in the future: check the clock of the sender, or send `sentAt` with it',
    );
  return timestamp;
}
