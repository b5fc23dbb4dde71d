import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDriver from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStores } from '../../db/open-stores.ts';
import type { Stores } from '../../src/domain/stores.ts';
import { createFieldCipher } from '../../src/privacy/encrypt-field.ts';
import { aConsent, anEvent, T0 } from './builders.ts';

const MASTER = Buffer.alloc(32, 5);
const PERSONAL = [
  'zoe.q@example.com',
  'Zoraida',
  'Quillfeather',
  'user-zq-77',
  'browser-zq-78',
  'Gnomeville 9',
];

let folder: string;
let opened: Awaited<ReturnType<typeof openStores>>;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'flywheel-private-'));
  opened = await openWith(MASTER);
});
afterEach(async () => {
  await opened.close();
  rmSync(folder, { recursive: true });
});

function openWith(master: Buffer) {
  return openStores({
    url: null,
    file: join(folder, 'flywheel.db'),
    migrationsFolder: 'db/migrations',
    cipherOf: (tenant) => createFieldCipher(master, tenant),
  });
}

/** All that is known of Zoë, and a call of hers that could not be read. */
async function storePeople({ events }: Stores): Promise<void> {
  const traits = {
    email: 'zoe.q@example.com',
    firstName: 'Zoraida',
    lastName: 'Quillfeather',
    street: 'Gnomeville 9',
  };
  const identity = { userId: 'user-zq-77', anonymousId: 'browser-zq-78' };
  const payload = { ...identity, traits };
  await events.ingest(
    [
      anEvent('1', {
        type: 'identify',
        identity,
        traits,
        payload: JSON.stringify(payload),
        consents: [aConsent(T0)],
      }),
      anEvent('2', { identity: { userId: 'ben' }, traits: { email: 'ben@example.com' } }),
    ],
    [{ receivedAt: T0, field: 'event', reason: 'is missing', payload }],
  );
}

/** Which of the texts stand anywhere in the database's files, in any case. */
function findInFiles(texts: readonly string[]): string[] {
  const files = readdirSync(folder).map((name) =>
    readFileSync(join(folder, name)).toString('latin1').toLowerCase(),
  );
  return texts.filter((text) => files.some((bytes) => bytes.includes(text.toLowerCase())));
}

it('leaves nothing personal in the files of the database', async () => {
  await storePeople(opened.of('T1'));
  const { id } = (await opened.of('T1').contacts.find('zoe.q@example.com'))!;
  await opened.of('T1').contacts.suppress(id, 'unsubscribed', T0 + 1);
  expect(readdirSync(folder)).toContain('flywheel.db-wal');
  expect(findInFiles([...PERSONAL, id])).toEqual([id]);
  await opened.close();
  expect(findInFiles([...PERSONAL, id])).toEqual([id]);
  opened = await openWith(MASTER);
  expect((await opened.of('T1').contacts.get(id))?.profile).toMatchObject({
    userId: 'user-zq-77',
    lastName: 'Quillfeather',
  });
});

it('does not open a sealed value that was moved to another row', async () => {
  await storePeople(opened.of('T1'));
  const { contacts } = opened.of('T1');
  const [zoe, ben] = [(await contacts.find('user-zq-77'))!.id, (await contacts.find('ben'))!.id];
  const plain = new SqliteDriver(join(folder, 'flywheel.db'));
  const copy =
    'update contacts set (profile, key_id) = (select profile, key_id from contacts where id = ?) where id = ?';
  plain.prepare(copy).run(zoe, ben);
  plain.close();
  await expect(contacts.get(ben)).rejects.toMatchObject({ code: 'unavailable' });
  expect(await contacts.get(zoe)).toMatchObject({ id: zoe });
});

it('with another master key finds nobody, opens nothing, and says what to do', async () => {
  await storePeople(opened.of('T1'));
  const { id } = (await opened.of('T1').contacts.find('ben'))!;
  await opened.close();
  opened = await openWith(Buffer.alloc(32, 6));
  expect(await opened.of('T1').contacts.find('ben')).toBeNull();
  const told = {
    code: 'unavailable',
    message: expect.stringContaining('Restore FLYWHEEL_KEY or the key file'),
  };
  await expect(opened.of('T1').contacts.get(id)).rejects.toMatchObject(told);
  await expect(opened.of('T1').events.deadLetters(1)).rejects.toMatchObject(told);
});
