/** Reads what contacts are rather than did: probability, money spent, consent, new or lapsed, likely to buy next, better left alone. */

import type { AudienceRule } from '../../domain/audience.ts';
import type { Product } from '../../domain/product.ts';
import { ABOUT_TO_BUY, AT_RISK, LEAVING } from '../at-risk.ts';
import { readComparison, readMoney, readPeriod, readShare } from './read-amounts.ts';
import type { UnknownProducts } from './read-deed.ts';
import { lookUp, readObject } from './read-object.ts';
import type { Reader } from './reader.ts';

/** What words without figures are taken to mean; each is said when it is used. */
const LAPSED_DAYS = 90;
const NEW_DAYS = 30;

export interface TraitFacts {
  readonly products: readonly Product[];
  readonly currency: string;
  /** Of the champion's test, or null while there is none. */
  readonly baseRate: number | null;
  /** So long without an order counts as leaving; null while nothing foretells who leaves. */
  readonly leavingHorizonDays: number | null;
}

export type ReadTrait =
  | { readonly kind: 'rule'; readonly rule: AudienceRule; readonly assumed?: string }
  | { readonly kind: 'fault'; readonly why: string }
  | ({ readonly kind: 'unknown products' } & UnknownProducts);

const READERS: readonly ((reader: Reader, facts: TraitFacts) => ReadTrait | null)[] = [
  readNext,
  readLeaving,
  readProbability,
  readLikely,
  readSpent,
  readConsent,
  readLeftAlone,
  readEveryone,
  readHabit,
  readBuyers,
];

/** Null when nothing of the kind comes next. */
export function readTrait(reader: Reader, facts: TraitFacts): ReadTrait | null {
  for (const read of READERS) {
    const found = reader.attempt(() => read(reader, facts));
    if (found !== null) return found;
  }
  return null;
}

function readProbability(reader: Reader): ReadTrait | null {
  const noun =
    /^(?:with )?(?:an? |the )?(?:order |ordering |buying |purchase |conversion )?(?:probability|chance|likelihood)/;
  if (!reader.eat(noun)) return null;
  reader.eat(/^of (?:ordering|buying|an order|conversion)\b/);
  reader.eat(/^(?:is|of)\b/);
  const is = readComparison(reader);
  const value = readShare(reader);
  if (value === null) return { kind: 'fault', why: 'a probability needs a figure, such as “above 20 %”' };
  if (is !== null) return { kind: 'rule', rule: { probability: { is, value } } };
  const assumed = 'a probability without “above” or “below” is read as “at least”';
  return { kind: 'rule', rule: { probability: { is: 'at least', value } }, assumed };
}

function readLeaving(reader: Reader, { leavingHorizonDays }: TraitFacts): ReadTrait | null {
  if (
    !reader.eat(
      /^(?:with )?(?:an? |the )?(?:risk|chance|probability|likelihood) of (?:leaving|churn(?:ing)?)\b/,
    )
  )
    return null;
  reader.eat(/^(?:is|of)\b/);
  const is = readComparison(reader) ?? 'at least';
  const value = readShare(reader);
  if (value === null) return { kind: 'fault', why: 'a risk needs a figure, such as “above 50 %”' };
  if (leavingHorizonDays === null) return { kind: 'fault', why: 'nothing foretells yet who leaves' };
  return { kind: 'rule', rule: { leaving: { is, value } } };
}

function readNext(reader: Reader, { products }: TraitFacts): ReadTrait | null {
  if (!reader.eat(/^(?:likely next|likely to (?:buy|order|purchase)(?: next)?)\b/)) return null;
  const object = readObject(reader, products);
  reader.eat(/^next\b/);
  if (object.kind === 'none') return null;
  if (object.kind === 'unknown') return { ...object, kind: 'unknown products' };
  return { kind: 'rule', rule: { likelyNext: object.products } };
}

function readLikely(reader: Reader, { baseRate, leavingHorizonDays }: TraitFacts): ReadTrait | null {
  const isLikely = reader.eat(
    /^(?:very )?likely(?: to (?:order|buy|purchase|come back)(?: again| soon)?)?\b|^about to (?:buy|order)\b/,
  );
  const isAtRisk = isLikely === null && reader.eat(/^at risk\b/);
  if (!isLikely && !isAtRisk) return null;
  if (isAtRisk && leavingHorizonDays !== null)
    return {
      kind: 'rule',
      rule: { leaving: { is: 'more than', value: LEAVING } },
      assumed: `“at risk” is read as former buyers more likely than not to order nothing within ${leavingHorizonDays} days`,
    };
  if (baseRate === null)
    return { kind: 'fault', why: 'there is no model yet that says who is likely to order' };
  const times = isLikely ? ABOUT_TO_BUY : AT_RISK;
  const value = Math.min(1, Math.round(baseRate * times * 1e4) / 1e4);
  const share = `${Number((100 * value).toFixed(2))} %`;
  if (isLikely)
    return {
      kind: 'rule',
      rule: { probability: { is: 'at least', value } },
      assumed: `“likely” is read as ${ABOUT_TO_BUY} times the base rate: at least ${share}`,
    };
  return {
    kind: 'rule',
    rule: { all: [{ did: 'ordered' }, { probability: { is: 'less than', value } }] },
    assumed: `“at risk” is read as former buyers less than half as likely as the base rate, below ${share}, as nothing foretells yet who leaves`,
  };
}

function readSpent(reader: Reader, { currency }: TraitFacts): ReadTrait | null {
  if (!reader.eat(/^(?:spent|spending|spend)\b/)) return null;
  const is = readComparison(reader);
  const money = readMoney(reader);
  if (money === null)
    return { kind: 'fault', why: `“spent” needs a sum, such as “more than 100 ${currency}”` };
  if (money.currency !== null && money.currency !== currency)
    return { kind: 'fault', why: `this shop counts in ${currency}, not in ${money.currency}` };
  const withinDays = readPeriod(reader);
  return {
    kind: 'rule',
    rule: {
      spentCents: { is: is ?? 'at least', value: money.cents },
      currency,
      ...(withinDays === null ? {} : { withinDays }),
    },
    ...(is === null ? { assumed: 'a sum without “more than” or “less than” is read as “at least”' } : {}),
  };
}

function readConsent(reader: Reader): ReadTrait | null {
  const consent =
    /^(?:with |gave |given |having )?(?:their |an? )?(?:(e-?mail|tracking) )?consent(?:ed)?(?: to (?:be )?(e-?mails?|mails?|tracking|tracked))?\b/;
  const match = reader.eat(consent);
  if (match !== null) {
    const isTracking = /track/.test(match[1] ?? match[2] ?? '');
    return { kind: 'rule', rule: { consent: isTracking ? 'tracking' : 'email' } };
  }
  const isMailable = reader.eat(/^(?:subscribed|subscribers?|opted in|mailable|can be (?:e-?)?mailed)\b/);
  return isMailable === null ? null : { kind: 'rule', rule: { consent: 'email' } };
}

function readLeftAlone(reader: Reader): ReadTrait | null {
  const words = /^(?:(?:who (?:is|are) )?better (?:left alone|not e-?mailed)|left alone)\b/;
  return reader.eat(words) === null ? null : { kind: 'rule', rule: { leftAlone: true } };
}

function readEveryone(reader: Reader): ReadTrait | null {
  const everyone = /^(?:everyone|everybody|all (?:of )?(?:our )?(?:contacts|customers|people)|anyone)\b/;
  return reader.eat(everyone) === null ? null : { kind: 'rule', rule: { all: [] } };
}

/** One adjective, with what it is read as. */
function readHabit(reader: Reader): ReadTrait | null {
  if (reader.eat(/^(?:lapsed|lost|dormant|inactive|churned|sleeping)\b/))
    return {
      kind: 'rule',
      rule: { all: [{ did: 'ordered' }, { not: { did: 'ordered', withinDays: LAPSED_DAYS } }] },
      assumed: `“lapsed” is read as ordered before, but not in the last ${LAPSED_DAYS} days`,
    };
  if (reader.eat(/^(?:repeat|loyal|returning|regular)\b/))
    return {
      kind: 'rule',
      rule: { did: 'ordered', times: { is: 'at least', value: 2 } },
      assumed: '“repeat” is read as ordered at least 2 times',
    };
  if (reader.eat(/^(?:one-time|one time|first-time|first time|single)\b/))
    return { kind: 'rule', rule: { did: 'ordered', times: { is: 'exactly', value: 1 } } };
  return reader.eat(/^new\b/) === null ? null : readNew(reader);
}

function readNew(reader: Reader): ReadTrait {
  reader.eat(/^(?:contacts|customers|people)\b/);
  const withinDays = readPeriod(reader);
  return {
    kind: 'rule',
    rule: { firstSeenWithinDays: withinDays ?? NEW_DAYS },
    ...(withinDays === null ? { assumed: `“new” is read as first seen in the last ${NEW_DAYS} days` } : {}),
  };
}

/** "candle buyers", "buyers of candles". */
function readBuyers(reader: Reader, { products }: TraitFacts): ReadTrait | null {
  const match = reader.eat(/^((?:[^\s,;()]+ ){0,4}?)(?:buyers?|shoppers?|purchasers?)\b/);
  if (match === null) return null;
  const named = match[1]!.trim();
  if (/\b(?:and|or|not|who|with|the last)\b|^(?:the|all|our|my|find|show|those|these|are)\b/.test(named))
    return null;
  const object = named === '' ? readOf(reader, products) : lookUp(named, products);
  if (object.kind === 'unknown') return { ...object, kind: 'unknown products' };
  const about = object.kind === 'products' ? { products: object.products } : {};
  const withinDays = readPeriod(reader);
  return { kind: 'rule', rule: { did: 'ordered', ...about, ...(withinDays === null ? {} : { withinDays }) } };
}

function readOf(reader: Reader, products: readonly Product[]) {
  return reader.eat(/^of\b/) === null ? ({ kind: 'none' } as const) : readObject(reader, products);
}
