import { describe, expect, it } from 'vitest';
import { guardInteger, guardJson, guardText, guardWideInteger } from '../../db/guard-values.ts';
import { createJobStore } from '../../db/stores/job-store.ts';
import { describeOnEachDatabase } from './open-test-database.ts';

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

describeOnEachDatabase('a value that only one of the databases would take', (stage) => {
  const product = { id: 'cup', updatedAt: 1 };
  it.each([
    ['a fraction', { ...product, stock: 0.5 }],
    ['a number too wide', { ...product, stock: 2 ** 31 }],
    ['a time with a fraction', { ...product, updatedAt: 0.5 }],
    ['a time too wide', { ...product, updatedAt: 2 ** 53 }],
    ['a NUL', { ...product, id: 'cup\0' }],
    ['half a character', { ...product, id: '\ud83d' }],
  ])('is refused in words: %s', async (_, row) => {
    const { database, tenant } = stage.parts();
    const { products } = database.tables;
    await expect(
      database.write((connection) => connection.insert(products).values({ tenant, ...row })),
    ).rejects.toMatchObject({ code: 'invalid' });
    expect(await database.read((connection) => connection.select().from(products))).toEqual([]);
  });

  it.each(BROKEN)('is refused inside JSON: %j', async (text) => {
    const jobs = createJobStore(stage.parts());
    const lease = { owner: 'me', now: 1, leaseUntil: 2 };
    const run = await jobs.start({ name: 'night', fireKey: 'night:1', ...lease });
    const end = (result: Record<string, unknown>) =>
      jobs.finish(run!.id, 'me', { state: 'done', at: 2, result, error: null });
    await expect(end({ deep: [text] })).rejects.toMatchObject({ code: 'invalid' });
    const fine = { deep: FINE, count: 1e300, nothing: null };
    expect(await end(fine)).toBe(true);
    expect((await jobs.recent(1))[0]).toMatchObject({ result: fine, dueAt: 1 });
  });
});
