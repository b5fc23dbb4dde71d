/** What a contact is called in a list. */

import type { Contact } from '../src/domain/contact.ts';

export function labelOf(contact: Contact | null): string {
  if (contact === null) return 'somebody who is not known any more';
  return contact.profile.email ?? contact.profile.userId ?? 'a visitor without a name';
}
