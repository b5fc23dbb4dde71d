/** A visit in progress: a clock that moves on with each click, and the customer who gets a name on the way. */

import { EVENT } from '../src/domain/event.ts';
import type { Random } from '../src/statistics/random.ts';
import type { Day } from './demand.ts';
import type { Life } from './life.ts';
import type { ShopProduct } from './products.ts';
import type { World } from './world.ts';
import { writeMessage } from './write-message.ts';

export interface Session {
  readonly world: World;
  readonly life: Life;
  readonly day: Day;
  readonly random: Random;
  /** Epoch milliseconds of the next click. */
  clock: number;
}

type Properties = Readonly<Record<string, unknown>>;

export function track(session: Session, event: string, properties: Properties): void {
  writeMessage(session.world, session.life, session.clock, { type: 'track', event, properties });
  moveOn(session);
}

export function page(session: Session, name: string, path: string): void {
  const properties = { path, url: `${session.world.baseUrl}${path}`, title: name };
  writeMessage(session.world, session.life, session.clock, { type: 'page', name, properties });
  moveOn(session);
}

export function viewProduct(session: Session, product: ShopProduct): void {
  track(session, EVENT.productViewed, { ...describe(product), currency: product.currency });
}

/** Signs the customer in: from here on the messages carry a name. */
export function identify(session: Session, where: string): void {
  const { customer, state } = session.life;
  if (state.identified) return;
  state.identified = true;
  const at = new Date(session.clock).toISOString();
  const { consents } = customer;
  const answer = (granted: boolean) => ({ granted, source: where, textVersion: 'newsletter-2', at });
  const { firstName, lastName, email, language } = customer.person;
  writeMessage(session.world, session.life, session.clock, {
    type: 'identify',
    traits: {
      email,
      firstName,
      lastName,
      language,
      createdAt: at,
      consent: { email: answer(consents.email), tracking: answer(consents.tracking) },
    },
  });
  moveOn(session);
}

/** A product as Segment's e-commerce specification names its properties; money in currency units. */
export function describe(product: ShopProduct): Properties {
  return {
    product_id: product.id,
    name: product.name,
    category: product.category,
    price: toUnits(product.priceCents),
    url: product.link,
    image_url: product.imageUrl,
  };
}

/** Cents as currency units with two decimals. */
export function toUnits(cents: number): number {
  return Math.round(cents) / 100;
}

function moveOn(session: Session): void {
  session.clock += 5000 + Math.floor(session.random.exponential(45_000));
}
