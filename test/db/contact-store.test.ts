import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { StoreParts } from '../../db/database.ts';
import { createContactStore } from '../../db/stores/contact-store.ts';
import { createEventStore } from '../../db/stores/event-store.ts';
import { DAY } from '../../src/domain/clock.ts';
import type { NewConsent } from '../../src/domain/consent.ts';
import type { SuppressionReason } from '../../src/domain/contact.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import { aConsent, anEvent, collect, T0 } from './builders.ts';
import { describeOnEachDatabase } from './open-test-database.ts';

const EMAIL = 'Ann@Example.com';

/** Ann, known by user id and address, who agreed to e-mail at T0. */
async function addAnn(parts: StoreParts, changes: Partial<NewEvent> = {}) {
  await createEventStore(parts).ingest(
    [
      anEvent('identify', {
        type: 'identify',
        name: 'identify',
        traits: { email: EMAIL, firstName: 'Ann', plan: 'gold' },
        consents: [aConsent(T0)],
        ...changes,
      }),
    ],
    [],
  );
  const contacts = createContactStore(parts);
  return { contacts, id: (await contacts.find('ann'))!.id };
}

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

describeOnEachDatabase('contact store', (stage) => {
  it('finds a contact by address, however it is written, and by user id', async () => {
    const { contacts, id } = await addAnn(stage.parts());
    for (const text of ['ann', ' ANN@example.COM ', EMAIL])
      expect(await contacts.find(text)).toMatchObject({ id });
    expect(await contacts.find('ANN')).toBeNull();
    expect(await contacts.get(id)).toEqual({
      id,
      profile: {
        userId: 'ann',
        email: EMAIL,
        firstName: 'Ann',
        traits: { email: EMAIL, firstName: 'Ann', plan: 'gold' },
      },
      consents: { email: aConsent(T0), tracking: null },
      firstSeenAt: T0,
      lastSeenAt: T0,
      eventCount: 1,
    });
    expect(await contacts.get('nobody')).toBeNull();
    expect(await contacts.count()).toBe(1);
  });

  it('adds to traits what is new, and overwrites what changed', async () => {
    const parts = stage.parts();
    const { contacts, id } = await addAnn(parts);
    const traits = { email: 'new@example.com', plan: 'silver', size: 4 };
    await createEventStore(parts).ingest([anEvent('2', { traits })], []);
    expect((await contacts.get(id))?.profile).toMatchObject({
      email: 'new@example.com',
      firstName: 'Ann',
      traits: { plan: 'silver', size: 4 },
    });
    expect(await contacts.find('new@example.com')).toMatchObject({ id });
  });

  it('shows a second tenant nothing of the first', async () => {
    const { id } = await addAnn(stage.parts());
    const strange = createContactStore(stage.stranger());
    expect(await strange.find('ann')).toBeNull();
    expect(await strange.get(id)).toBeNull();
    expect(await strange.count()).toBe(0);
    expect((await strange.reachability()).size).toBe(0);
    expect(await strange.reachabilityOf(id)).toBe('no address');
    await expect(strange.suppress(id, 'manual', T0)).rejects.toMatchObject({ code: 'not_found' });
    await strange.recordConsents(id, [aConsent(T0 + 1, { granted: false })]);
    expect(await createContactStore(stage.parts()).reachabilityOf(id)).toBe('mailable');
  });
});

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
});

describeOnEachDatabase('consent', (stage) => {
  it('is what the newest statement says, in whatever order they come', async () => {
    const { contacts, id } = await addAnn(stage.parts());
    expect(await contacts.reachabilityOf(id)).toBe('mailable');
    await contacts.recordConsents(id, [aConsent(T0 + 5, { granted: false })]);
    expect(await contacts.reachabilityOf(id)).toBe('no consent');
    await contacts.recordConsents(id, [aConsent(T0 + 3), aConsent(T0 + 4)]);
    expect(await contacts.reachabilityOf(id)).toBe('no consent');
    expect((await contacts.get(id))?.consents.email).toEqual(aConsent(T0 + 5, { granted: false }));
    await contacts.recordConsents(id, [aConsent(T0 + 6), aConsent(T0 + 6)]);
    expect(await contacts.reachabilityOf(id)).toBe('mailable');
  });

  it('is given for one purpose at a time', async () => {
    const { contacts, id } = await addAnn(stage.parts(), { consents: [] });
    await contacts.recordConsents(id, [aConsent(T0, { purpose: 'tracking' })]);
    expect(await contacts.reachabilityOf(id)).toBe('no consent');
    expect((await contacts.get(id))?.consents).toMatchObject({ email: null, tracking: { granted: true } });
  });

  it('is read for all contacts at once as for each', async () => {
    const parts = stage.parts();
    const { contacts, id } = await addAnn(parts);
    const named = (name: string, more: Partial<NewEvent>) =>
      anEvent(name, { identity: { userId: name }, ...more });
    const traits = { email: 'bob@example.com' };
    await createEventStore(parts).ingest([named('bob', { traits }), named('eve', {})], []);
    const [bob, eve] = [(await contacts.find('bob'))!.id, (await contacts.find('eve'))!.id];
    expect(await contacts.reachability()).toEqual(
      new Map([
        [id, 'mailable'],
        [bob, 'no consent'],
        [eve, 'no address'],
      ]),
    );
    for (const [contactId, reachability] of await contacts.reachability())
      expect(await contacts.reachabilityOf(contactId)).toBe(reachability);
  });
});

describeOnEachDatabase('a suppression', (stage) => {
  it('wins over consent, stays with the address, and is repeatable', async () => {
    const parts = stage.parts();
    const { contacts, id } = await addAnn(parts);
    await contacts.suppress(id, 'complaint', T0 + 1);
    await contacts.suppress(id, 'complaint', T0 + 2);
    await contacts.recordConsents(id, [aConsent(T0 + 3)]);
    expect(await contacts.reachabilityOf(id)).toBe('suppressed');
    expect(await contacts.suppressionOf(id)).toBe('complaint');
    await createEventStore(parts).ingest(
      [anEvent('2', { identity: { userId: 'new-account' }, traits: { email: 'ann@example.com' } })],
      [],
    );
    const { id: other } = (await contacts.find('new-account'))!;
    expect(await contacts.reachabilityOf(other)).toBe('suppressed');
  });

  it('outlives its contact', async () => {
    const parts = stage.parts();
    const { contacts, id } = await addAnn(parts);
    await contacts.suppress(id, 'hard bounce', T0);
    const { contacts: table, identities } = parts.database.tables;
    await parts.database.write(async (connection) => {
      await connection.delete(table).where(eq(table.tenant, parts.tenant));
      await connection.delete(identities).where(eq(identities.tenant, parts.tenant));
    });
    await createEventStore(parts).ingest(
      [anEvent('again', { traits: { email: EMAIL }, consents: [aConsent(T0 + DAY)] })],
      [],
    );
    const back = (await contacts.find('ann'))!;
    expect(back.id).not.toBe(id);
    expect(await contacts.reachabilityOf(back.id)).toBe('suppressed');
  });

  it.each<[SuppressionReason, SuppressionReason, SuppressionReason]>([
    ['unsubscribed', 'complaint', 'complaint'],
    ['unsubscribed', 'hard bounce', 'hard bounce'],
    ['manual', 'unsubscribed', 'manual'],
    ['hard bounce', 'complaint', 'hard bounce'],
  ])('keeps the reason that lasts: %s, then %s', async (first, second, kept) => {
    const { contacts, id } = await addAnn(stage.parts());
    await contacts.suppress(id, first, T0);
    await contacts.suppress(id, second, T0 + 1);
    expect(await contacts.suppressionOf(id)).toBe(kept);
  });

  it('is not made for a contact that is gone or has no address', async () => {
    const { contacts, id } = await addAnn(stage.parts(), { traits: {} });
    await contacts.suppress(id, 'manual', T0);
    expect(await contacts.suppressionOf(id)).toBeNull();
    await expect(contacts.suppress('gone', 'manual', T0)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describeOnEachDatabase('a contact who unsubscribed', (stage) => {
  const [BEFORE, LEFT, AFTER] = [T0 + 1, T0 + 10, T0 + 20];
  const onPage = { source: 'preference-page', textVersion: 'preferences-2026-01' };

  async function leave(reason: SuppressionReason = 'unsubscribed') {
    const { contacts, id } = await addAnn(stage.parts());
    await contacts.suppress(id, reason, LEFT);
    expect(await contacts.reachabilityOf(id)).toBe('suppressed');
    return { contacts, id };
  }

  it.each<[string, NewConsent]>([
    ['on the preference page', aConsent(AFTER, onPage)],
    ['in a form of the shop, with its wording', aConsent(AFTER)],
  ])('is mailed again after agreeing again %s', async (_, consent) => {
    const { contacts, id } = await leave();
    await contacts.recordConsents(id, [consent]);
    expect(await contacts.reachabilityOf(id)).toBe('mailable');
    expect(await contacts.suppressionOf(id)).toBeNull();
    await contacts.suppress(id, 'unsubscribed', AFTER + 1);
    await contacts.recordConsents(id, [consent]);
    expect(await contacts.reachabilityOf(id)).toBe('suppressed');
  });

  it('is mailed again when the agreement comes with an event', async () => {
    const { contacts, id } = await leave();
    await createEventStore(stage.parts()).ingest([anEvent('2', { consents: [aConsent(AFTER)] })], []);
    expect(await contacts.reachabilityOf(id)).toBe('mailable');
  });

  it.each<[string, readonly NewConsent[]]>([
    ['agreed before and is heard of late', [aConsent(BEFORE)]],
    ['agreed at the same moment', [aConsent(LEFT)]],
    ['agreed again and withdrew that', [aConsent(AFTER), aConsent(AFTER + 1, { granted: false })]],
    ['agreed to tracking only', [aConsent(AFTER, { purpose: 'tracking' })]],
    [
      'logged in, and the shop repeats its flag',
      [aConsent(AFTER, { source: 'identify', textVersion: 'unstated' })],
    ],
    ['stands in a file that is imported', [aConsent(AFTER, { source: 'import:crm' })]],
  ])('stays suppressed who %s', async (_, consents) => {
    const { contacts, id } = await leave();
    await contacts.recordConsents(id, consents);
    expect(await contacts.reachabilityOf(id)).toBe('suppressed');
  });

  it.each<SuppressionReason>(['hard bounce', 'complaint', 'manual'])(
    'stays suppressed for another reason: %s',
    async (reason) => {
      const { contacts, id } = await leave(reason);
      await contacts.recordConsents(id, [aConsent(AFTER, onPage)]);
      expect(await contacts.suppressionOf(id)).toBe(reason);
    },
  );

  it('counts from the last time', async () => {
    const { contacts, id } = await leave();
    await contacts.suppress(id, 'unsubscribed', AFTER + 1);
    await contacts.suppress(id, 'unsubscribed', LEFT + 1);
    await contacts.recordConsents(id, [aConsent(AFTER)]);
    expect(await contacts.reachabilityOf(id)).toBe('suppressed');
  });

  it('does not bring another tenant back', async () => {
    const { contacts, id } = await leave();
    const strange = await addAnn(stage.stranger());
    await strange.contacts.suppress(strange.id, 'unsubscribed', LEFT);
    await strange.contacts.recordConsents(strange.id, [aConsent(AFTER)]);
    expect(await strange.contacts.reachabilityOf(strange.id)).toBe('mailable');
    expect(await contacts.reachabilityOf(id)).toBe('suppressed');
  });
});
