/** Brings the simulated shop's life to a running Flywheel: its past as an import, its present through the door. */

import { createShop, type Shop } from '../../simulator/shop.ts';
import type { TenantApp } from '../../src/app.ts';
import { Fault } from '../../src/collect/fault.ts';
import { parseMessage } from '../../src/collect/parse-message.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import { sendCalls } from './send-calls.ts';

export interface Past {
  readonly seed: number;
  readonly customers: number;
  readonly startAt: number;
  readonly until: number;
  /** As a till's records are: nobody ever said who they are. */
  readonly withoutAddresses?: boolean;
}

/** A shop whose life up to `until` is stored, with its catalogue and its offers. */
export async function importPast(
  { app }: { readonly app: TenantApp },
  { seed, customers, startAt, until, withoutAddresses = false }: Past,
): Promise<Shop> {
  const shop = createShop({ seed, customers, startAt, days: 60 });
  await app.stores.products.put(shop.products, startAt);
  await app.stores.offers.put(shop.offers);
  const events = shop
    .advanceTo(until)
    .messages.filter((message) => !(withoutAddresses && message.type === 'identify'))
    .map((message) => toEvent(message, until));
  for (let from = 0; from < events.length; from += 2_000)
    await app.stores.events.ingest(events.slice(from, from + 2_000), []);
  return shop;
}

/** Lets customers live until `to`, their calls arriving as any sender's do; what they do with e-mail is left out. */
export async function liveUntil(
  flywheel: Parameters<typeof sendCalls>[0],
  shop: Shop,
  to: number,
): Promise<void> {
  const { messages } = shop.advanceTo(to);
  for (let from = 0; from < messages.length; from += 100)
    await sendCalls(flywheel, messages.slice(from, from + 100));
}

function toEvent(message: unknown, receivedAt: number): NewEvent {
  const event = parseMessage(message, { receivedAt, archived: true });
  if (event instanceof Fault) throw new Error(`${event.field} ${event.reason}`);
  return event;
}
