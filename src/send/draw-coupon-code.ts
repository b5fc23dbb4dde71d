/** Coupon codes: worth money, so drawn from the system's randomness and not from a seed that could be guessed. */

import { randomInt } from 'node:crypto';

/** No vowels, no 0, 1, I, L, O: nothing to misread, and no words by accident. */
const ALPHABET = '23456789BCDFGHJKMNPQRSTVWXZ';
const LENGTH = 10;

/** A new code, such as `7KQ2M-XB9TD`: 47 bits, which nobody finds by trying. */
export function drawCouponCode(): string {
  const code = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;
}
