/** Simulated days: the shop's life is drawn in steps of 24 hours from its first moment. */

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** The moment within the day that begins at `dayStart` at which a clock (UTC) shows `hour` (fractions allowed). */
export function momentAtHour(dayStart: number, hour: number): number {
  const startHour = (dayStart % DAY_MS) / HOUR_MS;
  return Math.floor(dayStart + ((hour - startHour + 48) % 24) * HOUR_MS);
}
