/** What a team says of its shop in Slack; what it leaves open, the environment says. */

import { isTimeZone } from './local-time.ts';

export interface ShopSettings {
  /** The name that customers know the shop by. */
  readonly shopName: string;
  /** `Name <address>`, or an address alone. */
  readonly mailFrom: string;
  /** Printed in each e-mail. */
  readonly postalAddress: string;
  /** Where a contact's own is not known, such as Europe/Berlin. */
  readonly timeZone: string;
  /** How far ahead a model looks, from the next night on. */
  readonly outcomeWindowDays: number;
  /** So long an approval can be undone before the first e-mail leaves. */
  readonly undoMinutes: number;
}

/** Whom an e-mail comes from, as its reader sees it: what an approval of a campaign is bound to. */
export type Sender = Pick<ShopSettings, 'shopName' | 'mailFrom' | 'postalAddress'>;

/** No part that can be set in Slack is longer. */
const LONGEST_PART = 200;

/** On one line, the same for the same sender and for no other. */
export function describeSender({ shopName, mailFrom, postalAddress }: Sender): string {
  return [mailFrom, shopName, postalAddress]
    .map((part) => [...part.replaceAll(/\s+/g, ' ').trim()].slice(0, LONGEST_PART).join(''))
    .join(' · ');
}

/** Null: as the environment says. */
export type ShopChoice = { readonly [Key in keyof ShopSettings]: ShopSettings[Key] | null };

export interface ShopVersion {
  /** From 1 on. */
  readonly version: number;
  readonly changedBy: string;
  readonly changedAt: number;
  readonly choice: ShopChoice;
}

export interface ShopSettingsStore {
  /** Null where nothing was ever chosen. */
  latest(): Promise<ShopVersion | null>;
  /** Keeps the next version; each one stays, as who chose what. False, and nothing is kept, when that version is there already. */
  add(next: ShopVersion): Promise<boolean>;
}

export const NOTHING_CHOSEN: ShopChoice = {
  shopName: null,
  mailFrom: null,
  postalAddress: null,
  timeZone: null,
  outcomeWindowDays: null,
  undoMinutes: null,
};

export function settle(choice: ShopChoice, fallback: ShopSettings): ShopSettings {
  return {
    shopName: choice.shopName ?? fallback.shopName,
    mailFrom: choice.mailFrom ?? fallback.mailFrom,
    postalAddress: choice.postalAddress ?? fallback.postalAddress,
    timeZone: choice.timeZone ?? fallback.timeZone,
    outcomeWindowDays: choice.outcomeWindowDays ?? fallback.outcomeWindowDays,
    undoMinutes: choice.undoMinutes ?? fallback.undoMinutes,
  };
}

/** By field, what is wrong with it in words; empty when all can be used. */
export function findFaults(choice: ShopChoice): Partial<Record<keyof ShopSettings, string>> {
  const { shopName, mailFrom, postalAddress, timeZone, outcomeWindowDays, undoMinutes } = choice;
  return {
    ...(shopName !== null && shopName.length > 80 && { shopName: 'At most 80 characters.' }),
    ...(mailFrom !== null &&
      !isSender(mailFrom) && { mailFrom: 'Write it as Candle & Co <hello@candle.example>.' }),
    ...(postalAddress !== null && postalAddress.length > 200 && { postalAddress: 'At most 200 characters.' }),
    ...(timeZone !== null &&
      !isTimeZone(timeZone) && { timeZone: 'Write a time zone such as Europe/Berlin.' }),
    ...(!isWithin(outcomeWindowDays, 1, 365) && { outcomeWindowDays: 'Between 1 and 365 days.' }),
    ...(!isWithin(undoMinutes, 0, 1_440) && { undoMinutes: 'Between 0 and 1,440 minutes.' }),
  };
}

/** Line breaks would let whoever sets it write headers of their own. */
function isSender(text: string): boolean {
  return /^(?:[^<>@"\r\n]{1,80} <[^\s<>@]{1,64}@[^\s<>@]+\.[^\s<>@.]+>|[^\s<>@]{1,64}@[^\s<>@]+\.[^\s<>@.]+)$/.test(
    text,
  );
}

function isWithin(value: number | null, from: number, to: number): boolean {
  return value === null || (Number.isInteger(value) && value >= from && value <= to);
}
