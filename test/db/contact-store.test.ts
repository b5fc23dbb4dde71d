import { expect, it } from 'vitest';
import { createContactStore } from '../../db/stores/contact-store.ts';
import { createEventStore } from '../../db/stores/event-store.ts';
import type { NewConsent } from '../../src/domain/consent.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import { countAudience, describeCounts } from '../../src/domain/strategy.ts';
import { addAnn, EMAIL } from './add-ann.ts';
import { aConsent, anEvent, T0 } from './builders.ts';
import { describeOnEachDatabase } from './open-test-database.ts';

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

describeOnEachDatabase('contacts with one address', (stage) => {
  /** A newsletter file knows Ann by her address, and the shop by its own id; both say that she agreed. */
  async function addBoth(ofFile: readonly NewConsent[] = [aConsent(T0)]) {
    const parts = stage.parts();
    const traits = { email: EMAIL };
    const file = anEvent('file', { identity: { userId: EMAIL }, traits, consents: ofFile });
    await createEventStore(parts).ingest([file], []);
    const first = (await createContactStore(parts).find(EMAIL))!.id;
    return { ...(await addAnn(parts)), first, parts };
  }

  it('get one e-mail: the one that came last is mailable', async () => {
    const { contacts, first, id } = await addBoth();
    expect(first).not.toBe(id);
    const expected = new Map([
      [id, 'mailable'],
      [first, 'same address as another'],
    ]);
    expect(await contacts.reachability()).toEqual(expected);
    for (const [contactId, reachability] of expected)
      expect(await contacts.reachabilityOf(contactId)).toBe(reachability);
    expect(describeCounts(countAudience((await contacts.reachability()).values()))).toBe(
      '1 mailable, 1 not, because same address as another (1)',
    );
  });

  it('get none after one of them withdrew or was suppressed', async () => {
    const { contacts, first, id } = await addBoth();
    await contacts.recordConsents(first, [aConsent(T0 + 1, { granted: false })]);
    for (const contactId of [first, id]) expect(await contacts.reachabilityOf(contactId)).toBe('no consent');
    expect(new Set((await contacts.reachability()).values())).toEqual(new Set(['no consent']));
    await contacts.suppress(first, 'unsubscribed', T0 + 2);
    expect(new Set((await contacts.reachability()).values())).toEqual(new Set(['suppressed']));
  });

  it('are mailed though one of them was never asked', async () => {
    const { contacts, first, id } = await addBoth([]);
    expect(await contacts.reachabilityOf(id)).toBe('mailable');
    expect(await contacts.reachabilityOf(first)).toBe('no consent');
  });

  it('leave the address to the other once the last has another', async () => {
    const { contacts, first, id, parts } = await addBoth();
    const moved = anEvent('moved', { at: T0 + 1, traits: { email: 'new@example.com' } });
    await createEventStore(parts).ingest([moved], []);
    for (const contactId of [first, id]) expect(await contacts.reachabilityOf(contactId)).toBe('mailable');
  });
});
