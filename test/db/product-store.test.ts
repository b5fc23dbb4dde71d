import { expect, it } from 'vitest';
import { createEventStore } from '../../db/stores/event-store.ts';
import { createProductStore } from '../../db/stores/product-store.ts';
import type { Product } from '../../src/domain/product.ts';
import { anEvent, T0 } from './builders.ts';
import { describeOnEachDatabase } from './open-test-database.ts';

const NOTHING = {
  name: null,
  priceCents: null,
  currency: null,
  imageUrl: null,
  link: null,
  category: null,
  stock: null,
};
const fact = (id: string, facts: Partial<Product> = {}): Product => ({ id, ...NOTHING, ...facts });
const CUP: Product = {
  id: 'cup',
  name: 'Cup',
  priceCents: 0,
  currency: 'EUR',
  imageUrl: 'https://shop.test/cup.png',
  link: 'https://shop.test/cup',
  category: 'Tea',
  stock: 0,
};

describeOnEachDatabase('product store', (stage) => {
  it('never lets a null fact overwrite a known one, and a zero always', async () => {
    const products = createProductStore(stage.parts());
    await products.put([{ ...CUP, priceCents: 900, stock: 4 }, fact('pot')], T0);
    await products.put([{ ...CUP, priceCents: 0, stock: 0 }], T0 + 1);
    await products.put([fact('cup')], T0 + 2);
    expect(await products.all()).toEqual([CUP, fact('pot')]);
    await products.put([fact('pot', { name: 'Pot' })], T0 + 3);
    expect((await products.all())[1]).toEqual(fact('pot', { name: 'Pot' }));
  });

  it('takes of two facts in one group the later, where it says something', async () => {
    const products = createProductStore(stage.parts());
    await products.put([fact('cup', { name: 'Mug', stock: 1 }), fact('a'), fact('cup', { name: 'Cup' })], T0);
    expect(await products.all()).toEqual([fact('a'), fact('cup', { name: 'Cup', stock: 1 })]);
  });

  it('learns of products from events, more than one statement holds', async () => {
    const parts = stage.parts();
    const products = Array.from({ length: 250 }, (_, n) => fact(`p${n}`, { name: `Product ${n}` }));
    await createProductStore(parts).put([fact('p7', { stock: 3 })], T0);
    await createEventStore(parts).ingest([anEvent('1', { products }), anEvent('2', { products: [] })], []);
    const all = await createProductStore(parts).all();
    expect(all).toHaveLength(250);
    expect(all.find(({ id }) => id === 'p7')).toEqual(fact('p7', { name: 'Product 7', stock: 3 }));
  });

  it('shows a second tenant nothing of the first', async () => {
    await createProductStore(stage.parts()).put([CUP], T0);
    const strange = createProductStore(stage.stranger());
    expect(await strange.all()).toEqual([]);
    await strange.put([fact('cup', { name: 'Another' })], T0);
    expect(await createProductStore(stage.parts()).all()).toEqual([CUP]);
  });
});
