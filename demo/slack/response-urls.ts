/** The `response_url` of each interaction: thirty minutes, five uses, and what a post to it does to the conversation. */
import { randomBytes } from 'node:crypto';
import { type ChatParts, fromBot, putMessage, readContent, removeMessage } from './answer-chat.ts';
import type { ApiResult, Json, StoredMessage } from './wire-types.ts';

/** Where an interaction happened: what its answers refer to. */
export interface InteractionPlace {
  personId: string;
  channel: string;
  /** The message that was clicked, if one was. */
  source?: { channel: string; ts: string };
  threadTs?: string;
}

export interface ResponseUrls {
  issue(place: InteractionPlace): string;
  /** Applies a post to an issued address; gives the HTTP status and the body to answer with. */
  use(token: string, body: Json): { status: number; result: ApiResult };
  /** What an acknowledgement or a post asks for, applied at once. */
  apply(place: InteractionPlace, body: Json): ApiResult;
}

const lifetimeMs = 30 * 60 * 1000;
const maxUses = 5;

/** `edgeUrl` is where the bot reaches the edge; `now` is the real time, in epoch milliseconds. */
export function createResponseUrls(chat: ChatParts, edgeUrl: string, now: () => number): ResponseUrls {
  const issued = new Map<string, { place: InteractionPlace; expiresAt: number; uses: number }>();
  const apply: ResponseUrls['apply'] = (place, body) => {
    const source = place.source && chat.transcript.find(place.source.channel, place.source.ts);
    if (body['delete_original'] === true) {
      if (!source) return { ok: false, error: 'message_not_found' };
      removeMessage(chat, source);
      return { ok: true };
    }
    const content = readContent(chat, body);
    if ('error' in content) return content.error;
    if (body['replace_original'] === true && source) {
      const { blocks: _, ...kept } = source;
      putMessage(chat, { ...kept, ...content, edited: { user: source.user, ts: chat.transcript.nextTs() } });
    } else putMessage(chat, newMessage(chat, place, { ...content, body }));
    return { ok: true };
  };
  return {
    apply,
    issue: (place) => {
      for (const [token, entry] of issued) if (entry.expiresAt <= now()) issued.delete(token);
      const token = randomBytes(18).toString('base64url');
      issued.set(token, { place, expiresAt: now() + lifetimeMs, uses: 0 });
      return `${edgeUrl}/response/${token}`;
    },
    use: (token, body) => {
      const entry = issued.get(token);
      if (!entry || entry.expiresAt <= now())
        return { status: 404, result: { ok: false, error: 'expired_url' } };
      if (entry.uses >= maxUses) return { status: 404, result: { ok: false, error: 'used_url' } };
      const result = apply(entry.place, body);
      if (result.ok) entry.uses += 1;
      return { status: result.ok ? 200 : 400, result };
    },
  };
}

function newMessage(
  chat: ChatParts,
  place: InteractionPlace,
  { body, ...content }: Pick<StoredMessage, 'text' | 'blocks'> & { body: Json },
): StoredMessage {
  const threadTs = body['thread_ts'] ?? place.threadTs;
  return {
    ...fromBot,
    channel: place.channel,
    ts: chat.transcript.nextTs(),
    ...content,
    ...(body['response_type'] === 'in_channel' ? {} : { only_for: place.personId }),
    ...(typeof threadTs === 'string' ? { thread_ts: threadTs } : {}),
  };
}
