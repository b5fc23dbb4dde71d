/** Finds products and categories by what people call them: whole names first, then words, and near misses as questions only. */

import type { Product } from '../domain/product.ts';

export type FoundProducts =
  | {
      readonly kind: 'found';
      readonly categories: readonly string[];
      /** Products by id, beside those of the categories. */
      readonly productIds: readonly string[];
    }
  /** What it may have meant, at most five, best first. */
  | { readonly kind: 'unknown'; readonly near: readonly string[] };

const NEAR = 5;
/** Names with so few letters wrong a word, and no more than one in three, may have been meant. */
const WRONG_LETTERS = 2;
const WRONG_SHARE = 1 / 3;

/**
 * One product by its whole name or id; else a category by its name; else every category and product in whose name all
 * words are, the last word being its last where there is such a one ("candles" is no candle holder). Singular and plural
 * are the same, as are accents and capitals.
 */
export function findProducts(phrase: string, products: readonly Product[]): FoundProducts {
  const wanted = toWords(phrase).join(' ');
  if (wanted === '') return { kind: 'unknown', near: [] };
  const whole = products.filter(({ id, name }) => id === phrase.trim() || sameWords(name, wanted));
  if (whole.length > 0) return { kind: 'found', categories: [], productIds: whole.map(({ id }) => id) };
  const categories = categoriesOf(products);
  const category = categories.filter((name) => sameWords(name, wanted));
  if (category.length > 0) return { kind: 'found', categories: category, productIds: [] };
  return findByWords(wanted, products, categories);
}

function findByWords(
  wanted: string,
  products: readonly Product[],
  categories: readonly string[],
): FoundProducts {
  const words = wanted.split(' ');
  const within = (name: string | null) => words.every((word) => toWords(name ?? '').includes(word));
  const endsAlike = (name: string | null) => toWords(name ?? '').at(-1) === words.at(-1);
  const foundCategories = categories.filter(within);
  const foundProducts = products.filter(({ name }) => within(name));
  const isHead = foundProducts.some(({ name }) => endsAlike(name)) || foundCategories.some(endsAlike);
  const keep = (name: string | null) => !isHead || endsAlike(name);
  const kept = foundCategories.filter(keep);
  const productIds = foundProducts
    .filter(({ name, category }) => keep(name) && !kept.includes(category ?? ''))
    .map(({ id }) => id);
  if (kept.length + productIds.length > 0) return { kind: 'found', categories: kept, productIds };
  return { kind: 'unknown', near: findNear(wanted, products, categories) };
}

function findNear(wanted: string, products: readonly Product[], categories: readonly string[]): string[] {
  const names = [...categories, ...products.flatMap(({ name }) => name ?? [])];
  const scored = names.map((name) => ({ name, wrong: wrongLetters(wanted, name) }));
  return scored
    .filter(
      ({ wrong }) => wrong <= Math.min(WRONG_LETTERS * wanted.split(' ').length, wanted.length * WRONG_SHARE),
    )
    .sort((a, b) => a.wrong - b.wrong || a.name.length - b.name.length)
    .slice(0, NEAR)
    .map(({ name }) => name);
}

/** Letters to change until each wanted word is one of the name. */
function wrongLetters(wanted: string, name: string): number {
  const words = toWords(name);
  let sum = 0;
  for (const word of wanted.split(' '))
    sum += Math.min(...words.map((candidate) => distance(word, candidate)), word.length);
  return sum;
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length]!;
}

/** All categories, in the order of the catalogue. */
function categoriesOf(products: readonly Product[]): string[] {
  return [...new Set(products.flatMap(({ category }) => category ?? []))];
}

function sameWords(name: string | null, wanted: string): boolean {
  return name !== null && toWords(name).join(' ') === wanted;
}

/** The words of a name, without accents and capitals, in the singular. */
function toWords(name: string): string[] {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map(toSingular);
}

function toSingular(word: string): string {
  if (word.length < 4 || word.endsWith('ss')) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}
