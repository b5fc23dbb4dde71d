/** Makes a simulated shop's browsers forget who signed in, as real ones do: then most visits are anonymous until an order. */

import type { SegmentMessage } from '../../simulator/segment-message.ts';
import { DAY } from '../../src/domain/clock.ts';
import { EVENT } from '../../src/domain/event.ts';
import { createRandom } from '../../src/statistics/random.ts';

/** How long after a visit Safari still knows what a script of the shop's kept. */
const MEMORY_MS = 7 * DAY;
/** What nobody does without a name. */
const NAMED: ReadonlySet<string> = new Set([
  EVENT.orderCompleted,
  EVENT.orderRefunded,
  EVENT.productReviewed,
]);

interface Browser {
  readonly number: number;
  lastSeenAt: number;
  isSignedIn: boolean;
}

/**
 * The same messages, of which those lose their `userId` that come before a sign-in. After a week away a browser begins as
 * a stranger; `signedInShare` of them sign in at once, by lot, the others when they order, return or review something.
 * Call it with one message after the other, in order of time.
 */
export function forgetSignIns(seed: number, signedInShare: number): (message: SegmentMessage) => object {
  const random = createRandom(seed);
  const browsers = new Map<string, Browser>();
  return ({ userId, ...message }) => {
    const at = Date.parse(message.timestamp);
    const former = browsers.get(message.anonymousId);
    const forgot = former === undefined || at - former.lastSeenAt > MEMORY_MS;
    const browser = forgot
      ? { number: (former?.number ?? 0) + 1, lastSeenAt: at, isSignedIn: random.uniform() < signedInShare }
      : former;
    browser.lastSeenAt = at;
    browser.isSignedIn ||= message.type === 'identify' || NAMED.has(message.event ?? '');
    browsers.set(message.anonymousId, browser);
    return {
      ...message,
      anonymousId: `${message.anonymousId}-${browser.number}`,
      ...(browser.isSignedIn && userId !== undefined && { userId }),
    };
  };
}
