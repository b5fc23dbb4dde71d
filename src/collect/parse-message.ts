/** The door: turns one raw Segment call into a valid event, or says which field is wrong and why. */

import { z } from 'zod';
import { CALL_TYPES, type Identity, type NewEvent, type Traits } from '../domain/event.ts';
import { isTimeZone } from '../domain/local-time.ts';
import { findBadText, isShallow } from './check-text.ts';
import { correctTime } from './correct-time.ts';
import { Fault, firstFault } from './fault.ts';
import { hashContent } from './hash-content.ts';
import { parseTime } from './parse-time.ts';
import { type Commerce, NO_COMMERCE, readCommerce } from './read-commerce.ts';
import { readConsents } from './read-consents.ts';
import { idField, objectField, textField, timeField } from './read-field.ts';
import { createQuickReader, withReader } from './read-quickly.ts';
import { readTraits } from './read-traits.ts';

export interface ParseOptions {
  /** When we received it, by our clock. */
  readonly receivedAt: number;
  /** The `sentAt` of the batch it came in, as it was sent. */
  readonly sentAt?: unknown;
  /** Of this call among all that are received, so that equal ones of one moment are told apart. */
  readonly place?: string;
  /** True for calls from a file: their times were corrected when they were first received, if ever. */
  readonly archived?: boolean;
}

const contextFields = { traits: objectField, timezone: withReader(z.unknown().optional(), (zone) => zone) };
const callFields = {
  type: withReader(
    z.enum(CALL_TYPES, { error: `must be one of ${CALL_TYPES.join(', ')}` }),
    (type) => CALL_TYPES.find((known) => known === type) ?? null,
  ),
  messageId: idField,
  userId: idField,
  anonymousId: idField,
  previousId: idField,
  event: textField(255),
  name: textField(255),
  timestamp: timeField,
  originalTimestamp: timeField,
  sentAt: timeField,
  properties: objectField,
  traits: objectField,
  context: withReader(
    z.object(contextFields, { error: 'must be an object' }).nullish(),
    createQuickReader(contextFields),
  ),
};
const callSchema = z.object(callFields, { error: 'must be an object' });
const readCall = createQuickReader(callFields);
type Call = z.output<typeof callSchema>;

/**
 * Parses a track, identify, page, screen, alias or group call. Event names that we do not know are stored as they are.
 *
 * `messageId` deduplicates for good. A call without one gets a hash of its content (all but `sentAt` and `receivedAt`),
 * so that sending it again changes nothing. Without a `timestamp` either, the moment of reception and its `place` are
 * hashed with it: two equal calls may then well be two events, and are kept as two. In a file, which gives no place, they are one.
 */
export function parseMessage(raw: unknown, options: ParseOptions): NewEvent | Fault {
  const payload = isShallow(raw) ? JSON.stringify(raw) : undefined;
  const call = quickCall(raw, payload) ?? thoroughCall(raw);
  if (call instanceof Fault) return call;
  const timestamp = missingField(call) ?? timeOf(call, options);
  if (timestamp instanceof Fault) return timestamp;
  const traits = traitsOf(call);
  if (traits instanceof Fault) return traits;
  const consents = readConsents(traits ?? {}, timestamp);
  if (consents instanceof Fault) return consents;
  const commerce = commerceOf(call);
  if (commerce instanceof Fault) return commerce;
  return {
    messageId: call.messageId ?? contentId(call, raw as object, options),
    type: call.type,
    name: nameOf(call),
    identity: identityOf(call),
    timestamp,
    receivedAt: options.receivedAt,
    ...(options.archived === true && { imported: true }),
    ...commerce,
    ...(traits !== null && { traits }),
    consents,
    payload: payload as string,
  };
}

/** Null when a closer look is needed. */
function quickCall(raw: unknown, payload: string | undefined): Call | null {
  // JSON shows what no database would keep as an escape; so it does a few harmless characters.
  if (payload === undefined || payload.includes('\\u')) return null;
  const call = readCall(raw);
  return call?.type === undefined ? null : (call as Call);
}

function thoroughCall(raw: unknown): Call | Fault {
  const badText = findBadText(raw);
  if (badText !== null) return badText;
  const parsed = callSchema.safeParse(raw);
  return parsed.success ? parsed.data : firstFault(parsed.error);
}

function missingField({ type, event, userId, anonymousId, previousId }: Call): Fault | null {
  if (type === 'track' && event === undefined)
    return new Fault('event', 'is missing: a track call names its event');
  if (type === 'alias' && (userId === undefined || previousId === undefined))
    return new Fault(
      userId === undefined ? 'userId' : 'previousId',
      'is missing: an alias call merges previousId into userId',
    );
  if (userId === undefined && anonymousId === undefined)
    return new Fault('userId', 'is missing: send a userId or an anonymousId');
  return null;
}

function timeOf(call: Call, { receivedAt, sentAt, archived }: ParseOptions): number | Fault {
  const original = call.timestamp ?? call.originalTimestamp;
  if (archived) return correctTime({ original, sentAt: undefined, receivedAt });
  const batchSentAt = sentAt === undefined || sentAt === null ? undefined : parseTime(sentAt);
  if (batchSentAt === null) return new Fault('sentAt', 'must be an ISO 8601 date');
  return correctTime({ original, sentAt: call.sentAt ?? batchSentAt, receivedAt });
}

/** A group's traits are not its member's, and an alias has none. Segment's libraries say in `context` where a browser is. */
function traitsOf({ type, traits, context }: Call): Traits | Fault | null {
  if (type === 'group' || type === 'alias') return null;
  const said = type === 'identify' ? withTimeZone(traits, context?.timezone) : context?.traits;
  return said === undefined ? null : readTraits(said);
}

function withTimeZone(traits: Call['traits'], timezone: unknown) {
  return typeof timezone === 'string' && isTimeZone(timezone) ? { timezone, ...traits } : traits;
}

function commerceOf({ type, event, properties }: Call): Commerce | Fault {
  if (type !== 'track' || event === undefined || properties === undefined) return NO_COMMERCE;
  return readCommerce(event, properties);
}

function nameOf({ type, event, name }: Call): string {
  if (type === 'track') return event ?? type;
  return type === 'page' || type === 'screen' ? (name ?? type) : type;
}

function identityOf({ type, userId, anonymousId, previousId }: Call): Identity {
  return {
    ...(userId !== undefined && { userId }),
    ...(anonymousId !== undefined && { anonymousId }),
    ...(type === 'alias' && previousId !== undefined && { previousId }),
  };
}

function contentId(call: Call, raw: object, { receivedAt, place }: ParseOptions): string {
  const timed = call.timestamp !== undefined || call.originalTimestamp !== undefined;
  const content = { ...raw, sentAt: undefined, receivedAt: timed ? undefined : [receivedAt, place] };
  return `content:${hashContent(content)}`;
}
