/** Reads which products a sentence is about, and looks them up. */

import type { ProductSet } from '../../domain/audience.ts';
import type { Product } from '../../domain/product.ts';
import { type FoundProducts, findProducts } from '../find-products.ts';
import { type Reader, toPlain } from './reader.ts';

/** Words at which a name that stands without quotes ends. */
const END =
  /^(?:in|within|during|over|for|since|last|past|today|at|more|less|fewer|exactly|only|and|or|but|who|whose|that|with|without|not|never|no|once|twice|thrice|ever|before|next|by|to (?:the |their )?(?:cart|basket)|\d+ times?|(?:two|three|four|five) times)\b|^[,;()]/;

export type ReadObject =
  | { readonly kind: 'none' }
  | { readonly kind: 'products'; readonly products: ProductSet }
  | { readonly kind: 'unknown'; readonly words: string; readonly near: readonly string[] };

/** The products named next: in quotes, by a whole name, or by words up to where a name ends. */
export function readObject(reader: Reader, products: readonly Product[]): ReadObject {
  reader.eat(/^(?:an?|the|any|some|our|of|from)\b/);
  if (reader.eat(/^(?:anything|something)\b/)) return { kind: 'none' };
  const words = eatName(reader, products);
  if (words === '') return { kind: 'none' };
  const first = lookUp(words, products);
  if (first.kind !== 'products') return first;
  const second = reader.attempt(() => {
    if (!reader.eat(/^or\b/)) return null;
    const other = readObject(reader, products);
    return other.kind === 'products' ? other.products : null;
  });
  return second === null ? first : { kind: 'products', products: unite(first.products, second) };
}

/** Looks up products by what they were called, one name or several with "or" between them. */
export function lookUp(words: string, products: readonly Product[]): ReadObject {
  const found = findProducts(words, products);
  if (found.kind === 'found') return { kind: 'products', products: toSet(words, found, products) };
  const [one = '', ...others] = words.split(' or ');
  if (others.length === 0) return { kind: 'unknown', words, near: found.near };
  const [first, second] = [lookUp(one, products), lookUp(others.join(' or '), products)];
  if (first.kind !== 'products') return first;
  return second.kind === 'products'
    ? { kind: 'products', products: unite(first.products, second.products) }
    : second;
}

/** A single product is called by its own name. */
function toSet(
  words: string,
  { categories, productIds }: Extract<FoundProducts, { kind: 'found' }>,
  products: readonly Product[],
): ProductSet {
  const only = productIds.length === 1 && categories.length === 0 ? productIds[0] : null;
  const name = only === null ? null : products.find(({ id }) => id === only)?.name;
  return { label: name ?? words, categories: [...categories], productIds: productIds.slice(0, 100) };
}

function unite(a: ProductSet, b: ProductSet): ProductSet {
  return {
    label: `${a.label} or ${b.label}`,
    categories: [...new Set([...a.categories, ...b.categories])],
    productIds: [...new Set([...a.productIds, ...b.productIds])],
  };
}

function eatName(reader: Reader, products: readonly Product[]): string {
  const quoted = reader.eat(/^"([^"]+)"/);
  return quoted?.[1] ?? eatWholeName(reader, products) ?? eatWords(reader);
}

/** A name may hold words at which others end ("Fig & Cedar", "Room for Two"), so whole names are looked for first. */
function eatWholeName(reader: Reader, products: readonly Product[]): string | null {
  const rest = reader.rest();
  let longest: string | null = null;
  for (const { name } of products) {
    const plain = toPlain(name ?? '');
    if (plain === '' || !rest.startsWith(plain) || /^[\p{L}\p{N}]/u.test(rest.slice(plain.length))) continue;
    if (longest === null || plain.length > longest.length) longest = plain;
  }
  if (longest === null) return null;
  const { length } = longest;
  reader.eat(new RegExp(`^[^]{${length}}`));
  return longest;
}

function eatWords(reader: Reader): string {
  const words: string[] = [];
  while (!END.test(reader.rest())) {
    const word = reader.eat(/^[^\s,;()"]+/);
    if (word === null) break;
    words.push(word[0]);
  }
  return words.join(' ');
}
