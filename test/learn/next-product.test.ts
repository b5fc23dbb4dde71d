/** The recommender follows histories and last steps, says because of what, and beats popularity where there is structure. */

import { describe, expect, it } from 'vitest';
import { evaluateNextProduct } from '../../src/learn/evaluate-next-product.ts';
import { NextProductModel } from '../../src/learn/next-product.ts';
import { createRandom } from '../../src/statistics/random.ts';

describe('NextProductModel', () => {
  it('recommends what goes with the history and names the product that points to it', () => {
    const model = fitted();
    const [first] = model.recommend(['tea-1'], 3);
    expect(first!.productId).toMatch(/^tea-/);
    expect(first!.productId).not.toBe('tea-1');
    expect(first!.because).toBe('tea-1');
    expect(model.recommend(['tool-1'], 1)[0]!.productId).toMatch(/^tool-/);
  });

  it('lets the last steps weigh more than those before them', () => {
    const model = fitted();
    expect(model.recommend(['tool-1', 'tool-2', 'tea-1', 'tea-2', 'tea-3'], 1)[0]!.productId).toMatch(
      /^tea-/,
    );
    expect(model.recommend(['tea-1', 'tea-2', 'tool-1', 'tool-2', 'tool-3'], 1)[0]!.productId).toMatch(
      /^tool-/,
    );
  });

  it('learns which product follows which', () => {
    const model = new NextProductModel();
    const loop = ['camera', 'card', 'tripod', 'bag'];
    model.fit(Array.from({ length: 50 }, (_, at) => [...loop, ...loop].slice(at % 4, (at % 4) + 4)));
    expect(model.recommend(['camera'], 1)[0]).toMatchObject({ productId: 'card', because: 'camera' });
    expect(model.recommend(['card'], 1)[0]).toMatchObject({ productId: 'tripod', because: 'card' });
  });

  it('remembers what lies further back than the last steps', () => {
    const between = ['milk', 'bread', 'soap', 'salt'];
    const model = new NextProductModel();
    const sequences = [
      ['kettle', ...between, 'teapot'],
      ['drill', ...between, 'saw'],
    ];
    model.fit(Array.from({ length: 60 }, (_, contact) => sequences[contact % 2]!));
    const exclude = new Set(between);
    expect(model.recommend(['kettle', ...between], 1, { exclude })[0]!.productId).toBe('teapot');
    expect(model.recommend(['drill', ...between], 1, { exclude })[0]!.productId).toBe('saw');
  });

  it('does not make up a reason for a product that is there for its popularity', () => {
    const model = new NextProductModel();
    const pairs = Array.from({ length: 200 }, () => ['lens', 'filter']);
    model.fit([...pairs, ...Array.from({ length: 1000 }, () => ['bestseller']), ['lens', 'bestseller']]);
    expect(model.recommend(['lens'], 2)).toMatchObject([
      { productId: 'filter', because: 'lens' },
      { productId: 'bestseller', because: null },
    ]);
  });

  it('falls back to popularity for a contact without history or with unknown products, and says so', () => {
    const model = fitted();
    const popular = model.recommend([], 5);
    expect(popular).toHaveLength(5);
    expect(popular.every((product) => product.because === null)).toBe(true);
    expect(model.recommend(['never seen'], 5)).toEqual(popular);
  });

  it('never recommends what is excluded, and still fills the list', () => {
    const model = fitted();
    const exclude = new Set(['tea-2', 'tea-3', 'unknown']);
    const recommended = model.recommend(['tea-1'], 6, { exclude }).map((product) => product.productId);
    expect(recommended).toHaveLength(6);
    expect(recommended.filter((id) => exclude.has(id))).toEqual([]);
    expect(fitted().recommend([], 100, { exclude: new Set(['tea-1']) })).toHaveLength(19);
  });

  it('learns the same from the same contacts in another order', () => {
    const other = new NextProductModel();
    other.fit(tastes(10, 300).reverse());
    expect(other.save()).toEqual(fitted().save());
  });

  it('recommends exactly the same after it was saved and loaded', () => {
    const model = fitted();
    const copy = new NextProductModel();
    copy.load(model.save());
    for (const history of [[], ['tea-1'], ['tool-4', 'tea-2']]) {
      expect(copy.recommend(history, 10)).toEqual(model.recommend(history, 10));
    }
  });

  it('refuses to learn from nothing, to recommend before it learnt, and to load what is damaged', () => {
    const invalid = expect.objectContaining({ code: 'invalid' });
    expect(() => new NextProductModel().fit([[], []])).toThrow(invalid);
    expect(() => new NextProductModel().recommend([], 1)).toThrow(invalid);
    const files = fitted().save();
    for (const name of Object.keys(files)) {
      const { [name]: _, ...incomplete } = files;
      expect(() => new NextProductModel().load(incomplete)).toThrow(invalid);
      const cut = { ...files, [name]: files[name]!.slice(0, -4) };
      expect(() => new NextProductModel().load(cut)).toThrow(invalid);
    }
  });

  it('keeps at most fifty neighbours a product, however many there are', () => {
    const random = createRandom(6);
    const everything = Array.from({ length: 200 }, (_, number) => `product-${number}`);
    const model = new NextProductModel();
    model.fit(Array.from({ length: 60 }, () => random.shuffle([...everything])));
    const offsets = new Int32Array(model.save()['together-offsets.i32']!.buffer);
    expect(offsets.at(-1)).toBe(200 * 50);
  });
});

describe('evaluateNextProduct', () => {
  it('finds last products far better than popularity where tastes differ', () => {
    const metrics = evaluateNextProduct(tastes(40, 400));
    expect(metrics.contacts).toBe(400);
    expect(metrics.hitRate.low).toBeGreaterThan(metrics.popularityHitRate.high);
    expect(metrics.ndcg).toBeGreaterThan(metrics.popularityNdcg);
  });

  it('finds nothing where there is nothing to find', () => {
    const random = createRandom(3);
    const noise = Array.from({ length: 800 }, () =>
      Array.from({ length: 6 }, () => `product-${random.integer(200)}`),
    );
    const metrics = evaluateNextProduct(noise);
    expect(metrics.hitRate.estimate).toBeLessThan(0.09);
  });

  it('does not count the product it is to find', () => {
    const metrics = evaluateNextProduct([
      ['a', 'b'],
      ['a', 'c'],
    ]);
    expect(metrics).toMatchObject({ contacts: 2, ndcg: 0 });
  });

  it('says so when no contact has two products', () => {
    expect(() => evaluateNextProduct([['a'], []])).toThrow(expect.objectContaining({ code: 'invalid' }));
  });
});

function fitted(): NextProductModel {
  const model = new NextProductModel();
  model.fit(tastes(10, 300));
  return model;
}

/** Contacts who take six different teas each, or six different tools. */
function tastes(products: number, contacts: number): string[][] {
  const random = createRandom(2);
  return Array.from({ length: contacts }, (_, contact) => {
    const kind = contact % 2 === 0 ? 'tea' : 'tool';
    const own = random.shuffle(Array.from({ length: products }, (__, number) => `${kind}-${number}`));
    return own.slice(0, 6);
  });
}
