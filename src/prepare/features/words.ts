/** The small phrases that descriptions of features are made of. */

import { NEVER_DAYS } from './feature.ts';

/** "no orders", "1 order", "3 orders"; the plural adds an s unless given. */
export function sayCount(count: number, noun: string, plural = `${noun}s`): string {
  const whole = Math.round(count);
  if (whole === 0) return `no ${plural}`;
  return `${whole} ${whole === 1 ? noun : plural}`;
}

/** "less than a day", "1 day", "12 days". */
export function sayDays(days: number): string {
  return days < 1 ? 'less than a day' : sayCount(Math.floor(days), 'day');
}

/** "last order 12 days ago"; at the cap, "no order in the last 2 years". `noun` is singular. */
export function sayLast(noun: string, days: number): string {
  return days >= NEVER_DAYS ? `no ${noun} in the last 2 years` : `last ${noun} ${sayDays(days)} ago`;
}

/** "in the last day", "in the last 7 days". */
export function sayWindow(days: number): string {
  return days === 1 ? 'in the last day' : `in the last ${days} days`;
}

/** "1,234.50": cents as an amount, without a currency, since a shop may have several. */
export function sayMoney(cents: number): string {
  return (cents / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** "40%": a share of 0 to 1. */
export function sayShare(share: number): string {
  return `${Math.round(share * 100)}%`;
}
