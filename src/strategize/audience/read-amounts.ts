/** Reads numbers, comparisons, periods and money from what a person typed. */

import type { Comparison } from '../../domain/audience.ts';
import type { Reader } from './reader.ts';

const NUMBER_WORDS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const NUMBER = `\\d+|an?|${NUMBER_WORDS.join('|')}`;
const UNIT_DAYS: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30, quarter: 90, year: 365 };
const UNIT = `(${Object.keys(UNIT_DAYS).join('|')})s?`;

const LAST = new RegExp(
  `^(?:(?:in|within|during|over|for|since) )?(?:the |these |this )?(?:last|past|previous) (?:(${NUMBER}) )?${UNIT}\\b`,
);
const WITHIN = new RegExp(`^(?:in|within|during|for) (${NUMBER}) ${UNIT}\\b(?! ago)`);
const AGO = new RegExp(`^(?:more than|over|longer than|at least|before) (${NUMBER}) ${UNIT} ago\\b`);

/** "in the last 90 days", "for two weeks", "today": days counted back from now. */
export function readPeriod(reader: Reader): number | null {
  if (reader.eat(/^today\b/)) return 1;
  const match = reader.eat(LAST) ?? reader.eat(WITHIN);
  return match === null ? null : toDays(match);
}

/** "more than 90 days ago". */
export function readAgo(reader: Reader): number | null {
  const match = reader.eat(AGO);
  return match === null ? null : toDays(match);
}

function toDays([, number, unit]: RegExpExecArray): number | null {
  const days = (number === undefined ? 1 : toNumber(number)) * UNIT_DAYS[unit!]!;
  return days >= 1 && days <= 3650 ? days : null;
}

function toNumber(word: string): number {
  if (word === 'a' || word === 'an') return 1;
  const at = NUMBER_WORDS.indexOf(word);
  return at < 0 ? Number(word) : at;
}

const BOUNDS: readonly (readonly [RegExp, Comparison])[] = [
  [/^(?:at least|no fewer than|no less than|a minimum of|minimum|min|>=|≥)(?![a-z]) ?/, 'at least'],
  [/^(?:at most|no more than|not more than|up to|a maximum of|maximum|max|<=|≤)(?![a-z]) ?/, 'at most'],
  [/^(?:more than|over|above|greater than|higher than|exceeding|>)(?![a-z]) ?/, 'more than'],
  [/^(?:less than|fewer than|under|below|lower than|<)(?![a-z]) ?/, 'less than'],
  [/^(?:exactly|equal to|=|only)(?![a-z]) ?/, 'exactly'],
];

export interface Bound {
  readonly is: Comparison;
  readonly value: number;
}

/** "at least", "above", "<": null when nothing is compared. */
export function readComparison(reader: Reader): Comparison | null {
  for (const [pattern, is] of BOUNDS) if (reader.eat(pattern)) return is;
  return null;
}

/** "at least 3", "3 or more", "two": a bare number is meant exactly. */
export function readCount(reader: Reader): Bound | null {
  return reader.attempt(() => {
    const is = readComparison(reader);
    const number = reader.eat(
      new RegExp(`^(\\d{1,6}|${NUMBER_WORDS.join('|')})(?![\\d.%€$£]| ?(?:%|€|percent))\\b`),
    );
    if (number === null) return null;
    const value = toNumber(number[1]!);
    if (is !== null) return { is, value };
    if (reader.eat(/^or more\b|^\+/)) return { is: 'at least', value };
    if (reader.eat(/^or (?:less|fewer)\b/)) return { is: 'at most', value };
    return { is: 'exactly', value };
  });
}

/** "twice", "at least 3 times", "more than once". */
export function readTimes(reader: Reader): Bound | null {
  return reader.attempt(() => {
    const is = readComparison(reader);
    const adverb = reader.eat(/^(once|twice|thrice)\b/);
    if (adverb !== null) {
      const value = ['once', 'twice', 'thrice'].indexOf(adverb[1]!) + 1;
      return { is: is ?? (reader.eat(/^or more\b/) ? 'at least' : 'exactly'), value };
    }
    const count = readCount(reader);
    if (count === null || !reader.eat(/^times?\b/)) return null;
    return { is: is ?? count.is, value: count.value };
  });
}

/** "20 %", "20 percent", "0.2": a share of 0 to 1. */
export function readShare(reader: Reader): number | null {
  const match = reader.eat(/^(\d{1,3}(?:[.,]\d+)?) ?(%|percent|per cent)?/);
  if (match === null) return null;
  const value = Number(match[1]!.replace(',', '.')) / (match[2] === undefined ? 1 : 100);
  return value >= 0 && value <= 1 ? value : null;
}

const CURRENCIES: Readonly<Record<string, string>> = {
  '€': 'EUR',
  eur: 'EUR',
  euro: 'EUR',
  $: 'USD',
  usd: 'USD',
  dollar: 'USD',
  '£': 'GBP',
  gbp: 'GBP',
  pound: 'GBP',
};

export interface Money {
  readonly cents: number;
  /** Null when only a number was given. */
  readonly currency: string | null;
}

/** "€100", "100 euros", "1,200.50 USD", "100". */
export function readMoney(reader: Reader): Money | null {
  const match = reader.eat(
    /^([€$£])? ?(\d[\d,]*(?:\.\d{1,2})?) ?(€|\$|£|(?:euro|dollar|pound)s?\b|(?:eur|usd|gbp|chf|jpy|cad|aud|sek|nok|dkk|pln|czk|inr|cny)\b)?/,
  );
  if (match === null) return null;
  const [, before, digits, after] = match;
  const sign = before ?? after?.replace(/(?<=euro|dollar|pound)s$/, '') ?? null;
  const cents = Math.round(Number(digits!.replaceAll(',', '')) * 100);
  return { cents, currency: sign === null ? null : (CURRENCIES[sign] ?? sign.toUpperCase()) };
}
