/** Holds what the outbox says against what the mail server took. */

import type { App } from '../../src/app.ts';
import type { Campaign } from '../../src/domain/campaign.ts';
import { MESSAGE_STATES, type MessageState } from '../../src/domain/message.ts';
import type { MailServer } from './mail-server.ts';
import type { OutboxRows } from './outbox-rows.ts';

interface Evidence {
  readonly app: App;
  readonly campaign: Campaign;
  readonly server: MailServer;
  readonly rows: OutboxRows;
}

/** Figures that are 0 when all is well are `duplicates`, `lost`, `strange` and `missingEvents`. */
export async function judgeOutbox({ app, campaign, server, rows }: Evidence) {
  const messages = await rows.all();
  const states = Object.fromEntries(MESSAGE_STATES.map((state) => [state, 0])) as Record<
    MessageState,
    number
  >;
  for (const { state } of messages) states[state] += 1;
  const stateOf = new Map(messages.map(({ id, state }) => [id, state]));
  const takenIds = [...server.taken.keys()].map((messageId) => messageId.split('@')[0] ?? '');
  const taken = new Set(takenIds);
  return {
    messages: messages.length,
    ...states,
    campaign: (await app.stores.campaigns.byId(campaign.id))?.state,
    mails: server.mails(),
    putOff: server.putOff(),
    /** E-mails that somebody got more than once. */
    duplicates: [...server.taken.values()].filter((times) => times > 1).length,
    /** Recorded as sent and never taken, or in a state that leads nowhere. */
    lost: messages.filter(({ id, state }) => (state === 'sent' ? !taken.has(id) : state !== 'unknown'))
      .length,
    /** Taken, and neither sent nor in doubt by our books. */
    strange: takenIds.filter((id) => !['sent', 'unknown'].includes(stateOf.get(id) ?? '')).length,
    unknownButTaken: messages.filter(({ id, state }) => state === 'unknown' && taken.has(id)).length,
    missingEvents: states.sent - (await rows.sentEvents()),
  };
}
