import { describe, expect, it } from 'vitest';
import { topProducts } from '../../../src/learn/recommend/rank-products.ts';
import { numberCategories, topVaried } from '../../../src/learn/recommend/vary-categories.ts';
import { createRandom } from '../../../src/statistics/random.ts';

const NOBODY: ReadonlySet<number> = new Set();

/** The letter of a product is its category; `-` is none. The earlier, the better. */
function pick(letters: string, k: number, taken?: string): string {
  const ids = [...letters].map((letter, at) => `${letter}${at}`);
  const categoryOf = new Map(ids.map((id) => [id, id.startsWith('-') ? null : id[0]!]));
  const scores = Float32Array.from(ids, (_, at) => ids.length - at);
  const categories = numberCategories(ids, categoryOf);
  const options = { excluded: NOBODY, categories, ...(taken === undefined ? {} : { taken }) };
  return topVaried(scores, k, options)
    .map((product) => ids[product])
    .join(' ');
}

describe('topVaried', () => {
  it('shows at most three of a category, and the best of each', () => {
    expect(pick('aaaaaaabbbbbc', 5)).toBe('a0 a1 a2 b7 b8');
    expect(pick('abaaaabbbbc', 5)).toBe('a0 b1 a2 a3 b6');
  });

  it('leaves a list alone that is varied already', () => {
    expect(pick('abacb', 5)).toBe('a0 b1 a2 c3 b4');
  });

  it('knows no kind of products without a category', () => {
    expect(pick('-----a', 5)).toBe('-0 -1 -2 -3 -4');
  });

  it('fills the list with what was passed over where the others run out', () => {
    expect(pick('aaaaab', 5)).toBe('a0 a1 a2 b5 a3');
    expect(pick('aaaa', 5)).toBe('a0 a1 a2 a3');
  });

  it('counts a product that has a place already', () => {
    expect(pick('aaaabb', 4, 'a')).toBe('a0 a1 b4 b5');
  });

  it('rather shows a fourth of a kind than what nothing speaks for', () => {
    const ids = ['a0', 'a1', 'a2', 'a3', 'b4'];
    const categories = numberCategories(ids, new Map(ids.map((id) => [id, id[0]!])));
    const scores = Float32Array.of(0.9, 0.8, 0.7, 0.6, 0);
    expect(topVaried(scores, 4, { excluded: NOBODY, categories })).toEqual([0, 1, 2, 3]);
  });

  it('is what choosing one after the other gives, never what is excluded', () => {
    const random = createRandom(11);
    for (let trial = 0; trial < 200; trial += 1) {
      const ids = Array.from({ length: 30 }, (_, at) => `p${at}`);
      const of = ids.map(() => ['a', 'b', 'c', null][random.integer(4)]!);
      const scores = Float32Array.from(ids, () => 0.1 + random.uniform());
      const excluded = new Set([random.integer(30), random.integer(30)]);
      const categories = numberCategories(ids, new Map(ids.map((id, at) => [id, of[at]!])));
      const chosen: number[] = [];
      for (const product of topProducts(scores, 30, excluded)) {
        const own = chosen.filter((one) => of[one] === of[product]);
        if (chosen.length < 5 && (of[product] === null || own.length < 3)) chosen.push(product);
      }
      expect(topVaried(scores, 5, { excluded, categories })).toEqual(chosen);
    }
  });
});
