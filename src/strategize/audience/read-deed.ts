/** Reads what contacts did: "ordered candles at least twice in the last 90 days", "no orders", "opened an e-mail". */

import { type AudienceRule, type Deed, PRODUCT_DEEDS, type ProductSet } from '../../domain/audience.ts';
import type { Product } from '../../domain/product.ts';
import { type Bound, readAgo, readCount, readPeriod, readTimes } from './read-amounts.ts';
import { readObject } from './read-object.ts';
import type { Reader } from './reader.ts';

const VERBS: readonly (readonly [RegExp, Deed])[] = [
  [/^(?:placed (?:an? |their )?)?(?:ordered|orders?|bought|buys?|purchased|purchases?|shopped)\b/, 'ordered'],
  [/^(?:viewed|views?|looked at|looks? at|browsed|saw|seen)\b/, 'viewed'],
  [/^(?:added to (?:the |their |a )?(?:cart|basket)|added|adds)\b/, 'added to cart'],
  [/^search(?:ed|es)?\b/, 'searched'],
  [/^(?:reviewed|reviews?|rated)\b/, 'reviewed'],
  [/^(?:refunded|refunds?|returned|returns?|sent back)\b/, 'refunded'],
  [
    /^(?:opened|opens?)(?: (?:an?|any|our|the|one))?(?: (?:e-?mails?|mails?|newsletters?))?\b/,
    'opened an e-mail',
  ],
  [
    /^(?:clicked|clicks?)(?: (?:in|on))?(?: (?:an?|any|our|the|one))?(?: (?:e-?mails?|mails?|links?))?\b/,
    'clicked in an e-mail',
  ],
  [
    /^(?:been (?:e-?mailed|mailed|contacted)|e-?mailed|mailed|contacted|(?:got|received|had) (?:an? |any )?(?:e-?mails?|mails?))\b/,
    'been e-mailed',
  ],
  [/^(?:been active|active|visited(?: (?:the |our )?(?:shop|site|store))?|visits?|came by)\b/, 'been active'],
];

export interface UnknownProducts {
  readonly words: string;
  readonly near: readonly string[];
}

export type ReadDeed =
  | { readonly kind: 'rule'; readonly rule: AudienceRule }
  | ({ readonly kind: 'unknown products' } & UnknownProducts);

/** Null when no deed comes next. A count may stand before ("3 orders", "no orders" is read by whoever calls). */
export function readDeed(reader: Reader, products: readonly Product[]): ReadDeed | null {
  return reader.attempt(() => {
    const before = readCount(reader);
    const verb = VERBS.find(([pattern]) => reader.eat(pattern));
    if (verb === undefined) return null;
    const [, did] = verb;
    const object = PRODUCT_DEEDS.includes(did) ? readObject(reader, products) : ({ kind: 'none' } as const);
    reader.eat(/^to (?:the |their |a )?(?:cart|basket)\b/);
    if (object.kind === 'unknown') {
      readModifiers(reader);
      return { ...object, kind: 'unknown products' };
    }
    const about = object.kind === 'products' ? { products: object.products } : {};
    return { kind: 'rule', rule: buildDeed({ did, ...about, before, ...readModifiers(reader) }) };
  });
}

interface Modifiers {
  readonly withinDays?: number;
  readonly times?: Bound;
  /** Longer ago than so many days. */
  readonly agoDays?: number;
}

function readModifiers(reader: Reader): Modifiers {
  let found: Modifiers = {};
  for (;;) {
    reader.eat(/^(?:ever|already|from us|with us|last)\b(?! (?:\d|day|week|month|quarter|year))/);
    const agoDays = readAgo(reader);
    const withinDays = agoDays === null ? readPeriod(reader) : null;
    const times = agoDays === null && withinDays === null ? readTimes(reader) : null;
    if (agoDays !== null) found = { ...found, agoDays };
    else if (withinDays !== null) found = { ...found, withinDays };
    else if (times !== null) found = { ...found, times };
    else return found;
  }
}

function buildDeed({
  did,
  products,
  before,
  withinDays,
  times,
  agoDays,
}: Modifiers & {
  readonly did: Deed;
  readonly products?: ProductSet;
  readonly before: Bound | null;
}): AudienceRule {
  const howOften = times ?? before;
  const what = { did, ...(products === undefined ? {} : { products }) };
  const rule = {
    ...what,
    ...(withinDays === undefined ? {} : { withinDays }),
    ...(howOften === null ? {} : { times: howOften }),
  };
  return agoDays === undefined ? rule : { all: [rule, { not: { ...what, withinDays: agoDays } }] };
}
