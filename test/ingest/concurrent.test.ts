import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { StoreParts } from '../../db/database.ts';
import { createEventStore } from '../../db/stores/event-store.ts';
import { DAY } from '../../src/domain/clock.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import { createRandom } from '../../src/statistics/random.ts';
import { anEvent, collect, T0 } from '../db/builders.ts';
import { describeOnEachDatabase } from '../db/open-test-database.ts';

const INGESTS = 8;
const PEOPLE = 25;

/** What each of several processes gets of the same new people at the same moment, each in an order of its own. */
function groupsOf(seed: number, eventsOf: (person: number, group: number) => readonly NewEvent[]) {
  return Array.from({ length: INGESTS }, (_, group) =>
    createRandom(seed + group).shuffle(
      Array.from({ length: PEOPLE }, (_, person) => eventsOf(person, group)).flat(),
    ),
  );
}

async function ingestAtOnce(
  [parts, rival]: readonly [StoreParts, StoreParts],
  groups: readonly (readonly NewEvent[])[],
) {
  const stores = [createEventStore(parts), createEventStore(rival)];
  const results = await Promise.all(groups.map((group, index) => stores[index % 2]!.ingest(group, [])));
  return results.reduce((sum, { stored }) => sum + stored, 0);
}

/** Of each contact, what its counter says and how many rows it has; and the events without a contact. */
async function countContacts({ database, tenant }: StoreParts) {
  const { contacts, events } = database.tables;
  const rows = await database.read((connection) =>
    connection
      .select({ id: events.id, contactId: events.contactId })
      .from(events)
      .where(eq(events.tenant, tenant)),
  );
  const found = await database.read((connection) =>
    connection.select().from(contacts).where(eq(contacts.tenant, tenant)),
  );
  const ids = new Set(found.map(({ id }) => id));
  return {
    events: rows.length,
    strays: rows.filter(({ contactId }) => !ids.has(contactId)).length,
    contacts: found.map(({ id, eventCount }) => ({
      eventCount,
      rows: rows.filter(({ contactId }) => contactId === id).length,
    })),
  };
}

describeOnEachDatabase('eight ingests at once, through two processes,', (stage) => {
  const both = () => [stage.parts(), stage.rival()] as const;

  it('make one contact of each new customer, whose counter equals the rows', async () => {
    const groups = groupsOf(1, (person, group) => [
      anEvent(`${person}-${group}-a`, { identity: { userId: `user-${person}` }, at: T0 + group }),
      anEvent(`${person}-${group}-b`, { identity: { userId: `user-${person}` }, at: T0 - group }),
    ]);
    expect(await ingestAtOnce(both(), groups)).toBe(2 * INGESTS * PEOPLE);
    const { events, strays, contacts } = await countContacts(stage.parts());
    expect({ events, strays }).toEqual({ events: 2 * INGESTS * PEOPLE, strays: 0 });
    expect(contacts).toEqual(
      Array.from({ length: PEOPLE }, () => ({ eventCount: 2 * INGESTS, rows: 2 * INGESTS })),
    );
  });

  it('lose no count of customers who are known, nor of one who turns out to be another meanwhile', async () => {
    const known = Array.from({ length: PEOPLE }, (_, person) => [
      anEvent(`${person}-first`, { identity: { userId: `user-${person}` } }),
      anEvent(`${person}-unknown`, { identity: { anonymousId: `device-${person}` } }),
    ]).flat();
    await createEventStore(stage.parts()).ingest(known, []);
    const groups = groupsOf(2, (person, group) => [
      anEvent(`${person}-${group}-a`, { identity: { userId: `user-${person}` } }),
      anEvent(`${person}-${group}-b`, {
        identity: { anonymousId: `device-${person}`, ...(group === 5 && { userId: `user-${person}` }) },
      }),
    ]);
    expect(await ingestAtOnce(both(), groups)).toBe(2 * INGESTS * PEOPLE);
    const { strays, contacts } = await countContacts(stage.parts());
    expect(strays).toBe(0);
    const all = 2 * INGESTS + 2;
    expect(contacts).toEqual(Array.from({ length: PEOPLE }, () => ({ eventCount: all, rows: all })));
  });

  it('keep of each event of a customer who turns out to be another since when, whoever was first', async () => {
    const identity = { anonymousId: 'phone' };
    const before = [anEvent('own'), anEvent('before', { name: 'before', identity })];
    await createEventStore(stage.parts()).ingest(before, []);
    const groups = groupsOf(6, (person, group) => [
      anEvent(`${person}-${group}`, {
        identity: person === group ? { ...identity, userId: 'ann' } : identity,
        at: T0 - person,
        receivedAt: T0 + DAY,
      }),
    ]);
    await ingestAtOnce(both(), groups);
    const [history, ...others] = await collect(createEventStore(stage.parts()).histories(T0 * 2));
    expect(others).toEqual([]);
    const joins = (name: string) =>
      new Set(history?.events.filter((one) => one.name === name).map(({ joinedAt }) => joinedAt));
    expect(joins('before')).toEqual(new Set([T0 + DAY]));
    expect([undefined, T0 + DAY]).toEqual(expect.arrayContaining([...joins('Product Viewed')]));
  });

  it('join the anonymous pasts of a customer whom each of them gets to know in its own order', async () => {
    for (let round = 0; round < 2; round += 1) {
      const groups = groupsOf(round, (person, group) => {
        const [userId, shared, own] = [
          `u-${round}-${person}`,
          `s-${round}-${person}`,
          `o-${person}-${group}`,
        ];
        const id = `${round}-${person}-${group}`;
        return [
          anEvent(`${id}-1`, { identity: { anonymousId: shared } }),
          anEvent(`${id}-2`, { identity: { anonymousId: `${round}-${own}` } }),
          anEvent(`${id}-3`, {
            type: 'identify',
            identity: { userId, anonymousId: shared },
            traits: { email: `${userId}@example.com`, [`seenBy${group}`]: true },
          }),
          anEvent(`${id}-4`, { type: 'identify', identity: { userId, anonymousId: `${round}-${own}` } }),
          anEvent(`${id}-5`, { identity: { userId } }),
        ];
      });
      expect(await ingestAtOnce(both(), groups)).toBe(5 * INGESTS * PEOPLE);
    }
    const { events, strays, contacts } = await countContacts(stage.parts());
    expect({ events, strays }).toEqual({ events: 2 * 5 * INGESTS * PEOPLE, strays: 0 });
    expect(contacts).toHaveLength(2 * PEOPLE);
    for (const { eventCount, rows } of contacts)
      expect({ eventCount, rows }).toEqual({ eventCount: 5 * INGESTS, rows: 5 * INGESTS });
  });

  it('store an event once that all of them bring, whoever it is said to be of', async () => {
    const same = groupsOf(3, (person) => [anEvent(`${person}`, { identity: { userId: `user-${person}` } })]);
    expect(await ingestAtOnce(both(), same)).toBe(PEOPLE);
    const disputed = groupsOf(4, (person, group) => [
      anEvent(`disputed-${person}`, { identity: { userId: `claimant-${person}-${group}` } }),
    ]);
    expect(await ingestAtOnce(both(), disputed)).toBe(PEOPLE);
    const { events, strays, contacts } = await countContacts(stage.parts());
    expect({ events, strays }).toEqual({ events: 2 * PEOPLE, strays: 0 });
    expect(contacts.every(({ eventCount, rows }) => eventCount === rows)).toBe(true);
  });
});
