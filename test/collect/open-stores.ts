/** A real database in a folder of its own, with the stores that collecting needs. */

import { createContactStore } from '../../db/stores/contact-store.ts';
import { createEventStore } from '../../db/stores/event-store.ts';
import { createOfferStore } from '../../db/stores/offer-store.ts';
import { createProductStore } from '../../db/stores/product-store.ts';
import { createFieldCipher } from '../../src/privacy/encrypt-field.ts';
import type { Kind } from '../support/each-database.ts';
import { openDatabase } from '../support/open-database.ts';

/** On SQLite where the test is about nothing that a database does. */
export async function openStores(on: Kind = 'SQLite') {
  const { database, folder, close } = await openDatabase(on);
  const parts = { database, tenant: 'test', cipher: createFieldCipher(Buffer.alloc(32, 7), 'test') };
  return {
    folder,
    cipher: parts.cipher,
    events: createEventStore(parts),
    contacts: createContactStore(parts),
    products: createProductStore(parts),
    offers: createOfferStore(parts),
    close,
  };
}
