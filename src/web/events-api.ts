/** Takes events over HTTP as the Segment specification has them, so that its clients work unchanged. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { type AcceptResult, type Collector, MAX_EVENT_BYTES } from '../collect/accept-calls.ts';
import type { Clock } from '../domain/clock.ts';
import { CALL_TYPES, type CallType } from '../domain/event.ts';
import { AppError } from '../errors.ts';
import { acceptJson } from './json-body.ts';
import { requireWriteKey } from './write-key.ts';

/** Both as Segment has them, so that its clients stay within. */
const MAX_BATCH_BYTES = 500 * 1024;
const MAX_BATCH_CALLS = 2_500;

export interface EventsApiOptions {
  readonly collector: Collector;
  readonly writeKey: string;
  readonly clock: Clock;
}

const batchSchema = z.object({
  batch: z.custom<readonly unknown[]>(Array.isArray),
  sentAt: z.unknown().optional(),
});

/**
 * A plugin with POST /v1/{track,identify,page,screen,alias,group,batch}. A 200 means stored durably. A bad item in a
 * batch becomes a dead letter and is listed in `faults`; a bad single event becomes one too, and is answered with 400.
 * 413 beyond 32 KB an event or 500 KB a batch, 400 beyond 2,500 calls a batch; 503 with Retry-After when the database cannot keep up.
 */
export async function eventsApi(
  server: FastifyInstance,
  { collector, writeKey, clock }: EventsApiOptions,
): Promise<void> {
  acceptJson(server);
  server.addHook('onRequest', requireWriteKey(writeKey));
  for (const type of CALL_TYPES)
    server.post(`/v1/${type}`, { bodyLimit: MAX_EVENT_BYTES }, async ({ body }, reply) =>
      answerOne(await collector.accept([toCall(type, body)], clock.now()), reply),
    );
  server.post('/v1/batch', { bodyLimit: MAX_BATCH_BYTES }, async ({ body }) => {
    const parsed = batchSchema.safeParse(body);
    if (!parsed.success)
      throw new AppError('invalid', 'The body is no batch: send {"batch": [{"type": "track", ...}, ...]}.');
    const { batch, sentAt } = parsed.data;
    if (batch.length > MAX_BATCH_CALLS)
      throw new AppError(
        'invalid',
        `The batch holds ${batch.length} calls, and nothing of it was stored: send at most ${MAX_BATCH_CALLS} at once.`,
      );
    const result = await collector.accept(
      batch.map((raw) => ({ raw, sentAt })),
      clock.now(),
    );
    return { success: true, ...result };
  });
}

/** The path says what kind of call it is, whatever the body says. */
function toCall(type: CallType, body: unknown) {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new AppError(
      'invalid',
      `The body is no event: send a JSON object, as the Segment ${type} call has it.`,
    );
  return { raw: { ...body, type } };
}

function answerOne({ faults, ...counts }: AcceptResult, reply: FastifyReply) {
  const [fault] = faults;
  if (fault === undefined) return { success: true, ...counts, faults };
  const { field, reason } = fault;
  return reply.code(400).send({
    success: false,
    code: 'invalid',
    message: `${field === '' ? 'The event' : field} ${reason}. It was kept as a dead letter; mend it and send it again.`,
    field,
    reason,
  });
}
