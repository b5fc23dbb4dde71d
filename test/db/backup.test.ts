import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { StoreParts } from '../../db/database.ts';
import { parseDatabaseUrl } from '../../db/rows/database-url.ts';
import { createFieldCipher } from '../../src/privacy/encrypt-field.ts';
import type { Kind } from '../support/each-database.ts';
import { openCompany, restore } from './backed-up-company.ts';
import { anEvent, aProposal, aTransition, T0 } from './builders.ts';
import { ANN, readStores, storesOf } from './fill-stores.ts';
import { freshUrl, openParts } from './fresh-place.ts';

const KINDS: readonly Kind[] = ['SQLite', 'PostgreSQL'];
const other = (kind: Kind): Kind => (kind === 'SQLite' ? 'PostgreSQL' : 'SQLite');

describe.each(KINDS)('a backup of a company on %s', (kind) => {
  it('is of one moment while others write, and is restored on either database', async () => {
    const company = await openCompany(kind, 2_500);
    const { events, contacts } = storesOf(company.parts);
    let written = 0;
    let done = false;
    const writing = (async () => {
      for (; !done; written += 1) {
        await events.ingest([anEvent(`late-${written}`, { identity: { userId: `late-${written}` } })], []);
        // SQLite answers at once: without this the writer alone would have a turn.
        await nextTurn();
      }
    })();
    const before = await readStores(storesOf(company.parts));
    const backup = await company.backUp(T0);
    done = true;
    await writing;
    expect(written).toBeGreaterThan(3);
    expect(await contacts.count()).toBe(2_501 + written);

    for (const target of [kind, other(kind)]) {
      const url = await freshUrl(target);
      const restored = await restore(company, url);
      expect(restored).toMatchObject({ rows: backup.rows, contactsOpened: 200, contactsWithoutKey: 0 });
      const stores = storesOf(await openParts(url));
      const count = await stores.contacts.count();
      expect(count).toBeGreaterThanOrEqual(2_501);
      expect(count).toBeLessThan(2_501 + written);
      // Events and their counters are of the same moment: no event without its contact, none counted twice.
      let stored = 0;
      for await (const { events: history } of stores.events.histories(Number.MAX_SAFE_INTEGER))
        stored += history.length;
      expect(stored).toBe(count + 3);
      const { ann, history, champion, scores, outcomes } = await readStores(stores);
      expect({ ann, history, champion, scores, outcomes }).toEqual({
        ann: before.ann,
        history: before.history,
        champion: before.champion,
        scores: before.scores,
        outcomes: before.outcomes,
      });
      expect(readdirSync(join(restored.modelsFolder, 'run-1'))).toEqual(['config', 'weights']);
    }
  });

  it('holds no keys: those are in a backup of their own', async () => {
    const company = await openCompany(kind);
    const { data, keys } = await company.backUp(T0);
    expect(readdirSync(join(data, 'tables'))).toContain('contacts.ndjson.gz');
    expect(readdirSync(join(data, 'tables'))).not.toContain('contact_keys.ndjson.gz');
    expect(readdirSync(join(keys, 'tables'))).toEqual(['contact_keys.ndjson.gz']);
  });

  it('does not bring back who was forgotten since, once newer keys have taken the place of the old', async () => {
    const company = await openCompany(kind);
    const { contacts } = storesOf(company.parts);
    const ann = (await contacts.find(ANN.userId))!;
    const { data } = await company.backUp(T0);
    await deleteKeysOf(company.parts, ann.id);
    await company.backUp(T0 + 1);
    const url = await freshUrl(kind);
    expect(await restore({ ...company, to: data }, url)).toMatchObject({
      contactsOpened: 3,
      contactsWithoutKey: 1,
    });
    const restored = storesOf(await openParts(url)).contacts;
    expect(await restored.count()).toBe(4);
    expect(await restored.get(ann.id)).toBeNull();
    expect(await restored.find('other-0')).not.toBeNull();
  });

  it('sends nothing again that may have been sent since, and leaves no job running', async () => {
    const company = await openCompany(kind);
    const { campaigns } = storesOf(company.parts);
    const proposed = await campaigns.propose(aProposal({ contentHash: 'hash-2' }));
    await campaigns.transition(aTransition(proposed, { actor: 'U1' }));
    const { jobs } = storesOf(company.parts);
    await jobs.claim({ owner: 'w1', now: T0, leaseUntil: T0 + 100 });
    await company.backUp(T0 + 50);
    const url = await freshUrl(kind);
    expect(await restore(company, url)).toMatchObject({ heldMessages: 1, stoppedCampaigns: 1, endedJobs: 1 });
    const stores = storesOf(await openParts(url));
    expect(await stores.jobs.recent(5)).toMatchObject([{ name: 'nightly', state: 'failed' }]);
    expect((await readStores(stores)).messageCounts).toMatchObject({ queued: 0, sent: 1, unknown: 1 });
    expect((await stores.campaigns.list(['stopped'], 5)).map(({ id }) => id)).toEqual([proposed.id]);
    expect(await stores.outbox.nextDueAt()).toBeNull();
  });

  it('that is cut off in the middle of a restore leaves nothing that Flywheel starts on', async () => {
    const company = await openCompany(kind);
    await company.backUp(T0);
    const url = await freshUrl(kind);
    // The rows are there by then, and what is to be sent is not held back yet.
    const wrongMaster = () => (tenant: string) => createFieldCipher(Buffer.alloc(32, 8), tenant);
    await expect(restore(company, url, { openCiphers: wrongMaster })).rejects.toThrow('do not fit the data');
    await expect(openParts(url).then(() => 'opened')).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('holds a restore that was cut off'),
    });
    await expect(restore(company, url)).rejects.toThrow('is not empty');
  });

  it('can be checked without leaving anything behind', async () => {
    const company = await openCompany(kind);
    await company.backUp(T0);
    const { modelsFolder, ...checked } = await restore(company, company.url, { check: true });
    expect(checked).toMatchObject({
      database: parseDatabaseUrl(company.url).kind,
      contactsOpened: 4,
      modelFiles: 2,
    });
    expect(checked.heldMessages).toBeUndefined();
    expect(existsSync(modelsFolder)).toBe(false);
    expect((await readStores(storesOf(company.parts))).messageCounts).toMatchObject({ queued: 1 });
  });

  it('is refused by a database or a folder of models that is not empty', async () => {
    const company = await openCompany(kind);
    await company.backUp(T0);
    await expect(restore(company, company.url)).rejects.toThrow('is not empty');
    const again = restore(company, await freshUrl(kind), { modelsFolder: company.modelsFolder });
    await expect(again).rejects.toThrow('holds models already');
  });
});

it.each(['data', 'keys'] as const)(
  'refuses a backup of %s of which one byte was flipped, in any of its files',
  async (kind) => {
    const company = await openCompany('SQLite');
    const backup = await company.backUp(T0);
    const folder = backup[kind];
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files.length).toBeGreaterThan(1);
    for (const { parentPath, name } of files) {
      const file = join(parentPath, name);
      const bytes = readFileSync(file);
      const flipped = Buffer.from(bytes);
      const at = Math.floor(bytes.length / 2);
      flipped[at] = bytes[at]! ^ 1;
      writeFileSync(file, flipped);
      const attempt = restore(company, await freshUrl('SQLite'), { check: true });
      await expect(attempt).rejects.toThrow(/is damaged: .* Nothing was restored/);
      writeFileSync(file, bytes);
    }
    await restore(company, await freshUrl('SQLite'), { check: true });
  },
);

it('refuses keys of another Flywheel, keys older than the data, and keys that open nothing', async () => {
  const company = await openCompany('SQLite');
  const stranger = await openCompany('SQLite');
  await company.backUp(T0);
  await stranger.backUp(T0, { keyFingerprint: 'of another' });
  const at = await freshUrl('SQLite');
  const withKeys = (keys: string, changes = {}) => restore(company, at, { keys, check: true, ...changes });
  await expect(withKeys(stranger.keysTo)).rejects.toThrow('made with another master key');
  const old = (await company.backUp(T0 - 1)).keys;
  await expect(withKeys(old)).rejects.toThrow('older than the data');
  await expect(withKeys(company.to)).rejects.toThrow(
    /is a backup of data: name one of keys here|is damaged|no backup/,
  );
  const wrongMaster = () => (tenant: string) => createFieldCipher(Buffer.alloc(32, 8), tenant);
  await expect(withKeys(company.keysTo, { openCiphers: wrongMaster })).rejects.toThrow(
    'The keys do not fit the data',
  );
  await stranger.backUp(T0 + 1);
  await expect(withKeys(stranger.keysTo)).rejects.toThrow('none of the contacts has a key');
});

async function deleteKeysOf({ database }: StoreParts, contactId: string): Promise<void> {
  const { contactKeys } = database.tables;
  await database.write((connection) =>
    connection.delete(contactKeys).where(eq(contactKeys.contactId, contactId)),
  );
}
