/** Keeps offers and issues their coupons. */

import { and, asc, count, eq, sql } from 'drizzle-orm';
import {
  type Coupon,
  type CouponRequest,
  type Offer,
  type OfferStore,
  offerRefusal,
} from '../../src/domain/offer.ts';
import { AppError } from '../../src/errors.ts';
import type { Connection, StoreParts } from '../database.ts';
import { keepPromises } from './keep-promises.ts';
import { lockRows } from './lock-rows.ts';

export function createOfferStore(parts: StoreParts): OfferStore {
  const { database, tenant } = parts;
  const { offers } = database.tables;
  return {
    put: (rows) =>
      database.write(async (connection) => {
        // In one order, since each row is held until the end.
        for (const offer of rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
          await putOffer(parts, connection, offer);
      }),
    all: () =>
      database.read(async (connection) => {
        const rows = await connection
          .select()
          .from(offers)
          .where(eq(offers.tenant, tenant))
          .orderBy(asc(offers.id));
        const usage = await readUsage(parts, connection);
        return rows.map(({ tenant: _, ...offer }) => ({
          ...offer,
          ...(usage.get(offer.id) ?? { issued: 0, redeemed: 0 }),
        }));
      }),
    issue: (request) => database.write((connection) => issueCoupon(parts, connection, request)),
  };
}

async function putOffer(parts: StoreParts, connection: Connection, offer: Offer): Promise<void> {
  const { tenant } = parts;
  const { offers } = parts.database.tables;
  const promised = await lockOffer(parts, connection, offer.id);
  if (promised !== null) await keepPromises(parts, connection, { promised, offer });
  await connection
    .insert(offers)
    .values({ tenant, ...offer })
    .onConflictDoUpdate({ target: [offers.tenant, offers.id], set: offer });
}

async function readUsage({ database, tenant }: StoreParts, connection: Connection) {
  const { coupons } = database.tables;
  const rows = await connection
    .select({
      offerId: coupons.offerId,
      issued: count(),
      redeemed: sql<number>`count(${coupons.redeemedAt})`,
    })
    .from(coupons)
    .where(eq(coupons.tenant, tenant))
    .groupBy(coupons.offerId);
  return new Map(
    rows.map(({ offerId, issued, redeemed }) => [
      offerId,
      { issued: Number(issued), redeemed: Number(redeemed) },
    ]),
  );
}

async function issueCoupon(
  parts: StoreParts,
  connection: Connection,
  request: CouponRequest,
): Promise<Coupon> {
  const { tenant } = parts;
  const { coupons } = parts.database.tables;
  const { code, offerId, contactId, campaignId, at } = request;
  // First of all, so that nobody issues another coupon between the count and the insert.
  const offer = await lockOffer(parts, connection, offerId);
  const [existing] = await connection
    .select()
    .from(coupons)
    .where(
      and(
        eq(coupons.tenant, tenant),
        eq(coupons.campaignId, campaignId),
        eq(coupons.contactId, contactId),
        eq(coupons.offerId, offerId),
      ),
    );
  if (existing !== undefined) {
    const { tenant: _, ...coupon } = existing;
    return coupon;
  }
  const usage = (await readUsage(parts, connection)).get(offerId) ?? { issued: 0, redeemed: 0 };
  const refusal = offer === null ? `there is no offer ${offerId} any more` : offerRefusal(offer, usage, at);
  if (refusal !== null) throw new AppError('conflict', `No coupon can be issued: ${refusal}.`);
  const coupon = { code, offerId, contactId, campaignId, issuedAt: at, redeemedAt: null, orderId: null };
  await connection.insert(coupons).values({ tenant, ...coupon });
  return coupon;
}

async function lockOffer(
  { database, tenant }: StoreParts,
  connection: Connection,
  offerId: string,
): Promise<Offer | null> {
  const { offers } = database.tables;
  const [offer] = await lockRows(
    connection
      .select()
      .from(offers)
      .where(and(eq(offers.tenant, tenant), eq(offers.id, offerId))),
  );
  return offer ?? null;
}
