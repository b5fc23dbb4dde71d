/** Schemas for the single values of a call: lenient in how a value is written, exact in what it means. */

import { z } from 'zod';
import { parseTime } from './parse-time.ts';
import { withReader } from './read-quickly.ts';
import { toCents } from './to-cents.ts';

const INT32_MAX = 2_147_483_647;

/** An id: text, or a whole number taken as its digits (as Segment does); at most 255 characters. */
export const idField = field(readId, 'must be text (or a whole number) of at most 255 characters');

/** One line of text of at most `max` characters. */
export const textField = (max: number) =>
  field(
    (value) => (typeof value === 'string' && value.length <= max ? value : null),
    `must be text of at most ${max} characters`,
  );

export const timeField = field(parseTime, 'must be an ISO 8601 date, such as 2026-02-27T09:30:00Z');
export const centsField = field(toCents, 'must be an amount in currency units, such as 19.99');
export const countField = field(readCount, 'must be a whole number of at most nine digits, such as 2');
export const numberField = field(readNumber, 'must be a number');
export const currencyField = field(readCurrency, 'must be a currency code of three letters, such as EUR');
export const booleanField = field(
  (value) => (typeof value === 'boolean' ? value : null),
  'must be true or false',
);
export const objectField = field(readObject, 'must be an object');

/** An absolute http(s) address; anything else is left out, since an event is worth more than its picture. */
export const linkField = withReader(
  z
    .unknown()
    .transform((value) => readLink(value) ?? undefined)
    .optional(),
  (value) => readLink(value) ?? undefined,
);

/** A field that may be missing, null or empty text, all three meaning that nothing was said. */
function field<T>(read: (value: unknown) => T | null, reason: string) {
  const schema = z
    .unknown()
    .transform((value, context): T | undefined => {
      if (isUnsaid(value)) return undefined;
      const result = read(value);
      if (result !== null) return result;
      context.addIssue({ code: 'custom', message: reason });
      return z.NEVER;
    })
    .optional();
  return withReader(schema, (value) => (isUnsaid(value) ? undefined : read(value)));
}

function isUnsaid(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function readId(value: unknown): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : null;
  return typeof value === 'string' && value.length <= 255 ? value : null;
}

function readNumber(value: unknown): number | null {
  if (typeof value === 'string' && value.trim() === '') return null;
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

function readCount(value: unknown): number | null {
  const number = readNumber(value);
  return number !== null && Number.isInteger(number) && Math.abs(number) <= INT32_MAX ? number : null;
}

function readCurrency(value: unknown): string | null {
  return typeof value === 'string' && /^[a-z]{3}$/i.test(value) ? value.toUpperCase() : null;
}

function readObject(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : null;
}

/** The address as it was given, or null when it is none that an e-mail could link to. */
export function readLink(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 2048 || !/^https?:\/\//i.test(value)) return null;
  return URL.canParse(value) ? value : null;
}
