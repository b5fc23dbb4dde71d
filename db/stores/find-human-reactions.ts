/** Which opens and clicks Flywheel saw itself, and took for a person's: those alone are learnt from. */

import { and, eq, inArray } from 'drizzle-orm';
import { emailEventId } from '../../src/domain/email-event.ts';
import { EVENT } from '../../src/domain/event.ts';
import type { Connection, StoreParts } from '../database.ts';
import { eventId } from './event-id.ts';

const NAME_OF = { opened: EVENT.emailOpened, clicked: EVENT.emailLinkClicked } as const;
const KINDS = ['opened', 'clicked'] as const;

/** Whether an event by that name is an open or a click, whoever tells of it. */
export function isReaction(name: string): boolean {
  return name === EVENT.emailOpened || name === EVENT.emailLinkClicked;
}

/**
 * The ids of the events that tell of these contacts' opens and clicks. They follow from the outcomes of messages, which nobody
 * can send: of what another sender's e-mails came to, nobody here can tell a mail gateway's doing from a person's.
 */
export async function findHumanReactions(
  { database, tenant }: StoreParts,
  connection: Connection,
  contactIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (contactIds.length === 0) return new Set();
  const { messages, outcomes } = database.tables;
  const rows = await connection
    .select({ messageId: messages.id, kind: outcomes.kind, reference: outcomes.reference })
    .from(messages)
    .innerJoin(outcomes, and(eq(outcomes.tenant, messages.tenant), eq(outcomes.messageId, messages.id)))
    .where(
      and(
        eq(messages.tenant, tenant),
        inArray(messages.contactId, [...contactIds]),
        inArray(outcomes.kind, [...KINDS]),
      ),
    );
  return new Set(
    rows.map(({ messageId, kind, reference }) => {
      const name = NAME_OF[kind as keyof typeof NAME_OF];
      return eventId(emailEventId(messageId, { name, ...(reference !== '' && { key: reference }) }));
    }),
  );
}
