/** The events that Flywheel emits about its own e-mails, in the words of Segment's e-mail specification. */

import type { NewEvent } from './event.ts';
import type { Message } from './message.ts';

/** What happened to a message; one key happens once, whoever repeats it. */
export interface EmailHappening {
  /** One of EMAIL_EVENT_NAMES. */
  readonly name: string;
  /** Tells repeated kinds apart (the link of a click); the same name and key are one event for good. */
  readonly key?: string;
  readonly at: number;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** The event to ingest. Ingesting it twice changes nothing. */
export function emailEvent(message: Message, happening: EmailHappening): NewEvent {
  const { name, at } = happening;
  const messageId = emailEventId(message.id, happening);
  const properties = {
    campaign_id: message.campaignId,
    email_id: message.id,
    model_run_id: message.modelRunId,
    ...happening.properties,
  };
  return {
    messageId,
    type: 'track',
    name,
    identity: { contactId: message.contactId },
    timestamp: at,
    receivedAt: at,
    lines: [],
    consents: [],
    products: [],
    payload: JSON.stringify({ type: 'track', event: name, messageId, properties }),
  };
}

/** The messageId of such an event: made of name, message and key, so that whoever knows these finds it again. */
export function emailEventId(message: string, { name, key }: Pick<EmailHappening, 'name' | 'key'>): string {
  const kind = name.toLowerCase().replaceAll(' ', '-');
  return [kind, message, key].filter((part) => part !== undefined).join(':');
}
