/** Candle & Co: a shop whose customers live by a hidden, known truth. Pure: no clock, no network, one seed. */

import type { Offer } from '../src/domain/offer.ts';
import { AppError } from '../src/errors.ts';
import { collectDue } from './collect-due.ts';
import { type CustomerTruth, createCustomer } from './customers.ts';
import type { Email, Reaction } from './email.ts';
import { beginLife, type Life } from './life.ts';
import { liveAgain, liveOn } from './live-on.ts';
import { createOffers } from './offers.ts';
import { createProducts, drawImage, type ShopProduct } from './products.ts';
import { reactToEmail } from './react-to-email.ts';
import type { SegmentMessage } from './segment-message.ts';
import { conversionProbability } from './truth.ts';
import { dayNumber, dayOf, type World } from './world.ts';

export interface ShopSettings {
  readonly seed: number;
  /** How many customers there are in all. */
  readonly customers: number;
  /** Epoch milliseconds of the first moment. */
  readonly startAt: number;
  /** Over how many days customers join; the shop goes on after that. */
  readonly days?: number;
  /** Where product pages (`/products/ID`) and pictures (`/images/ID.svg`) are served. */
  readonly baseUrl?: string;
}

interface Happened {
  /** In order of time. */
  readonly messages: readonly SegmentMessage[];
  /** What customers did with their mail, in order of time, to be done on the real addresses. */
  readonly reactions: readonly Reaction[];
}

/** A mail for one customer, named by id or by address. */
interface EmailToCustomer extends Email {
  /** A customer's id or e-mail address. */
  readonly to: string;
  /** Epoch milliseconds; an earlier moment than the shop's clock counts as now. */
  readonly at: number;
  /** Comes back with each reaction; invented if left out. */
  readonly emailId?: string;
}

interface TrueChance {
  readonly customerId: string;
  /** Taken back to the beginning of its simulated day; not later than the shop's clock. */
  readonly from: number;
  readonly windowDays: number;
  /** With this mail arriving on that day, other things equal. */
  readonly email?: Email;
}

export interface Shop {
  readonly products: readonly ShopProduct[];
  readonly offers: readonly Offer[];
  readonly customerIds: readonly string[];
  /** The picture of a product as SVG, for whoever serves `/images/ID.svg`; null for an unknown id. */
  image(productId: string): string | null;
  /** The moment up to which everything has happened. */
  now(): number;
  /** Lets time pass and gives what happened since, [now, time). One step or many: the same. */
  advanceTo(time: number): Happened;
  /** Delivers a mail and returns its id; what comes of it shows in later `advanceTo`. Throws `not_found`. */
  receiveEmail(email: EmailToCustomer): string;
  /** The hidden truth about a customer: for tests and benches, never for product code. Throws `not_found`. */
  truth(customerId: string): CustomerTruth;
  /** The true chance of an order in the window, given everything up to `from`. For tests and benches only. */
  trueConversionProbability(question: TrueChance): number;
}

/** Opens the shop. Nothing has happened yet: call `advanceTo`. */
export function createShop(settings: ShopSettings): Shop {
  const { seed, startAt, days = 180, baseUrl = 'https://candle-and-co.example' } = settings;
  const products = createProducts(baseUrl);
  const world: World = { seed, startAt, baseUrl, products, offers: createOffers(startAt, days) };
  const lives = Array.from({ length: settings.customers }, (_, index) =>
    beginLife(world, createCustomer({ seed, index, products, days })),
  );
  const byName = nameLives(lives);
  const time = { now: startAt, nextDay: 0 };
  return {
    products,
    offers: world.offers,
    customerIds: lives.map((life) => life.customer.customerId),
    image: (productId) => {
      const product = products.find((candidate) => candidate.id === productId);
      return product === undefined ? null : drawImage(product);
    },
    now: () => time.now,
    advanceTo: (until) => {
      if (until < time.now) throw new AppError('invalid', 'The simulated shop cannot go back in time.');
      time.now = until;
      for (let day = dayOf(world, time.nextDay); day.start < until; day = dayOf(world, time.nextDay)) {
        for (const life of lives) liveOn(world, life, day);
        time.nextDay += 1;
      }
      return collectDue(lives, until);
    },
    receiveEmail: (email) => deliver(world, find(byName, email.to), email, time),
    truth: (customerId) => find(byName, customerId).customer,
    trueConversionProbability: (question) =>
      answer(world, find(byName, question.customerId), question, time.now),
  };
}

/** Reacts at once if the day of the mail is lived already, else leaves the mail in the inbox for that day. */
function deliver(
  world: World,
  life: Life,
  email: EmailToCustomer,
  time: { readonly now: number; readonly nextDay: number },
): string {
  const number = life.mails.length + life.inbox.length + 1;
  const emailId = email.emailId ?? `mail-${life.customer.customerId}-${number}`;
  const received = { ...email, emailId, at: Math.max(email.at, time.now) };
  if (dayNumber(world, received.at) < time.nextDay) reactToEmail(world, life, received);
  else life.inbox.push(received);
  return emailId;
}

function answer(world: World, life: Life, question: TrueChance, now: number): number {
  if (question.from > now)
    throw new AppError('invalid', 'The truth is known up to the shop’s clock: advance the shop first.');
  const day = dayNumber(world, question.from);
  const { windowDays, email } = question;
  const then = liveAgain(world, life, day);
  return conversionProbability(world, then, { day, windowDays, ...(email === undefined ? {} : { email }) });
}

/** Customers by id and by address. */
function nameLives(lives: readonly Life[]): ReadonlyMap<string, Life> {
  return new Map(
    lives.flatMap((life) => [
      [life.customer.customerId, life] as const,
      [life.customer.person.email, life] as const,
    ]),
  );
}

function find(byName: ReadonlyMap<string, Life>, name: string): Life {
  const life = byName.get(name.toLowerCase());
  if (life === undefined)
    throw new AppError('not_found', `The simulated shop has no customer "${name}". See customerIds.`);
  return life;
}
