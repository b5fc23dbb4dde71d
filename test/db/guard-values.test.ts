import { describe, expect, it } from 'vitest';
import { guardInteger, guardJson, guardText, guardWideInteger } from '../../db/guard-values.ts';

const INVALID = expect.objectContaining({ code: 'invalid' });

describe('a number', () => {
  it.each([0, -0, 2_147_483_647, -2_147_483_647])('passes as an integer: %d', (value) => {
    expect(guardInteger(value)).toBe(value);
  });

  it.each([0.5, 2_147_483_648, -2_147_483_648.5, Number.NaN, Number.POSITIVE_INFINITY])(
    'is refused as an integer: %d',
    (value) => {
      expect(() => guardInteger(value)).toThrow(INVALID);
    },
  );

  it.each([Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])('passes as a wide integer: %d', (value) => {
    expect(guardWideInteger(value)).toBe(value);
  });

  it.each([1e-9, 2 ** 53, Number.NaN, Number.NEGATIVE_INFINITY])(
    'is refused as a wide integer: %d',
    (value) => {
      expect(() => guardWideInteger(value)).toThrow(INVALID);
    },
  );
});

const FINE = ['', 'Ann', 'Zoë 🕯️ 漢字', '\n\t\u0001', String.raw`\u0000 and C:\udata`, String.raw`\\ud83d`];
const BROKEN = ['a\0b', '\ud83d', 'half \udd6f', '\udd6f\ud83d'];

describe('a text', () => {
  it.each(FINE)('passes: %j', (text) => {
    expect(guardText(text)).toBe(text);
    for (const value of [text, { [text]: [text] }]) expect(JSON.parse(guardJson(value))).toEqual(value);
  });

  it.each(BROKEN)('is refused: %j', (text) => {
    expect(() => guardText(text)).toThrow(INVALID);
    for (const value of [text, [text], { a: { b: text } }, { [text]: 1 }, `\\${text}`])
      expect(() => guardJson(value)).toThrow(INVALID);
  });
});
