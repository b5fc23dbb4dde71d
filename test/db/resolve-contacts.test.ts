import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { StoreParts } from '../../db/database.ts';
import { createContactStore } from '../../db/stores/contact-store.ts';
import { createEventStore } from '../../db/stores/event-store.ts';
import { DAY } from '../../src/domain/clock.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import { addAnn } from './add-ann.ts';
import { aConsent, anEvent, collect, T0 } from './builders.ts';
import { describeOnEachDatabase } from './open-test-database.ts';

/** The counters kept on each contact beside those that its rows give. */
async function counters(parts: StoreParts) {
  const { contacts } = parts.database.tables;
  const kept = await parts.database.read((connection) =>
    connection.select().from(contacts).where(eq(contacts.tenant, parts.tenant)),
  );
  const rows = new Map<string, readonly number[]>();
  for (const { contactId, events } of await collect(createEventStore(parts).histories(T0 * 2)))
    rows.set(
      contactId,
      events.map(({ at }) => at),
    );
  return kept.map(({ id, eventCount, firstSeenAt, lastSeenAt }) => {
    const times = rows.get(id) ?? [];
    return {
      id,
      kept: { eventCount, firstSeenAt, lastSeenAt },
      counted: {
        eventCount: times.length,
        firstSeenAt: Math.min(...times),
        lastSeenAt: Math.max(...times),
      },
    };
  });
}

async function expectTrueCounters(parts: StoreParts, contacts: number) {
  const found = await counters(parts);
  expect(found).toHaveLength(contacts);
  for (const { kept, counted } of found) expect(kept).toEqual(counted);
}

describeOnEachDatabase('an anonymous past', (stage) => {
  const visit = (id: string, more: Partial<NewEvent> & { at?: number } = {}) =>
    anEvent(id, { identity: { anonymousId: 'browser' }, ...more });
  const signIn = (id: string, more: Partial<NewEvent> & { at?: number } = {}) =>
    anEvent(id, {
      type: 'identify',
      name: 'identify',
      identity: { userId: 'ann', anonymousId: 'browser' },
      ...more,
    });
  const alias = (id: string, previousId: string) =>
    anEvent(id, { type: 'alias', name: 'alias', identity: { userId: 'ann', previousId }, at: T0 + DAY });

  it('becomes the user who signs in, if that is a new one', async () => {
    const parts = stage.parts();
    await createEventStore(parts).ingest([visit('1'), visit('2', { at: T0 - 5 })], []);
    await createEventStore(parts).ingest([signIn('3', { at: T0 + 5 }), visit('4', { at: T0 + 9 })], []);
    await expectTrueCounters(parts, 1);
    expect(await createContactStore(parts).find('ann')).toMatchObject({
      eventCount: 4,
      firstSeenAt: T0 - 5,
      lastSeenAt: T0 + 9,
    });
  });

  it('is merged into the user who signs in, if that one is known', async () => {
    const parts = stage.parts();
    const { contacts, id } = await addAnn(parts);
    const traits = { firstName: 'Anna', shoeSize: 39 };
    await createEventStore(parts).ingest([visit('1', { at: T0 - 5, traits })], []);
    expect(await contacts.count()).toBe(2);
    await createEventStore(parts).ingest([signIn('2', { at: T0 + 5 })], []);
    await expectTrueCounters(parts, 1);
    expect(await contacts.find('ann')).toMatchObject({
      id,
      eventCount: 3,
      profile: { userId: 'ann', firstName: 'Ann', traits: { firstName: 'Ann', shoeSize: 39 } },
    });
    expect(await contacts.find('browser')).toMatchObject({ id });
  });

  it.each(['browser', 'old-ann'])(
    'is merged by alias, of an anonymous or a user id (%s)',
    async (previous) => {
      const parts = stage.parts();
      const identity = previous === 'browser' ? { anonymousId: previous } : { userId: previous };
      await createEventStore(parts).ingest([visit('1', { identity }), visit('2', { identity })], []);
      const { contacts, id } = await addAnn(parts);
      await createEventStore(parts).ingest([alias('3', previous)], []);
      await expectTrueCounters(parts, 1);
      expect(await contacts.find(previous)).toMatchObject({ id, eventCount: 4, profile: { userId: 'ann' } });
    },
  );

  it('is merged within one group whose contacts are all new, through chains too', async () => {
    const parts = stage.parts();
    const group = [
      visit('1'),
      visit('2', { identity: { anonymousId: 'phone' } }),
      anEvent('3', { identity: { userId: 'old-ann' }, at: T0 - 1 }),
      alias('4', 'phone'),
      signIn('5'),
      alias('6', 'old-ann'),
      visit('7', { at: T0 + 2 * DAY }),
    ];
    await createEventStore(parts).ingest(group, []);
    await expectTrueCounters(parts, 1);
    const contacts = createContactStore(parts);
    const ann = (await contacts.find('ann'))!;
    expect(ann.eventCount).toBe(7);
    for (const name of ['browser', 'phone', 'old-ann'])
      expect(await contacts.find(name)).toMatchObject({ id: ann.id });
  });

  it.each([
    [
      'a browser that both sign in with',
      signIn('9', { identity: { userId: 'bob', anonymousId: 'browser' } }),
    ],
    [
      'an alias from a browser that another had',
      anEvent('9', { type: 'alias', name: 'alias', identity: { userId: 'bob', previousId: 'browser' } }),
    ],
  ])('does not make one contact of two users: %s', async (_, event) => {
    const parts = stage.parts();
    await createEventStore(parts).ingest([visit('1'), signIn('2'), anEvent('3')], []);
    await createEventStore(parts).ingest([event, visit('10')], []);
    await expectTrueCounters(parts, 2);
    const contacts = createContactStore(parts);
    expect(await contacts.find('ann')).toMatchObject({ eventCount: 3 });
    // Who comes from that browser from now on is the one who used it last.
    expect(await contacts.find('bob')).toMatchObject({ eventCount: 2 });
  });

  it('brings its consents along, of which the newest counts', async () => {
    const parts = stage.parts();
    const { contacts, id } = await addAnn(parts);
    const refusal = aConsent(T0 + 2, { granted: false });
    await createEventStore(parts).ingest([visit('1', { consents: [refusal] })], []);
    expect(await contacts.reachabilityOf(id)).toBe('mailable');
    await createEventStore(parts).ingest([signIn('2')], []);
    expect((await contacts.get(id))?.consents.email).toEqual(refusal);
    expect(await contacts.reachabilityOf(id)).toBe('no consent');
  });

  it('brings its places in campaigns along, where the user has none of its own', async () => {
    const parts = stage.parts();
    const { contacts } = await addAnn(parts);
    const phone = visit('2', { identity: { anonymousId: 'phone' } });
    await createEventStore(parts).ingest([visit('1'), phone, anEvent('3')], []);
    const idOf = async (name: string) => (await contacts.find(name))!.id;
    const ann = await idOf('ann');
    const { assignments } = parts.database.tables;
    const placed = [
      { contactId: ann, campaignId: 'spring' },
      { contactId: await idOf('browser'), campaignId: 'spring' },
      { contactId: await idOf('browser'), campaignId: 'summer' },
      { contactId: await idOf('phone'), campaignId: 'autumn' },
    ];
    const chance = { assignmentProbability: 0.5, conversionProbability: 0.1, productIds: [] };
    await parts.database.write((connection) =>
      connection
        .insert(assignments)
        .values(
          placed.map((one) => ({ tenant: parts.tenant, ...one, variant: 'treated' as const, ...chance })),
        ),
    );
    await createEventStore(parts).ingest([signIn('4'), alias('5', 'phone')], []);
    const kept = await parts.database.read((connection) =>
      connection.select().from(assignments).where(eq(assignments.contactId, ann)),
    );
    expect(kept.map(({ campaignId }) => campaignId).sort()).toEqual(['autumn', 'spring', 'summer']);
  });
});
