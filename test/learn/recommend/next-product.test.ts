/** The recommender follows histories and last steps, says because of what, and beats popularity where there is structure. */

import { describe, expect, it } from 'vitest';
import type { ProductStep } from '../../../src/domain/product-step.ts';
import { evaluateNextProduct } from '../../../src/learn/recommend/evaluate-next-product.ts';
import { NextProductModel } from '../../../src/learn/recommend/next-product.ts';
import { createRandom } from '../../../src/statistics/random.ts';
import { steps } from './steps.ts';

describe('NextProductModel', () => {
  it('recommends what goes with the history and names the product that points to it', async () => {
    const model = await fitted();
    const [first] = model.recommend(steps('tea-1'), 3);
    expect(first!.productId).toMatch(/^tea-/);
    expect(first!.productId).not.toBe('tea-1');
    expect(first!.because).toBe('tea-1');
    expect(model.recommend(steps('tool-1'), 1)[0]!.productId).toMatch(/^tool-/);
  });

  it('lets the last steps weigh more than those before them', async () => {
    const model = await fitted();
    expect(model.recommend(steps('tool-1', 'tool-2', 'tea-1', 'tea-2', 'tea-3'), 1)[0]!.productId).toMatch(
      /^tea-/,
    );
    expect(model.recommend(steps('tea-1', 'tea-2', 'tool-1', 'tool-2', 'tool-3'), 1)[0]!.productId).toMatch(
      /^tool-/,
    );
  });

  it('learns which product follows which', async () => {
    const model = new NextProductModel();
    const loop = ['camera', 'card', 'tripod', 'bag'];
    await model.fit(
      Array.from({ length: 50 }, (_, at) => steps(...[...loop, ...loop].slice(at % 4, (at % 4) + 4))),
    );
    expect(model.recommend(steps('camera'), 1)[0]).toMatchObject({ productId: 'card', because: 'camera' });
    expect(model.recommend(steps('card'), 1)[0]).toMatchObject({ productId: 'tripod', because: 'card' });
  });

  it('remembers what lies further back than the last steps', async () => {
    const between = ['milk', 'bread', 'soap', 'salt'];
    const model = new NextProductModel();
    const sequences = [steps('kettle', ...between, 'teapot'), steps('drill', ...between, 'saw')];
    await model.fit(Array.from({ length: 60 }, (_, contact) => sequences[contact % 2]!));
    const exclude = new Set(between);
    expect(model.recommend(steps('kettle', ...between), 1, { exclude })[0]!.productId).toBe('teapot');
    expect(model.recommend(steps('drill', ...between), 1, { exclude })[0]!.productId).toBe('saw');
  });

  it('does not make up a reason for a product that is there for its popularity', async () => {
    const model = new NextProductModel();
    const pairs = Array.from({ length: 200 }, () => steps('lens', 'filter'));
    await model.fit([
      ...pairs,
      ...Array.from({ length: 1000 }, () => steps('bestseller')),
      steps('lens', 'bestseller'),
    ]);
    expect(model.recommend(steps('lens'), 2)).toMatchObject([
      { productId: 'filter', because: 'lens' },
      { productId: 'bestseller', because: null },
    ]);
  });

  it('falls back to popularity for a contact without history or with unknown products, and says so', async () => {
    const model = await fitted();
    const popular = model.recommend([], 5);
    expect(popular).toHaveLength(5);
    expect(popular.every((product) => product.because === null)).toBe(true);
    expect(model.recommend(steps('never seen'), 5)).toEqual(popular);
  });

  it('never recommends what is excluded, and still fills the list', async () => {
    const model = await fitted();
    const exclude = new Set(['tea-2', 'tea-3', 'unknown']);
    const recommended = model.recommend(steps('tea-1'), 6, { exclude }).map((product) => product.productId);
    expect(recommended).toHaveLength(6);
    expect(recommended.filter((id) => exclude.has(id))).toEqual([]);
    expect((await fitted()).recommend([], 100, { exclude: new Set(['tea-1']) })).toHaveLength(19);
  });

  it('learns the same from the same contacts in another order', async () => {
    const other = new NextProductModel();
    await other.fit(tastes(10, 300).reverse());
    expect(other.save()).toEqual((await fitted()).save());
  });

  it('recommends exactly the same after it was saved and loaded', async () => {
    const model = await fitted();
    const copy = new NextProductModel();
    await copy.load(model.save());
    for (const history of [[], steps('tea-1'), steps('tool-4', 'tea-2')]) {
      expect(copy.recommend(history, 10)).toEqual(model.recommend(history, 10));
    }
  });

  it('refuses to learn from nothing, to recommend before it learnt, and to load what is damaged', async () => {
    const invalid = expect.objectContaining({ code: 'invalid' });
    await expect(new NextProductModel().fit([[], []])).rejects.toMatchObject({ code: 'invalid' });
    expect(() => new NextProductModel().recommend([], 1)).toThrow(invalid);
    const files = (await fitted()).save();
    for (const name of Object.keys(files)) {
      const { [name]: _, ...incomplete } = files;
      await expect(new NextProductModel().load(incomplete)).rejects.toThrow(invalid);
      const cut = { ...files, [name]: files[name]!.slice(0, -4) };
      await expect(new NextProductModel().load(cut)).rejects.toThrow(invalid);
    }
  });

  it('recommends by its category a product that nobody has met yet', async () => {
    const model = new NextProductModel();
    const attributes = new Map([
      ...Array.from({ length: 10 }, (_, at) => [`tea-${at}`, ['tea']] as const),
      ...Array.from({ length: 10 }, (_, at) => [`tool-${at}`, ['tool']] as const),
      ['tea-new', ['tea']] as const,
      ['tool-new', ['tool']] as const,
    ]);
    await model.fit(tastes(10, 300), { attributes, weights: { popularity: 0.1, attributes: 1 } });
    const teas = Array.from({ length: 10 }, (_, at) => `tea-${at}`);
    const [first] = model.recommend(steps('tea-1'), 1, { exclude: new Set(teas) });
    expect(first).toMatchObject({ productId: 'tea-new', because: 'tea-1' });
  });
});

describe('evaluateNextProduct', () => {
  it('finds last products far better than popularity where tastes differ', async () => {
    const { metrics, leftOut } = await evaluateNextProduct(tastes(40, 400));
    expect(metrics.contacts).toBe(400);
    expect(metrics.hitRate.low).toBeGreaterThan(metrics.popularityHitRate.high);
    expect(metrics.ndcg).toBeGreaterThan(metrics.popularityNdcg);
    expect(leftOut).toEqual([expect.stringContaining('The transformer was not trained')]);
  });

  it('measures the five likeliest, and the five that are shown since they are not of one category', async () => {
    const sequences = tastes(40, 400);
    const kindOf = (kind: (id: string) => string) =>
      new Map(sequences.flat().map(({ productId }) => [productId, kind(productId)]));
    const measure = async (categoryOf: ReadonlyMap<string, string | null>) =>
      (await evaluateNextProduct(sequences, new Map(), { categoryOf })).metrics;
    // Of each taste half the products are of one kind, and all others of their own.
    const byTaste = await measure(kindOf((id) => (Number(id.split('-')[1]) < 20 ? id.split('-')[0]! : id)));
    expect(byTaste.shownHitRate).not.toEqual(byTaste.likeliestHitRate);
    expect(byTaste.shownHitRate.estimate).toBeGreaterThan(0);
    for (const allowed of [kindOf((id) => id), new Map()]) {
      const { shownHitRate, likeliestHitRate } = await measure(allowed);
      expect(shownHitRate).toEqual(likeliestHitRate);
      expect(likeliestHitRate).toEqual(byTaste.likeliestHitRate);
    }
  });

  it('finds nothing where there is nothing to find', async () => {
    const random = createRandom(3);
    const noise = Array.from({ length: 800 }, () =>
      steps(...Array.from({ length: 6 }, () => `product-${random.integer(200)}`)),
    );
    const { metrics } = await evaluateNextProduct(noise);
    expect(metrics.hitRate.estimate).toBeLessThan(0.09);
  });

  it('gives the same figures and the same blend in whatever order contacts come', async () => {
    const contacts = tastes(30, 500);
    const one = await evaluateNextProduct(contacts);
    expect(await evaluateNextProduct([...contacts].reverse())).toEqual(one);
    expect(Object.keys(one.weights).length).toBeGreaterThan(0);
  });

  it('looks for new products only, as it recommends no others', async () => {
    const { metrics } = await evaluateNextProduct([...tastes(10, 60), steps('tea-1', 'tea-2', 'tea-1')]);
    expect(metrics.contacts).toBe(60);
  });

  it('does not count the product it is to find', async () => {
    const pairs = Array.from({ length: 60 }, (_, at) => steps(`own-${at}`, `found-${at}`));
    const { metrics } = await evaluateNextProduct(pairs);
    expect(metrics.contacts).toBe(60);
    expect(metrics.hitRate.estimate).toBeLessThan(0.4);
  });

  it('says so when no contact has two products', async () => {
    await expect(evaluateNextProduct([steps('a'), []])).rejects.toMatchObject({ code: 'invalid' });
  });
});

async function fitted(): Promise<NextProductModel> {
  const model = new NextProductModel();
  await model.fit(tastes(10, 300));
  return model;
}

/** Contacts who take six different teas each, or six different tools. */
function tastes(products: number, contacts: number): ProductStep[][] {
  const random = createRandom(2);
  return Array.from({ length: contacts }, (_, contact) => {
    const kind = contact % 2 === 0 ? 'tea' : 'tool';
    const own = random.shuffle(Array.from({ length: products }, (__, number) => `${kind}-${number}`));
    return steps(...own.slice(0, 6));
  });
}
