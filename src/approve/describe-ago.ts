/** How long ago something was, in words. */

import { DAY, HOUR, MINUTE } from '../domain/clock.ts';

/** `just now`, `3 minutes ago`, `2 hours ago`, `5 days ago`: milliseconds rounded down to the largest unit they fill. */
export function describeAgo(milliseconds: number): string {
  if (milliseconds < MINUTE) return 'just now';
  if (milliseconds < HOUR) return count(milliseconds / MINUTE, 'minute');
  if (milliseconds < DAY) return count(milliseconds / HOUR, 'hour');
  return count(milliseconds / DAY, 'day');
}

function count(amount: number, unit: string): string {
  const whole = Math.floor(amount);
  return `${whole} ${unit}${whole === 1 ? '' : 's'} ago`;
}
