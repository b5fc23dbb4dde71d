/** Draws what a contact is expected to bring over the coming months, whether it is still a customer, and how far to trust that. */

import type { KnownBlock } from '@slack/types';
import type { Interval } from '../../statistics/interval.ts';
import { context, fields } from './card.ts';
import { count, escapeText, money, percent, plural } from './mrkdwn.ts';

export type LifetimeView =
  | { readonly missing: string }
  | {
      readonly days: number;
      readonly alive: number;
      readonly orders: Interval;
      readonly valueCents: Interval | null;
      readonly buyers: number;
      readonly repeatBuyers: number;
      readonly check: {
        readonly windowDays: number;
        readonly expected: number;
        readonly came: number;
        readonly observedToExpected: Interval;
      } | null;
    };

const YEAR_DAYS = 365;
/** Expecting a quarter more orders than came, or a fifth fewer, beyond chance. */
const TRUSTED = { low: 0.8, high: 1.25 };

export function drawLifetime(view: LifetimeView, currency: string): KnownBlock[] {
  if ('missing' in view)
    return [fields([['Expected within 12 months', `not enough data: ${escapeText(view.missing)}`]])];
  const { days, alive, orders, valueCents } = view;
  const span = days === YEAR_DAYS ? '12 months' : plural(days, 'day');
  const most = `${count(Math.round(orders.low))} to ${plural(Math.round(orders.high), 'order')}`;
  const worth =
    valueCents === null
      ? 'not enough data: too few orders of known worth'
      : `${money(valueCents.estimate, currency)} (${money(valueCents.low, currency)} to ${money(valueCents.high, currency)} for 95 of 100 such contacts)`;
  return [
    fields([
      [
        `Expected within ${span}`,
        `${orders.estimate.toFixed(1)} orders (${most} for 95 of 100 such contacts)`,
      ],
      [`Value within ${span}`, worth],
      ['Still a customer', `${percent(alive)} likely not to have left for good`],
    ]),
    context(describeTrust(view)),
  ];
}

function describeTrust({
  buyers,
  repeatBuyers,
  check,
}: Exclude<LifetimeView, { readonly missing: string }>): string {
  const how = `By how often and how lately contacts order (BG/NBD and Gamma-Gamma, from ${plural(buyers, 'buyer')}, ${count(repeatBuyers)} of whom came back).`;
  if (check === null) return `${how} Not checked yet: too few came back in the last outcome window.`;
  const { windowDays, expected, came, observedToExpected } = check;
  const found = `Of the last ${plural(windowDays, 'day')}, which it did not see, it expected ${count(Math.round(expected))} repeat orders, and ${count(came)} came.`;
  const isOff = observedToExpected.high < TRUSTED.low || observedToExpected.low > TRUSTED.high;
  return `${how} ${found}${isOff ? ' *That is off by more than chance explains: do not count on it.*' : ''}`;
}
