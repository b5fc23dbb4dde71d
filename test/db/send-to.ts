/** A campaign that was sent, and the orders that were tied to it. */

import type { StoreParts } from '../../db/database.ts';
import { createOutboxStore } from '../../db/stores/outbox-store.ts';
import type { Assignment } from '../../src/domain/campaign.ts';
import { anAssignment, aSendingCampaign } from './builders.ts';

export const people = (...contactIds: string[]): Assignment[] => contactIds.map((id) => anAssignment(id));

/** A campaign whose messages are all sent (or became unknown) at one time; message ids by contact. */
export async function sendTo(
  parts: StoreParts,
  assignments: readonly Assignment[],
  at: number,
  unknown = false,
) {
  const outbox = createOutboxStore(parts);
  const campaign = await aSendingCampaign(parts, { assignments }, at);
  await outbox.enqueue(campaign.id, at);
  const claimed = await outbox.claim({ owner: 'w', limit: 5000, now: at, leaseUntil: at + 1 });
  const start = claimed.map(({ id }) => ({ messageId: id, from: 'claimed', to: 'sending', at }) as const);
  await outbox.transition('w', start);
  const to = unknown ? 'unknown' : 'sent';
  await outbox.transition(
    'w',
    start.map((transition) => ({ ...transition, from: 'sending', to })),
  );
  return { campaign, messageOf: new Map(claimed.map(({ contactId, id }) => [contactId, id])) };
}

export async function conversions({ database, tenant }: StoreParts) {
  const rows = await database.read((connection) => connection.select().from(database.tables.outcomes));
  return rows
    .filter((row) => row.tenant === tenant && row.kind === 'converted')
    .map(({ messageId, reference, amountCents, at }) => ({ messageId, reference, amountCents, at }));
}
