/** A real SQLite database in a folder of its own, with the stores that collecting needs. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectSqlite } from '../../db/connect-sqlite.ts';
import { createContactStore } from '../../db/stores/contact-store.ts';
import { createEventStore } from '../../db/stores/event-store.ts';
import { createOfferStore } from '../../db/stores/offer-store.ts';
import { createProductStore } from '../../db/stores/product-store.ts';
import { createFieldCipher } from '../../src/privacy/encrypt-field.ts';

export function openStores() {
  const folder = mkdtempSync(join(tmpdir(), 'flywheel-collect-'));
  const migrationsFolder = new URL('../../db/migrations/sqlite', import.meta.url).pathname;
  const database = connectSqlite({ file: join(folder, 'flywheel.db'), migrationsFolder });
  const parts = { database, tenant: 'test', cipher: createFieldCipher(Buffer.alloc(32, 7), 'test') };
  return {
    folder,
    cipher: parts.cipher,
    events: createEventStore(parts),
    contacts: createContactStore(parts),
    products: createProductStore(parts),
    offers: createOfferStore(parts),
    async close() {
      await database.close();
      rmSync(folder, { recursive: true });
    },
  };
}
