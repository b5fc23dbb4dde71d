/** Time as the product sees it: handed in, so that a test or the local workspace can move it. */

/** Gives the present as epoch milliseconds. */
export interface Clock {
  now(): number;
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
