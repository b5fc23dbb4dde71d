import { eq, getTableName } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { createEventStore } from '../../db/stores/event-store.ts';
import { anEvent } from './builders.ts';
import { describeOnEachDatabase } from './open-test-database.ts';

describeOnEachDatabase("contacts' keys", (stage) => {
  it('seal an event for its own contact, whoever its browser belonged to before', async () => {
    const parts = stage.parts();
    const events = createEventStore(parts);
    const ids = [{}, { userId: 'ann' }, {}, { userId: 'ben' }, {}];
    for (const [index, id] of ids.entries())
      await events.ingest([anEvent(`${index}`, { identity: { anonymousId: 'shared', ...id } })], []);
    const { events: rows, contactKeys } = parts.database.tables;
    const kept = await parts.database.read((connection) =>
      connection
        .select({
          id: rows.id,
          contactId: rows.contactId,
          ownerId: contactKeys.contactId,
          payload: rows.payload,
          key: { keyId: contactKeys.id, wrapped: contactKeys.wrapped },
        })
        .from(rows)
        .innerJoin(contactKeys, eq(contactKeys.id, rows.keyId))
        .where(eq(rows.tenant, parts.tenant)),
    );
    expect(kept.map(({ ownerId }) => ownerId)).toEqual(kept.map(({ contactId }) => contactId));
    const opened = kept.map(({ id, payload, key }) =>
      parts.cipher.open(payload, key, { table: 'events', column: 'payload', row: id }),
    );
    expect(opened.sort()).toEqual(ids.map((_, index) => JSON.stringify({ id: `${index}` })));
  });

  it('are read when they are first met, and not again', async () => {
    const parts = stage.parts();
    const { database } = parts;
    const read: string[] = [];
    const find: typeof database.fast.find = (connection, table, query) => {
      if (getTableName(table) === 'contact_keys') read.push(...query.values);
      return database.fast.find(connection, table, query);
    };
    const watched = () =>
      createEventStore({ ...parts, database: { ...database, fast: { ...database.fast, find } } });
    const maker = watched();
    for (const id of ['1', '2']) await maker.ingest([anEvent(id)], []);
    expect(read).toEqual([]);
    const other = watched();
    for (const id of ['3', '4']) await other.ingest([anEvent(id)], []);
    expect(read).toHaveLength(1);
  });
});
