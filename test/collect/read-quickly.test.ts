/** Holds the quick reading of good calls to what their schemas say. */

import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import * as fields from '../../src/collect/read-field.ts';
import { createQuickReader } from '../../src/collect/read-quickly.ts';
import { createRandom } from '../../src/statistics/random.ts';
import { event, fault, receivedAt, track } from './parse-calls.ts';

const VALUES: readonly unknown[] = [
  ...[undefined, null, '', ' ', 'Anna', 'x'.repeat(256), '19.99', '1e400', 'EUR', 'eur', 'EURO'],
  ...[0, -1, 42, 4.5, 2 ** 31, 2 ** 53, true, false, [], [1], {}, { a: 1 }],
  ...['2026-02-27T09:30:00Z', '2026-02-30', receivedAt, 'https://shop.example/p', 'ftp://x', 'http://'],
];
const shape = {
  id: fields.idField,
  text: fields.textField(255),
  time: fields.timeField,
  cents: fields.centsField,
  count: fields.countField,
  number: fields.numberField,
  currency: fields.currencyField,
  boolean: fields.booleanField,
  object: fields.objectField,
  link: fields.linkField,
};

describe('a quick reader', () => {
  it.each(Object.keys(shape))('says of any %s what its schema says, or nothing', (name) => {
    const read = createQuickReader(shape);
    const schema = z.object(shape);
    for (const value of VALUES) {
      const parsed = schema.safeParse({ [name]: value });
      const said = read({ [name]: value });
      if (parsed.success) expect(said, String(value)).toEqual(parsed.data);
      else expect(said, String(value)).toBeNull();
    }
  });

  it.each([
    ['a list', []],
    ['text', 'a'],
    ['nothing', null],
  ])('leaves %s to the schema', (_, value) => {
    expect(createQuickReader(shape)(value)).toBeNull();
  });

  it('takes no field that it cannot read', () => {
    expect(() => createQuickReader({ other: z.string() })).toThrow('other has no reader');
  });
});

describe('a call', () => {
  it('means the same whether it is read quickly or by its schema', () => {
    const random = createRandom(1);
    const names = ['messageId', 'userId', 'anonymousId', 'timestamp', 'sentAt', 'properties', 'context'];
    const contexts = [{}, { traits: { firstName: 'A' } }, { timezone: 'Europe/Paris' }, { traits: 1 }, null];
    for (let drawn = 0; drawn < 2_000; drawn += 1) {
      const raw: Record<string, unknown> = { ...track('Product Viewed', { product_id: 'p', price: '5' }) };
      const name = names[random.integer(names.length)] as string;
      raw[name] = [...VALUES, ...contexts][random.integer(VALUES.length + contexts.length)];
      // A control character makes nobody refuse the call, and everybody look twice.
      const looked = { ...raw, note: '\u0001' };
      const quick = outcome(raw);
      expect(outcome(looked), JSON.stringify(raw)).toEqual(quick);
    }
  });

  it.each([
    ['a list that is none', { products: '' }, 'properties.products'],
    ['a product without an id', { products: [{ name: 'Cup' }] }, 'properties.products[0].product_id'],
    ['a product that is none', { products: [{ sku: 's' }, 'cup'] }, 'properties.products[1]'],
    ['a price that is none', { products: [{ sku: 's', price: 'much' }] }, 'properties.products[0].price'],
  ])('is refused for %s', (_, properties, field) => {
    expect(fault(track('Order Completed', properties)).field).toBe(field);
  });

  it('gives null for a list of products as if none had been sent', () => {
    expect(event(track('Order Completed', { products: null, total: 5 })).lines).toEqual([]);
  });
});

function outcome(raw: unknown) {
  try {
    // A call without an id is given one made of all it holds, the note included.
    const { payload: _, messageId, ...meaning } = event(raw);
    return { ...meaning, messageId: messageId.startsWith('content:') ? 'content' : messageId };
  } catch (refused) {
    return String(refused);
  }
}
