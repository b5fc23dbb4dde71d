import { expect, it } from 'vitest';
import type { StoreParts } from '../../db/database.ts';
import { createEventStore } from '../../db/stores/event-store.ts';
import { DAY, HOUR } from '../../src/domain/clock.ts';
import type { NewDeadLetter } from '../../src/domain/event.ts';
import { anEvent, collect, T0 } from './builders.ts';
import { describeOnEachDatabase } from './open-test-database.ts';

const letter = (receivedAt: number, reason = 'is missing'): NewDeadLetter => ({
  receivedAt,
  field: 'event',
  reason,
  payload: { event: null, email: 'ann@example.com' },
});

async function histories(parts: StoreParts, before = Number.MAX_SAFE_INTEGER) {
  return collect(createEventStore(parts).histories(before));
}

describeOnEachDatabase('event store', (stage) => {
  it('keeps one event of a messageId, for good and within a group', async () => {
    const events = createEventStore(stage.parts());
    const group = [anEvent('1'), anEvent('2'), anEvent('1', { name: 'Again' })];
    expect(await events.ingest(group, [])).toEqual({
      stored: 2,
      duplicates: 1,
      duplicateIndexes: [2],
      deadLetters: 0,
    });
    const later = [anEvent('3'), anEvent('2', { at: T0 + 400 * DAY })];
    expect(await events.ingest(later, [])).toMatchObject({ stored: 1, duplicates: 1, duplicateIndexes: [1] });
    const [history] = await histories(stage.parts());
    expect(history?.events.map(({ name, at }) => ({ name, at }))).toEqual(
      Array.from({ length: 3 }, () => ({ name: 'Product Viewed', at: T0 })),
    );
  });

  it('keeps an event once though two processes bring it at once', async () => {
    const bring = (parts: StoreParts) =>
      createEventStore(parts)
        .ingest([anEvent('1', { identity: { userId: 'ann' } })], [])
        .then(({ stored }) => stored);
    const stored = await Promise.allSettled([bring(stage.parts()), bring(stage.rival())]);
    expect(stored.filter((one) => one.status === 'fulfilled' && one.value === 1)).toHaveLength(1);
    expect((await histories(stage.parts())).flatMap(({ events }) => events)).toHaveLength(1);
  });

  it('gives a history back in order, each event with its lines in theirs', async () => {
    const parts = stage.parts();
    const lines = Array.from({ length: 12 }, (_, n) => ({
      productId: `p${(n * 7) % 12}`,
      quantity: n + 1,
      priceCents: n % 2 ? null : n * 100,
    }));
    const order = {
      name: 'Order Completed',
      orderId: 'o1',
      amountCents: 5000,
      currency: 'EUR',
      lines,
      at: T0 + 2,
    };
    await createEventStore(parts).ingest(
      [anEvent('3', order), anEvent('2', { at: T0 + 1, rating: 4.5 }), anEvent('1')],
      [],
    );
    const [history] = await histories(parts);
    const seen = { orderId: null, amountCents: null, rating: null, lines: [] };
    expect(history?.events).toEqual([
      { ...seen, name: 'Product Viewed', at: T0 },
      { ...seen, name: 'Product Viewed', at: T0 + 1, rating: 4.5 },
      { ...seen, name: 'Order Completed', at: T0 + 2, orderId: 'o1', amountCents: 5000, lines },
    ]);
    const { contactId } = history!;
    expect((await createEventStore(parts).history(contactId, 2)).events).toEqual(history!.events.slice(1));
    expect(await createEventStore(parts).history('nobody', 9)).toEqual({ contactId: 'nobody', events: [] });
  });

  it('streams the histories of more contacts than one page holds, each once, and nothing from the cutoff on', async () => {
    const parts = stage.parts();
    const group = Array.from({ length: 1203 }, (_, n) =>
      anEvent(`${n}`, { identity: { userId: `user-${n}` }, at: T0 + n, amountCents: n }),
    );
    await createEventStore(parts).ingest(group, []);
    const all = await histories(parts, T0 + 1000);
    const contactIds = all.map(({ contactId }) => contactId);
    expect(contactIds).toEqual([...new Set(contactIds)].sort());
    expect(contactIds).toHaveLength(1203);
    const amounts = all.flatMap(({ events }) => events.map(({ amountCents }) => amountCents ?? -1));
    expect(amounts.sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, n) => n));
  });

  it('knows when customers were last heard of, which our own e-mail events do not tell', async () => {
    const events = createEventStore(stage.parts());
    expect(await events.lastEventAt()).toBeNull();
    await events.ingest([anEvent('1'), anEvent('2', { name: 'Email Opened', at: T0 + DAY })], []);
    expect(await events.lastEventAt()).toBe(T0);
  });

  it.each([
    ['a fraction in an integer column', { lines: [{ productId: 'p', quantity: 1.5, priceCents: null }] }],
    ['a NUL in a text', { orderId: 'o\0' }],
    ['an amount beyond all integers', { amountCents: 2 ** 70 }],
    ['a contact that is gone', { identity: { contactId: 'gone' } }],
  ])('stores the whole group or nothing: %s', async (_, fault) => {
    const parts = stage.parts();
    const events = createEventStore(parts);
    await expect(
      events.ingest([anEvent('1'), anEvent('2', fault), anEvent('3')], [letter(T0)]),
    ).rejects.toThrow();
    expect(await histories(parts)).toEqual([]);
    expect(await events.deadLetters(9)).toEqual([]);
    expect(await events.ingest([anEvent('1'), anEvent('3')], [])).toMatchObject({ stored: 2 });
  });

  it('opens dead letters again, the newest first', async () => {
    const events = createEventStore(stage.parts());
    await events.ingest([], [letter(T0, 'old'), letter(T0 + 2, 'new'), letter(T0 + 1, 'middle')]);
    const letters = await events.deadLetters(2);
    expect(letters.map(({ reason }) => reason)).toEqual(['new', 'middle']);
    expect(letters[0]).toEqual({ ...letter(T0 + 2, 'new'), id: letters[0]?.id });
  });

  it('shows a second tenant nothing of the first', async () => {
    await createEventStore(stage.parts()).ingest([anEvent('1')], [letter(T0)]);
    const strange = createEventStore(stage.stranger());
    expect(await histories(stage.stranger())).toEqual([]);
    expect(await strange.deadLetters(9)).toEqual([]);
    expect(await strange.lastEventAt()).toBeNull();
    expect(await strange.counts(0, T0 + DAY)).toMatchObject({ stored: 0, deadLetters: 0 });
    expect(await strange.ingest([anEvent('1')], [])).toMatchObject({ stored: 1, duplicates: 0 });
  });
});

describeOnEachDatabase('counts for the quality report', (stage) => {
  const NOTHING = {
    stored: 0,
    duplicates: 0,
    deadLetters: 0,
    late: 0,
    missing: 0,
    outOfRange: 0,
    unknownProducts: 0,
    lines: 0,
    reviews: 0,
    unreadReviews: 0,
  };
  const line = { productId: 'p1', quantity: 1, priceCents: 100 };
  const named = {
    id: 'p1',
    name: 'Cup',
    priceCents: null,
    currency: null,
    imageUrl: null,
    link: null,
    category: null,
    stock: null,
  };

  async function countAfter(...group: readonly ReturnType<typeof anEvent>[]) {
    const events = createEventStore(stage.parts());
    await events.ingest(group, []);
    return events.counts(T0 - HOUR, T0 + HOUR);
  }

  it('are over what was received in the span', async () => {
    const events = createEventStore(stage.parts());
    const view = { lines: [line], products: [named] };
    await events.ingest(
      [anEvent('1', view), anEvent('2', { ...view, at: T0 + HOUR })],
      [letter(T0), letter(T0 + HOUR)],
    );
    expect(await events.counts(T0, T0 + HOUR)).toEqual({ ...NOTHING, stored: 1, lines: 1, deadLetters: 1 });
    expect(await events.counts(T0 + 2 * HOUR, T0 + 3 * HOUR)).toEqual(NOTHING);
  });

  it('count an event once that lacks its product, its amount, or both', async () => {
    const order = { name: 'Order Completed' };
    const counts = await countAfter(
      anEvent('1'),
      anEvent('2', order),
      anEvent('3', { ...order, lines: [line, line] }),
      anEvent('4', { ...order, amountCents: 5 }),
      anEvent('5', { ...order, amountCents: 5, lines: [line, line] }),
      anEvent('6', { name: 'Products Searched' }),
    );
    expect(counts).toMatchObject({ stored: 6, missing: 4, lines: 4 });
  });

  it('count what is out of range, in events and in lines', async () => {
    const absurd = 100_000_001;
    const counts = await countAfter(
      anEvent('1', { name: 'Order Completed', amountCents: -1, lines: [line] }),
      anEvent('2', { name: 'Order Completed', amountCents: absurd, lines: [{ ...line, quantity: 0 }] }),
      anEvent('3', { rating: 11, lines: [{ ...line, priceCents: absurd }] }),
      anEvent('4', { rating: 5, lines: [{ ...line, priceCents: -1 }, line] }),
    );
    expect(counts).toMatchObject({ outOfRange: 6 });
  });

  it('count reviews with a text, and those in a language that is not read', async () => {
    const reviewed = (review: object) => ({
      ...{ name: 'Product Reviewed', products: [named] },
      lines: [{ ...line, ...review }],
    });
    const read = { language: 'zh', sentiment: -0.25, topics: ['delivery', 'size and fit'] };
    const unread = { language: 'other', sentiment: null, topics: [] };
    const counts = await countAfter(
      anEvent('1', reviewed({ review: read })),
      anEvent('2', { ...reviewed({ review: unread }), at: T0 + 1 }),
      anEvent('3', { ...reviewed({}), at: T0 + 2 }),
    );
    expect(counts).toMatchObject({ reviews: 2, unreadReviews: 1 });
    const [{ events } = { events: [] }] = await histories(stage.parts());
    expect(events.map(({ lines }) => lines[0]?.review)).toEqual([read, unread, undefined]);
  });

  it('count lines whose product nobody named', async () => {
    const counts = await countAfter(
      anEvent('1', { lines: [line, { ...line, productId: 'p2' }], products: [named] }),
      anEvent('2', { lines: [{ ...line, productId: 'p3' }], products: [{ ...named, id: 'p3', name: null }] }),
    );
    expect(counts).toMatchObject({ lines: 3, unknownProducts: 2 });
  });

  it('count what came more than a day late, unless it was imported', async () => {
    const old = { timestamp: T0 - DAY - 1 };
    const counts = await countAfter(
      anEvent('1', old),
      anEvent('2', { timestamp: T0 - DAY }),
      anEvent('3', { ...old, imported: true }),
    );
    expect(counts).toMatchObject({ stored: 3, late: 1 });
  });

  it('count what a sender repeats, and not a file that is imported again', async () => {
    const events = createEventStore(stage.parts());
    const imported = { imported: true };
    const group = [anEvent('1'), anEvent('2', imported)];
    await events.ingest(group, []);
    const again = await events.ingest([...group, anEvent('1'), anEvent('3', imported)], []);
    expect(again).toMatchObject({ stored: 1, duplicates: 3 });
    expect(await events.counts(T0, T0 + DAY)).toMatchObject({ duplicates: 2 });
    await events.ingest([anEvent('1')], []);
    expect(await events.counts(T0, T0 + DAY)).toMatchObject({ duplicates: 3 });
    expect(await events.counts(T0 + DAY, T0 + 2 * DAY)).toMatchObject({ duplicates: 0 });
  });
});
