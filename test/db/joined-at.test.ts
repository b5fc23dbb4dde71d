/** Since when events are their contact's, where they were another's at first. */

import { expect, it } from 'vitest';
import { copyDatabase } from '../../db/copy-database.ts';
import type { StoreParts } from '../../db/database.ts';
import { parseDatabaseUrl } from '../../db/rows/database-url.ts';
import { openRaw } from '../../db/rows/open-raw.ts';
import { createEventStore } from '../../db/stores/event-store.ts';
import { DAY, HOUR } from '../../src/domain/clock.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import type { Kind } from '../support/each-database.ts';
import { addAnn } from './add-ann.ts';
import { anEvent, collect, T0 } from './builders.ts';
import { MIGRATIONS } from './company.ts';
import { freshUrl, openParts } from './fresh-place.ts';
import { loadVersion } from './kept-version.ts';
import { describeOnEachDatabase } from './open-test-database.ts';

type Changes = Partial<NewEvent> & { at?: number };
const visit = (id: string, changes: Changes = {}) =>
  anEvent(id, { name: id, identity: { anonymousId: 'browser' }, ...changes });
const signIn = (id: string, changes: Changes = {}) =>
  anEvent(id, {
    type: 'identify',
    name: id,
    identity: { userId: 'ann', anonymousId: 'browser' },
    ...changes,
  });
const alias = (id: string, userId: string, previousId: string, at: number) =>
  anEvent(id, { type: 'alias', name: id, identity: { userId, previousId }, at });

/** Of everybody's events, what the histories say. */
async function joins(parts: StoreParts): Promise<Readonly<Record<string, number | null>>> {
  const histories = await collect(createEventStore(parts).histories(Number.MAX_SAFE_INTEGER));
  const events = histories.flatMap((history) => history.events);
  return Object.fromEntries(events.map(({ name, joinedAt }) => [name, joinedAt ?? null]));
}

describeOnEachDatabase('an event', (stage) => {
  const ingest = async (...groups: readonly (readonly NewEvent[])[]) => {
    for (const group of groups) await createEventStore(stage.parts()).ingest(group, []);
    return joins(stage.parts());
  };
  /** In a group each, and all in one, as a busy moment or a file has them. */
  const both = async (events: readonly NewEvent[]) => {
    const inOne = events.map((one) => ({
      ...one,
      messageId: `${one.messageId} too`,
      name: `${one.name} too`,
      identity: Object.fromEntries(Object.entries(one.identity).map(([key, id]) => [key, `${id} too`])),
    }));
    const said = await ingest(...events.map((one) => [one]), inOne);
    return events.map(({ name }) => {
      expect([name, said[`${name} too`]]).toEqual([name, said[name]]);
      return said[name];
    });
  };

  it('of a browser is a known user’s since it was received that the browser signed in', async () => {
    const events = [
      anEvent('own', { name: 'own', at: T0 - DAY }),
      visit('visit', { at: T0 }),
      visit('late visit', { at: T0 - 3 * DAY, receivedAt: T0 }),
      signIn('sign-in', { at: T0 + DAY, receivedAt: T0 + DAY + HOUR }),
      visit('next visit', { at: T0 + 2 * DAY }),
    ];
    const at = T0 + DAY + HOUR;
    expect(await both(events)).toEqual([null, at, at, null, null]);
  });

  it('of a file is since the file says so', async () => {
    const imported = { imported: true, receivedAt: T0 + 300 * DAY };
    const events = [
      anEvent('own', { name: 'own', at: T0 - DAY, ...imported }),
      visit('visit', { at: T0, ...imported }),
      signIn('sign-in', { at: T0 + DAY, ...imported }),
    ];
    expect(await both(events)).toEqual([null, T0 + DAY, null]);
  });

  it('stays what it was where its contact only gets a name', async () => {
    const named = [visit('visit'), signIn('sign-in', { at: T0 + DAY })];
    expect(await both(named)).toEqual([null, null]);
    const identity = { anonymousId: 'phone' };
    const aliased = [visit('call', { identity }), alias('alias', 'bob', 'phone', T0 + DAY)];
    expect(await both(aliased)).toEqual([null, null]);
  });

  it('of a chain of contacts is the last one’s since the last of the merges', async () => {
    const events = [
      anEvent('own', { name: 'own' }),
      anEvent('old', { name: 'old', identity: { userId: 'old-ann' }, at: T0 - 9 }),
      visit('visit'),
      signIn('sign-in', { identity: { userId: 'old-ann', anonymousId: 'browser' }, at: T0 + DAY }),
      alias('alias', 'ann', 'old-ann', T0 + 2 * DAY),
    ];
    const at = T0 + 2 * DAY;
    expect(await both(events)).toEqual([null, at, at, at, null]);
  });

  it('of a chain whose last merge is told first, as files may, is nobody’s before the other was told', async () => {
    const imported = { imported: true };
    const events = [
      anEvent('own', { name: 'own', at: T0 - DAY }),
      anEvent('old', { name: 'old', identity: { userId: 'old-ann' }, at: T0 - 9 }),
      visit('visit'),
      signIn('sign-in', { identity: { userId: 'old-ann', anonymousId: 'browser' }, at: T0 + 2 * DAY }),
      alias('alias', 'ann', 'old-ann', T0 + DAY),
    ].map((one) => ({ ...one, ...imported }));
    expect(await both(events)).toEqual([null, T0 + DAY, T0 + 2 * DAY, T0 + DAY, null]);
  });
});

/** A database of the version before events said it, with a browser that had joined Ann, another that became Bob, and a phone. */
async function anOlderCompany(kind: Kind): Promise<string> {
  const url = await freshUrl(kind);
  await loadVersion(parseDatabaseUrl(url), '0012_left_alone');
  const raw = await openRaw(parseDatabaseUrl(url));
  for (const statement of OLD_ROWS) await raw.run(statement);
  await raw.close();
  return url;
}

const contactOf = (name: string) =>
  `(select contact_id from events where name = 'Order Completed' and order_id = 'o-${name}')`;
const keyOf = (name: string) => `(select key_id from contacts where id = ${contactOf(name)})`;
interface OldRow {
  readonly id: string;
  readonly of: string;
  readonly key: string;
  readonly at: number;
  readonly type?: string;
  readonly receivedAt?: number;
  readonly imported?: boolean;
}
const oldRow = ({ id, of, key, at, type = 'track', receivedAt = at, imported = false }: OldRow) =>
  `insert into events (tenant, id, contact_id, type, name, at, received_at, imported, key_id, payload)
   select tenant, '${id}', ${contactOf(of)}, '${type}', '${id}', ${at}, ${receivedAt}, ${imported}, ${key}, payload
   from events where order_id = 'o-ann'`;
const FAR = T0 + 500 * DAY;
const OLD_ROWS = [
  oldRow({ id: 'first visit', of: 'ann', key: "'browser'", at: T0 + DAY }),
  oldRow({ id: 'last visit', of: 'ann', key: "'browser'", at: T0 + 2 * DAY, receivedAt: T0 + 3 * DAY }),
  oldRow({ id: 'early sign-in', of: 'ann', key: keyOf('ann'), at: T0 + 2 * DAY, type: 'identify' }),
  oldRow({ id: 'sign-in', of: 'ann', key: keyOf('ann'), at: T0 + 4 * DAY, type: 'identify' }),
  oldRow({ id: 'later sign-in', of: 'ann', key: keyOf('ann'), at: T0 + 5 * DAY, type: 'identify' }),
  oldRow({ id: 'call', of: 'ann', key: "'phone'", at: T0 + 8 * DAY, receivedAt: FAR, imported: true }),
  oldRow({ id: 'guest', of: 'other-0', key: "'nobody'", at: T0 - DAY }),
];

it.each<Kind>(['SQLite', 'PostgreSQL'])(
  'of before it was kept, on %s, is its contact’s since the next sign-in, or since the last thing it did as another',
  async (kind) => {
    const parts = await openParts(await anOlderCompany(kind));
    expect(await joins(parts)).toMatchObject({
      'first visit': T0 + 4 * DAY,
      'last visit': T0 + 4 * DAY,
      'sign-in': null,
      call: T0 + 8 * DAY,
      // Who had done nothing before got a name and no past.
      guest: null,
      'Order Completed': null,
    });
  },
);

it('keeps it in a copy of the database', async () => {
  const urls = { from: await freshUrl('SQLite'), to: await freshUrl('PostgreSQL') };
  const parts = await openParts(urls.from);
  await addAnn(parts);
  await createEventStore(parts).ingest([visit('visit')], []);
  await createEventStore(parts).ingest([signIn('sign-in', { at: T0 + DAY })], []);
  await copyDatabase({ ...urls, migrationsFolder: MIGRATIONS });
  expect(await joins(await openParts(urls.to))).toEqual({ identify: null, visit: T0 + DAY, 'sign-in': null });
});
