/** How the sending of one message can end, and what becomes of the message then. */

import type { Delivery } from '../domain/email.ts';
import { EVENT } from '../domain/event.ts';
import type { Message, MessageState } from '../domain/message.ts';
import { MAX_ATTEMPTS } from './schedule-retry.ts';

/** How it ended; `lost` when another worker took the message over, which then ends it. */
export interface Ending {
  readonly kind: EndingKind;
  readonly detail: string;
}

export type KnownEnding = Ending & { readonly kind: Exclude<EndingKind, 'lost'> };
export const LOST: Ending = { kind: 'lost', detail: 'another worker took it over' };

type EndingKind =
  | 'sent'
  | 'deferred'
  | 'unreachable'
  | 'failed'
  | 'bounced'
  | 'unknown'
  | 'suppressed'
  | 'released'
  | 'lost';

export const STATE_AFTER: Readonly<Record<Exclude<EndingKind, 'lost'>, MessageState>> = {
  sent: 'sent',
  deferred: 'queued',
  unreachable: 'queued',
  failed: 'failed',
  bounced: 'failed',
  unknown: 'unknown',
  suppressed: 'suppressed',
  released: 'queued',
};
export const EVENT_AFTER: Readonly<Partial<Record<EndingKind, string>>> = {
  sent: EVENT.emailSent,
  bounced: EVENT.emailBounced,
};

/** What the mail server's answer makes of the message: put off, it is tried again, but not for ever. */
export function readDelivery(message: Message, delivery: Delivery): KnownEnding {
  const detail = delivery.response;
  switch (delivery.kind) {
    case 'accepted':
      return { kind: 'sent', detail };
    case 'rejected':
      return { kind: delivery.hardBounce ? 'bounced' : 'failed', detail };
    case 'deferred':
      return message.attempts + 1 < MAX_ATTEMPTS
        ? { kind: 'deferred', detail }
        : { kind: 'failed', detail: `given up after ${MAX_ATTEMPTS} attempts: ${detail}` };
    default:
      return { kind: delivery.kind, detail };
  }
}
