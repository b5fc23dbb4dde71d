/** Figures in words, the same in every strategy: dates in UTC, money, percentages, days, counts. */

const DATE = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** `1 March 2026`. */
export function sayDate(at: number): string {
  return DATE.format(at);
}

/** Cents as `$1,234.50`. */
export function sayMoney(cents: number, currency: string): string {
  return new Intl.NumberFormat('en-US', { style: 'currency', currency }).format(cents / 100);
}

/** A share of 0 to 1 as `4.2 %`. */
export function sayPercent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** A difference of two shares as `+1.5 points`. */
export function sayPoints(difference: number): string {
  const points = (100 * difference).toFixed(1);
  return `${difference >= 0 ? '+' : ''}${points} points`;
}

/** `1 customer`, `1,204 customers`. */
export function sayCount(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

/** `31 days`, `1 day`. */
export function sayDays(days: number): string {
  return sayCount(Math.round(days), 'day');
}
