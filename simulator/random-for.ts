/** A random sequence of its own for each customer, day and purpose, so that nothing one customer does moves another. */

import { createRandom, type Random } from '../src/statistics/random.ts';

/** Separate purposes never share draws: what a session shows cannot change whether the next one buys. */
const PURPOSES = ['person', 'decide', 'session', 'mail', 'review'] as const;
type Purpose = (typeof PURPOSES)[number];

export interface RandomKey {
  readonly seed: number;
  readonly customer: number;
  /** The simulated day, or any other number within the purpose. */
  readonly day: number;
  readonly purpose: Purpose;
}

/** The random numbers of a customer's day. The same key gives the same sequence, in any order of asking. */
export function randomFor(key: RandomKey): Random {
  let mixed = mix(key.seed | 0, key.customer + 1);
  mixed = mix(mixed, key.day + 1);
  return createRandom(mix(mixed, PURPOSES.indexOf(key.purpose) + 1));
}

/** One step of MurmurHash3's 32-bit mixing. */
function mix(hash: number, value: number): number {
  let k = Math.imul(value, 0xcc9e2d51);
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  let h = hash ^ k;
  h = (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  return h ^ (h >>> 13);
}
