/** Ann, whom the tests of contacts are about. */

import type { StoreParts } from '../../db/database.ts';
import { createContactStore } from '../../db/stores/contact-store.ts';
import { createEventStore } from '../../db/stores/event-store.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import { aConsent, anEvent, T0 } from './builders.ts';

export const EMAIL = 'Ann@Example.com';

/** Ann, known by user id and address, who agreed to e-mail at T0. */
export async function addAnn(parts: StoreParts, changes: Partial<NewEvent> = {}) {
  await createEventStore(parts).ingest(
    [
      anEvent('identify', {
        type: 'identify',
        name: 'identify',
        traits: { email: EMAIL, firstName: 'Ann', plan: 'gold' },
        consents: [aConsent(T0)],
        ...changes,
      }),
    ],
    [],
  );
  const contacts = createContactStore(parts);
  return { contacts, id: (await contacts.find('ann'))!.id };
}
