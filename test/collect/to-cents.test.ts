import { describe, expect, it } from 'vitest';
import { toCents, toScaled } from '../../src/collect/to-cents.ts';

describe('toCents', () => {
  it.each([
    [19.99, 1999],
    ['19.99', 1999],
    [1.005, 101],
    ['1.0049', 100],
    [-2.5, -250],
    ['-0.005', -1],
    ['.5', 50],
    ['5.', 500],
    [0, 0],
    ['-0', 0],
    [1e-7, 0],
    ['1.5e2', 15000],
    [4503599627370.12, 450359962737012],
  ])('%s is %d cents', (value, cents) => {
    expect(toCents(value)).toBe(cents);
  });

  it.each([
    '',
    '.',
    'free',
    '1,99',
    '€5',
    '1 000',
    '0x10',
    Number.NaN,
    Infinity,
    1e21,
    '9'.repeat(400),
    true,
    null,
    {},
  ])('%s is no amount', (value) => {
    expect(toCents(value)).toBeNull();
  });

  it('rounds every amount as decimal arithmetic does', () => {
    for (let mills = 0; mills < 20_000; mills += 7) {
      const text = `${Math.trunc(mills / 1000)}.${String(mills % 1000).padStart(3, '0')}`;
      expect(toCents(Number(text))).toBe(Math.trunc((mills + 5) / 10));
    }
  });

  it('keeps as many places as asked', () => {
    expect(toScaled('0.165', 4)).toBe(1650);
  });
});
