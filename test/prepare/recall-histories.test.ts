/** Histories that are kept from one night to the next are those of the database, whatever happened to either. */

import { and, eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { StoreParts } from '../../db/database.ts';
import { createEventStore } from '../../db/stores/event-store.ts';
import { DAY } from '../../src/domain/clock.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import { recallHistories } from '../../src/prepare/recall-histories.ts';
import { anEvent, collect, T0 } from '../db/builders.ts';
import { describeOnEachDatabase } from '../db/open-test-database.ts';
import { keepInMemory, type MemoryArtifacts } from '../support/memory-artifacts.ts';

const PEOPLE = 200;
const EVENTS_EACH = 10;
const EVERYTHING = Number.MAX_SAFE_INTEGER;

describeOnEachDatabase('recalled histories', (stage) => {
  /** Recalls, demands that it is what the database has, and gives what was read. */
  async function recall(parts: StoreParts, kept: MemoryArtifacts) {
    const events = createEventStore(parts);
    const recalled = await recallHistories({ events, kept });
    for (const before of [EVERYTHING, T0 + 5 * DAY])
      expect(await collect(recalled.histories(before))).toEqual(await collect(events.histories(before)));
    const { contacts, readContacts, readEvents } = recalled;
    return { contacts, events: recalled.events, readContacts, readEvents };
  }

  it('reads the events of contacts with news only, however old the news are', async () => {
    const [parts, kept] = [stage.parts(), keepInMemory()];
    const { ingest } = createEventStore(parts);
    await ingest(past(), []);
    expect(await recall(parts, kept)).toMatchObject({
      readContacts: PEOPLE,
      readEvents: PEOPLE * EVENTS_EACH,
    });
    expect(await recall(parts, kept)).toMatchObject({ events: 2000, readContacts: 0, readEvents: 0 });
    // One event in a hundred is new: an order of today, and one that comes a month late, received when its import began.
    const fresh = Array.from({ length: 10 }, (_, n) => orderOf(n, { id: `new ${n}`, at: T0 + 40 * DAY }));
    const late = Array.from({ length: 10 }, (_, n) => orderOf(n, { id: `late ${n}`, at: T0 - 30 * DAY }));
    await ingest([...fresh, ...late], []);
    expect(await recall(parts, kept)).toEqual({
      contacts: PEOPLE,
      events: 2020,
      readContacts: 10,
      readEvents: 10 * (EVENTS_EACH + 2),
    });
  });

  it('follows contacts that become one, and forgets whom nobody knows any more', async () => {
    const [parts, kept] = [stage.parts(), keepInMemory()];
    const { ingest } = createEventStore(parts);
    await ingest(past(), []);
    await recall(parts, kept);
    const alias = { type: 'alias', name: 'alias', at: T0 + 20 * DAY } as const;
    await ingest([anEvent('one', { ...alias, identity: { userId: 'p1', previousId: 'p2' } })], []);
    expect(await recall(parts, kept)).toMatchObject({
      contacts: PEOPLE - 1,
      readContacts: 1,
      readEvents: 2 * EVENTS_EACH + 1,
    });
    const [gone] = await collect(createEventStore(parts).histories(EVERYTHING));
    await forget(parts, gone!.contactId);
    expect(await recall(parts, kept)).toMatchObject({ contacts: PEOPLE - 2, readContacts: 0, readEvents: 0 });
    const files = Object.values(kept.kept.get('histories')!);
    expect(files.some((file) => Buffer.from(file).includes(gone!.contactId))).toBe(false);
  });

  it('keeps what is null, empty or odd as it is', async () => {
    const [parts, kept] = [stage.parts(), keepInMemory()];
    const unread = { language: 'other', sentiment: null, topics: ['quality'] } as const;
    const lines = [
      { productId: 'p #1', quantity: 2, priceCents: null },
      { productId: '', quantity: -1, priceCents: 0 },
      { productId: 'p', quantity: 1, priceCents: 1, review: { ...unread, language: 'zh', sentiment: -0.25 } },
      { productId: 'p', quantity: 1, priceCents: 1, review: unread },
    ] as const;
    await createEventStore(parts).ingest(
      [
        anEvent('1', { name: '', orderId: '', amountCents: -5, rating: 4.5, lines }),
        anEvent('2', { name: 'Kerze „rot“ 🕯', orderId: '#', amountCents: 0 }),
        anEvent('3', { identity: { userId: 'bob' }, at: -5 }),
      ],
      [],
    );
    await recall(parts, kept);
    expect(await recall(parts, kept)).toMatchObject({ events: 3, readEvents: 0 });
  });

  it('reads everything again when what was kept is damaged, lost, or of another version', async () => {
    const [parts, kept] = [stage.parts(), keepInMemory()];
    await createEventStore(parts).ingest(past(), []);
    await recall(parts, kept);
    const whole = kept.kept.get('histories')!;
    const damaged = [
      ...Object.entries(whole).map(([name, bytes]) => ({ ...whole, [name]: flip(bytes) })),
      ...Object.keys(whole).map((name) => ({ ...whole, [name]: new Uint8Array() })),
      { ...whole, 'index.json': Buffer.from('{"version":0}') },
      {},
    ];
    for (const files of damaged) {
      kept.kept.set('histories', files);
      expect(await recall(parts, kept)).toMatchObject({ readEvents: PEOPLE * EVENTS_EACH });
      expect(await recall(parts, kept)).toMatchObject({ readEvents: 0 });
    }
  });

  it('says that nothing could be kept, and goes on', async () => {
    const parts = stage.parts();
    await createEventStore(parts).ingest(past(), []);
    const said: string[] = [];
    const kept = { ...keepInMemory(), save: () => Promise.reject(new Error('make room on the disk')) };
    const ports = { events: createEventStore(parts), kept, onProgress: (text: string) => said.push(text) };
    expect(await recallHistories(ports)).toMatchObject({ readEvents: PEOPLE * EVENTS_EACH });
    expect(said).toEqual([expect.stringContaining('the next night reads all of them again: make room')]);
  });
});

function past(): NewEvent[] {
  return Array.from({ length: PEOPLE * EVENTS_EACH }, (_, n) =>
    orderOf(n % PEOPLE, { id: `past ${n}`, at: T0 + Math.floor(n / PEOPLE) * DAY }),
  );
}

function orderOf(person: number, { id, at }: { readonly id: string; readonly at: number }): NewEvent {
  return anEvent(id, {
    at,
    receivedAt: T0 + 10 * DAY,
    name: 'Order Completed',
    identity: { userId: `p${person}` },
    orderId: id,
    amountCents: 1000 + person,
    lines: [{ productId: `product ${person % 7}`, quantity: 1, priceCents: 1000 }],
  });
}

async function forget({ database, tenant }: StoreParts, contactId: string): Promise<void> {
  const { contacts, events } = database.tables;
  await database.write(async (connection) => {
    await connection.delete(events).where(and(eq(events.tenant, tenant), eq(events.contactId, contactId)));
    await connection.delete(contacts).where(and(eq(contacts.tenant, tenant), eq(contacts.id, contactId)));
  });
}

/** One bit in the middle. */
function flip(bytes: Uint8Array): Uint8Array {
  const changed = bytes.slice();
  changed[bytes.length >> 1]! ^= 1;
  return changed;
}
