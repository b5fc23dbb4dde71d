/** Opens contacts of a restored database, as a person who looks one up would: the last proof that the keys fit. */

import { asc, eq } from 'drizzle-orm';
import { AppError } from '../../src/errors.ts';
import type { StoreParts } from '../database.ts';
import { createContactStore } from '../stores/contact-store.ts';

/** Ids are random, so the first of them are a fair sample. */
const SAMPLE = 200;

export interface Sample {
  readonly contactsOpened: number;
  /** Forgotten: their key is no more. */
  readonly contactsWithoutKey: number;
}

/** Throws `invalid` when a contact's key does not open it, or when none of the sample has a key. */
export async function sampleContacts(parts: StoreParts): Promise<Sample> {
  const { database, tenant } = parts;
  const { contacts } = database.tables;
  const ids = await database.read((connection) =>
    connection
      .select({ id: contacts.id })
      .from(contacts)
      .where(eq(contacts.tenant, tenant))
      .orderBy(asc(contacts.id))
      .limit(SAMPLE),
  );
  const store = createContactStore(parts);
  let contactsOpened = 0;
  for (const { id } of ids) {
    const contact = await store.get(id).catch((cause) => {
      throw wrongKeys('a contact cannot be opened with its key', cause);
    });
    if (contact !== null) contactsOpened += 1;
  }
  if (ids.length > 0 && contactsOpened === 0) throw wrongKeys('none of the contacts has a key');
  return { contactsOpened, contactsWithoutKey: ids.length - contactsOpened };
}

function wrongKeys(what: string, cause?: unknown): AppError {
  return new AppError(
    'invalid',
    `The keys do not fit the data: ${what}. Restore again, into a fresh place, with the keys that were backed up at the same time.`,
    { cause },
  );
}
