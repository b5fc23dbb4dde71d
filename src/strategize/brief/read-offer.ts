/** Reads which offer a brief wants: "10 % off", "5 euros off", "free shipping", or one by its name. */

import type { Offer, OfferKind } from '../../domain/offer.ts';
import { readMoney } from '../audience/read-amounts.ts';
import { createReader, toPlain } from '../audience/reader.ts';

export interface WantedOffer {
  readonly kind: OfferKind;
  /** As an offer's value: percent, cents, or 0. */
  readonly value: number;
  readonly currency: string | null;
  /** Set when an offer was called by its name. */
  readonly offerId?: string;
}

export type ReadOffer =
  | { readonly kind: 'none' }
  | { readonly kind: 'wanted'; readonly wanted: WantedOffer; readonly words: string }
  | { readonly kind: 'fault'; readonly why: string; readonly words: string };

const PERCENT =
  /\b(?:with |and )?(?:an? )?(?:(\d{1,3}(?:[.,]\d+)?) ?(?:%|percent|per cent) ?(?:off|discount|reduction|rebate)|discount of (\d{1,3}(?:[.,]\d+)?) ?(?:%|percent))/;
const AMOUNT =
  /(?:with |and )?(?:an? )?([€$£] ?\d[\d,.]*|\d[\d,]*(?:\.\d{1,2})? ?(?:€|\$|£|euros?|dollars?|pounds?|[a-z]{3})) (?:off|discount)\b/;
const SHIPPING = /\b(?:with |and )?free (?:shipping|delivery)\b/;

/** `words` are those that were read, to be taken out of the brief. Plain text, as `toPlain` gives it. */
export function readOffer(text: string, offers: readonly Offer[]): ReadOffer {
  const named = offers.find(
    ({ id, name }) => text.includes(`"${toPlain(name)}"`) || text.includes(`"${id}"`),
  );
  if (named !== undefined) {
    const words = new RegExp(
      `(?:with )?(?:the )?(?:offer )?"(?:${escapePattern(toPlain(named.name))}|${escapePattern(named.id)})"`,
    );
    return wanted(words.exec(text)![0], { ...named, offerId: named.id });
  }
  const percent = PERCENT.exec(text);
  if (percent !== null) return readPercent(percent);
  const amount = AMOUNT.exec(text);
  if (amount !== null) return readAmount(amount);
  const shipping = SHIPPING.exec(text);
  return shipping === null
    ? { kind: 'none' }
    : wanted(shipping[0], { kind: 'free shipping', value: 0, currency: null });
}

function readPercent(match: RegExpExecArray): ReadOffer {
  const value = Number((match[1] ?? match[2] ?? '').replace(',', '.'));
  if (Number.isInteger(value) && value >= 1 && value <= 100)
    return wanted(match[0], { kind: 'percent', value, currency: null });
  return { kind: 'fault', words: match[0], why: 'a discount is a whole number from 1 to 100 percent' };
}

function readAmount(match: RegExpExecArray): ReadOffer {
  const money = readMoney(createReader(match[1]!));
  if (money === null || money.currency === null || money.cents < 1)
    return { kind: 'fault', words: match[0], why: `“${match[0].trim()}” is no sum of money` };
  return wanted(match[0], { kind: 'amount', value: money.cents, currency: money.currency });
}

function wanted(words: string, { kind, value, currency, offerId }: WantedOffer): ReadOffer {
  return {
    kind: 'wanted',
    words,
    wanted: { kind, value, currency, ...(offerId === undefined ? {} : { offerId }) },
  };
}

function escapePattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
