import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { createEventStore } from '../../db/stores/event-store.ts';
import { DAY } from '../../src/domain/clock.ts';
import type { NewConsent } from '../../src/domain/consent.ts';
import type { SuppressionReason } from '../../src/domain/contact.ts';
import { addAnn, EMAIL } from './add-ann.ts';
import { aConsent, anEvent, T0 } from './builders.ts';
import { describeOnEachDatabase } from './open-test-database.ts';

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

describeOnEachDatabase('a contact who withdrew consent', (stage) => {
  const withdrawn = aConsent(T0 + 10, { granted: false, source: 'preference-page' });

  it.each<[string, Partial<NewConsent>]>([
    ['the shop repeats its flag at log-in', { source: 'identify', textVersion: 'unstated' }],
    ['a file is imported', { source: 'import:crm' }],
  ])('is not mailed again because %s, only after agreeing again', async (_, change) => {
    const { contacts, id } = await addAnn(stage.parts());
    await contacts.recordConsents(id, [withdrawn]);
    await createEventStore(stage.parts()).ingest(
      [anEvent('login', { consents: [aConsent(T0 + 20, change)] })],
      [],
    );
    expect(await contacts.reachabilityOf(id)).toBe('no consent');
    expect((await contacts.get(id))?.consents.email).toEqual(withdrawn);
    await contacts.recordConsents(id, [aConsent(T0 + 30)]);
    expect(await contacts.reachabilityOf(id)).toBe('mailable');
  });

  it.each(['before', 'after'])('in the moment of a consent, heard of %s it, is not mailed', async (order) => {
    const { contacts, id } = await addAnn(stage.parts(), { consents: [] });
    const both = [aConsent(T0, { granted: false }), aConsent(T0)];
    for (const statement of order === 'before' ? both : both.toReversed())
      await contacts.recordConsents(id, [statement]);
    expect(await contacts.reachabilityOf(id)).toBe('no consent');
  });
});
