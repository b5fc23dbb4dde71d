import { expect, it } from 'vitest';
import type { StoreParts } from '../../db/database.ts';
import { createAudienceStore } from '../../db/stores/audience-store.ts';
import { createContactStore } from '../../db/stores/contact-store.ts';
import { createEventStore } from '../../db/stores/event-store.ts';
import { createModelRunStore } from '../../db/stores/model-run-store.ts';
import { createProductStore } from '../../db/stores/product-store.ts';
import type { AudienceRule, ProductSet } from '../../src/domain/audience.ts';
import { DAY } from '../../src/domain/clock.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import { buildProduct } from '../support/marketing-shop.ts';
import {
  aConsent,
  addContact,
  anAssignment,
  anEvent,
  aScore,
  aSendingCampaign,
  collect,
  T0,
} from './builders.ts';
import { describeOnEachDatabase } from './open-test-database.ts';

const NOW = T0 + 100 * DAY;
/** How likely who has ordered is to leave. */
const LEAVES: Readonly<Record<string, number>> = { ann: 0.3, cem: 0.75 };
const CANDLES: ProductSet = { label: 'candles', categories: ['candles'], productIds: [] };
const CUP: ProductSet = { label: 'cup', categories: [], productIds: ['cup_1'] };

const did = (userId: string, name: string, daysAgo: number, more: Partial<NewEvent> = {}) =>
  anEvent(`${userId} ${name} ${daysAgo} ${more.orderId ?? ''}${more.messageId ?? ''}`, {
    identity: { userId },
    name,
    at: NOW - daysAgo * DAY,
    ...more,
  });
const line = (productId: string, priceCents: number | null = 1000) => ({
  productId,
  quantity: 2,
  priceCents,
});

/** Ann buys candles often, Ben once and long ago, Cem only looks, Dan did nothing. */
async function openShop(parts: StoreParts) {
  const events = createEventStore(parts);
  await createProductStore(parts).put(
    [buildProduct('wax', { category: 'candles' }), buildProduct('cup_1', { category: 'cups' })],
    T0,
  );
  await events.ingest(
    [
      did('ann', 'Order Completed', 5, { orderId: '1', amountCents: 3000, lines: [line('wax')] }),
      did('ann', 'Order Completed', 5, { orderId: '1', amountCents: 3000, messageId: 'again' }),
      did('ann', 'Order Completed', 60, { orderId: '2', lines: [line('wax')] }),
      did('ann', 'Order Refunded', 1, { orderId: '2', amountCents: 500 }),
      did('ben', 'Order Completed', 80, { orderId: '3', amountCents: 900, lines: [line('cup_1')] }),
      did('cem', 'Product Viewed', 2, { lines: [line('cup_1')] }),
      did('dan', 'identify', 3, {
        type: 'identify',
        traits: { email: 'dan@example.com' },
        consents: [aConsent(NOW - 3 * DAY)],
      }),
    ],
    [],
  );
  const ids = new Map<string, string>();
  for (const name of ['ann', 'ben', 'cem', 'dan'])
    ids.set((await createContactStore(parts).find(name))!.id, name);
  const idOf = (name: string) => [...ids].find(([, known]) => known === name)![0];
  const scored = (name: string, probability: number, productId: string) => ({
    ...aScore(idOf(name), probability),
    nextProducts: [{ productId, score: 1, because: null }],
    // Nobody who never ordered can leave.
    heads: { leaves: LEAVES[name] ?? null, valueCents: null, nextOrder: null },
  });
  await createModelRunStore(parts).replaceScores([
    scored('ann', 0.4, 'cup_1'),
    { ...scored('ben', 0.05, 'cupx1'), leftAlone: true },
    { ...scored('cem', 0.2, 'wax'), leftAlone: null },
  ]);
  const store = createAudienceStore(parts);
  const hits = (rule: AudienceRule, campaignIds: string[] = []) =>
    collect(store.match(rule, { now: NOW, campaignIds }));
  return {
    hits,
    idOf,
    who: async (rule: AudienceRule) =>
      (await hits(rule))
        .map(({ contactId }) => ids.get(contactId))
        .sort()
        .join(' '),
  };
}

describeOnEachDatabase('audience store', (stage) => {
  it('finds who did what, with which products, when, and how often', async () => {
    const { who } = await openShop(stage.parts());
    const ordered = { did: 'ordered' } as const;
    expect(await who(ordered)).toBe('ann ben');
    expect(await who({ not: ordered })).toBe('cem dan');
    expect(await who({ ...ordered, withinDays: 30 })).toBe('ann');
    expect(await who({ ...ordered, products: CANDLES })).toBe('ann');
    expect(await who({ ...ordered, products: CANDLES, withinDays: 4 })).toBe('');
    expect(await who({ ...ordered, products: CUP })).toBe('ben');
    // The order that came in two events is one.
    expect(await who({ ...ordered, times: { is: 'exactly', value: 2 } })).toBe('ann');
    expect(await who({ ...ordered, times: { is: 'at most', value: 1 } })).toBe('ben cem dan');
    expect(await who({ did: 'viewed', products: CUP })).toBe('cem');
    expect(await who({ did: 'been active', withinDays: 7 })).toBe('ann cem');
    expect(await who({ firstSeenWithinDays: 10 })).toBe('cem dan');
  });

  it('finds who is better left alone, which nobody is of whom no night said so', async () => {
    const { who, hits } = await openShop(stage.parts());
    expect(await who({ leftAlone: true })).toBe('ben');
    expect(await who({ not: { leftAlone: true } })).toBe('ann cem dan');
    expect((await hits({ all: [] })).filter((hit) => hit.leftAlone)).toHaveLength(1);
  });

  it('joins conditions with and, or and not', async () => {
    const { who } = await openShop(stage.parts());
    const ordered: AudienceRule = { did: 'ordered' };
    const lately: AudienceRule = { did: 'ordered', withinDays: 30 };
    expect(await who({ all: [] })).toBe('ann ben cem dan');
    expect(await who({ all: [ordered, { not: lately }] })).toBe('ben');
    expect(await who({ any: [lately, { did: 'viewed' }] })).toBe('ann cem');
    expect(await who({ not: { any: [ordered, { did: 'viewed' }] } })).toBe('dan');
  });

  it('adds up what was spent less what was refunded, by lines where no amount was given', async () => {
    const { who } = await openShop(stage.parts());
    const spent = (is: 'at least' | 'less than', value: number, withinDays?: number): AudienceRule => ({
      spentCents: { is, value },
      currency: 'EUR',
      ...(withinDays === undefined ? {} : { withinDays }),
    });
    // The order that came twice counts twice here: 3000 + 3000 + 2 x 1000 - 500.
    expect(await who(spent('at least', 7500))).toBe('ann');
    expect(await who(spent('at least', 7501))).toBe('');
    expect(await who(spent('less than', 901))).toBe('ben cem dan');
    expect(await who(spent('at least', 1, 30))).toBe('ann');
  });

  it('goes by the live scores, and takes nobody without one for unlikely', async () => {
    const { who } = await openShop(stage.parts());
    const above = { probability: { is: 'more than', value: 0.1 } } as const;
    expect(await who(above)).toBe('ann cem');
    expect(await who({ not: above })).toBe('ben');
    const leaving = (value: number) => ({ leaving: { is: 'more than', value } }) as const;
    expect(await who(leaving(0.5))).toBe('cem');
    expect(await who({ not: leaving(0.5) })).toBe('ann');
    expect(await who({ likelyNext: CUP })).toBe('ann');
    expect(await who({ likelyNext: CANDLES })).toBe('cem');
  });

  it('tells of each whether it can be mailed, and in whose campaign it is', async () => {
    const parts = stage.parts();
    const { hits, idOf } = await openShop(parts);
    const campaign = await aSendingCampaign(
      parts,
      { assignments: [anAssignment(idOf('dan')), anAssignment(idOf('ann'), { variant: 'holdout' })] },
      NOW,
    );
    const found = new Map((await hits({ all: [] }, [campaign.id])).map((hit) => [hit.contactId, hit]));
    expect(found.get(idOf('dan'))).toMatchObject({
      reachability: 'mailable',
      mailedAt: null,
      score: null,
      campaigns: [{ campaignId: campaign.id, isTreated: true }],
    });
    expect(found.get(idOf('ann'))).toMatchObject({
      reachability: 'no address',
      campaigns: [{ isTreated: false }],
      score: { conversionProbability: 0.4 },
    });
  });

  it('finds everybody of many pages once, and nobody of another company', async () => {
    const parts = stage.parts();
    for (let n = 0; n < 1_200; n += 1) await addContact(parts, `c${String(n).padStart(4, '0')}`, false);
    await addContact(stage.stranger(), 'stranger', false);
    const store = createAudienceStore(parts);
    const all = await collect(store.match({ consent: 'email' }, { now: NOW, campaignIds: [] }));
    expect(all).toHaveLength(1_200);
    expect(new Set(all.map(({ contactId }) => contactId)).size).toBe(1_200);
    expect(await collect(store.match({ consent: 'tracking' }, { now: NOW, campaignIds: [] }))).toEqual([]);
  });
});
