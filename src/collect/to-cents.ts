/** Turns amounts in currency units into whole numbers, digit by digit: 1.005 is 101 cents, which floating point denies. */

const DECIMAL = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d{1,3}))?$/i;

/**
 * Integer cents (hundredths of the unit, whatever the currency) of 19.99 or "19.99", halves rounded away from zero.
 * Null for what is no plain decimal number, or too large to be kept exactly.
 */
export function toCents(value: unknown): number | null {
  return toScaled(value, 2);
}

/** The same with another number of decimal places: a price in ten-thousandths has 4. */
export function toScaled(value: unknown, places: number): number | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const match = DECIMAL.exec(String(value).trim());
  if (match === null) return null;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const digits = whole + fraction;
  if (digits === '') return null;
  const end = whole.length + Number(exponent) + places;
  if (end > digits.length + 20) return /[1-9]/.test(digits) ? null : 0;
  if (end < 0) return 0;
  const kept = Number(digits.slice(0, end).padEnd(end, '0') || '0');
  const rounded = digits.charAt(end) >= '5' ? kept + 1 : kept;
  if (!Number.isSafeInteger(rounded)) return null;
  return sign === '-' && rounded > 0 ? -rounded : rounded;
}
