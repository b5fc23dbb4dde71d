/** Refuses values that SQLite would swallow and PostgreSQL would not, before either sees them. */

import { AppError } from '../src/errors.ts';

const INT32_MAX = 2_147_483_647;
/** How JSON writes a NUL or half a surrogate pair; after an escaped backslash the same letters are mere text. */
const REFUSED_ESCAPE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

/** Throws `invalid` unless the number is a whole one that fits 32 bits. */
export function guardInteger(value: number): number {
  if (!Number.isInteger(value) || Math.abs(value) > INT32_MAX)
    throw new AppError(
      'invalid',
      `${value} is no 32-bit whole number: send a whole number of a sensible size.`,
    );
  return value;
}

/** Throws `invalid` unless the number is a whole one that a double holds exactly. */
export function guardWideInteger(value: number): number {
  if (!Number.isSafeInteger(value))
    throw new AppError(
      'invalid',
      `${value} is no whole number that can be kept exactly: round it, or send less.`,
    );
  return value;
}

/** Throws `invalid` on a NUL character or half a surrogate pair, which PostgreSQL refuses in text and JSON. */
export function guardText(value: string): string {
  if (value.includes('\0') || !value.isWellFormed())
    throw new AppError(
      'invalid',
      'The text holds a NUL character or half a character: remove it and send it again.',
    );
  return value;
}

/** JSON text of a value, guarded as text is, inside as well (an escaped NUL is refused by PostgreSQL too). */
export function guardJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (REFUSED_ESCAPE.test(json))
    throw new AppError(
      'invalid',
      'The value holds a NUL character or half a character: remove it and send it again.',
    );
  return json;
}
