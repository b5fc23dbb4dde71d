/** The chat methods, answered by the edge itself: messages must outlive the emulator's memory and follow the workspace's clock. */
import { normalizeBlocks } from './normalize-blocks.ts';
import type { Transcript } from './transcript.ts';
import { validateBlocks } from './validate-blocks.ts';
import type { ApiResult, Block, Json, StoredMessage, WorkspaceEvent } from './wire-types.ts';
import { bot, canRead, channel, findPerson, people } from './workspace.ts';

export type Method = (args: Json) => ApiResult | Promise<ApiResult>;

export interface ChatParts {
  transcript: Transcript;
  tell: (event: WorkspaceEvent) => void;
  /** Whether this workspace draws charts by itself; not all of them do. */
  nativeCharts: boolean;
}

/** The methods by name; each takes parsed arguments and answers as Slack does, with `ok: false` rather than a throw. */
export function createChatMethods(parts: ChatParts): Record<string, Method> {
  return {
    'chat.postMessage': (args) => postMessage(parts, args),
    'chat.postEphemeral': (args) => postEphemeral(parts, args),
    'chat.update': (args) => updateMessage(parts, args),
    'chat.delete': (args) => deleteMessage(parts, args),
    'chat.getPermalink': (args) => permalink(parts, args),
    'chat.startStream': (args) =>
      postMessage(parts, { ...args, markdown_text: args['markdown_text'] || ' ' }),
    'chat.appendStream': (args) => appendToStream(parts, args),
    'chat.stopStream': (args) => appendToStream(parts, args),
    'conversations.history': (args) => history(parts, args),
    'conversations.replies': (args) => replies(parts, args),
  };
}

/** Stores a message and tells the page. Blocks must have been validated. */
export function putMessage({ transcript, tell }: ChatParts, message: StoredMessage): void {
  transcript.put(message);
  tell(tellOf(message));
}

/** Removes a message and tells the page. */
export function removeMessage(
  { transcript, tell }: ChatParts,
  { channel, ts, only_for }: StoredMessage,
): void {
  transcript.remove(channel, ts);
  const onlyFor = only_for ?? ownerOf(channel);
  tell({ type: 'deleted', channel, ts, ...(onlyFor ? { onlyFor } : {}) });
}

/** Text and blocks of a message as sent, checked and normalised: either an error result or the fields to store. */
export function readContent(
  { nativeCharts }: ChatParts,
  args: Json,
): { error: ApiResult } | { text: string; blocks?: Block[] } {
  const markdown = args['markdown_text'];
  const given = typeof markdown === 'string' ? [{ type: 'markdown', text: markdown }] : args['blocks'];
  const text = typeof args['text'] === 'string' ? args['text'] : typeof markdown === 'string' ? markdown : '';
  if (given === undefined) return text === '' ? { error: refuse('no_text') } : { text };
  const messages = validateBlocks(given, nativeCharts ? 'message' : 'message without charts');
  if (messages.length > 0) return { error: { ...refuse('invalid_blocks'), response_metadata: { messages } } };
  const blocks = normalizeBlocks(given as Block[]);
  if (blocks.length === 0 && text === '') return { error: refuse('no_text') };
  return { text, ...(blocks.length > 0 ? { blocks } : {}) };
}

/** The signature of everything the bot says. */
export const fromBot = { type: 'message', user: bot.userId, bot_id: bot.botId, app_id: bot.appId } as const;

export function refuse(error: string): ApiResult {
  return { ok: false, error };
}

function postMessage(parts: ChatParts, args: Json): ApiResult {
  const target = resolveConversation(args['channel']);
  if (!target) return refuse('channel_not_found');
  const content = readContent(parts, args);
  if ('error' in content) return content.error;
  const threadTs = args['thread_ts'];
  if (!hasThread(parts, target, threadTs)) return refuse('thread_not_found');
  const message: StoredMessage = {
    ...fromBot,
    channel: target,
    ts: parts.transcript.nextTs(),
    ...content,
    ...(typeof threadTs === 'string' ? { thread_ts: threadTs } : {}),
    ...(isObject(args['metadata']) ? { metadata: args['metadata'] } : {}),
  };
  putMessage(parts, message);
  return { ok: true, channel: target, ts: message.ts, message: toWire(message) };
}

/**
 * Whether a message can be a reply there. Slack says to avoid the ts of a reply, and not what comes of it
 * (https://docs.slack.dev/reference/methods/chat.postMessage): it is refused, so that nobody relies on it.
 */
export function hasThread({ transcript }: ChatParts, target: string, threadTs: unknown): boolean {
  if (typeof threadTs !== 'string') return true;
  const root = transcript.find(target, threadTs);
  if (root === undefined || root.only_for !== undefined) return false;
  return root.thread_ts === undefined || root.thread_ts === root.ts;
}

function postEphemeral(parts: ChatParts, args: Json): ApiResult {
  const target = resolveConversation(args['channel']);
  if (!target) return refuse('channel_not_found');
  const person = findPerson(String(args['user']));
  if (!person) return refuse('user_not_found');
  if (!canRead(person.id, target)) return refuse('user_not_in_channel');
  const content = readContent(parts, args);
  if ('error' in content) return content.error;
  const threadTs = args['thread_ts'];
  const ts = parts.transcript.nextTs();
  putMessage(parts, {
    ...fromBot,
    channel: target,
    ts,
    ...content,
    only_for: person.id,
    ...(typeof threadTs === 'string' ? { thread_ts: threadTs } : {}),
  });
  return { ok: true, message_ts: ts };
}

function updateMessage(parts: ChatParts, args: Json): ApiResult {
  const found = findOwn(parts, args, 'cant_update_message');
  if ('error' in found) return found.error;
  const content = readContent(parts, args);
  if ('error' in content) return content.error;
  const { blocks: _, ...rest } = found.message;
  const edited = { user: bot.userId, ts: parts.transcript.nextTs() };
  const message: StoredMessage = { ...rest, ...content, edited };
  putMessage(parts, message);
  return { ok: true, channel: message.channel, ts: message.ts, text: message.text, message: toWire(message) };
}

function appendToStream(parts: ChatParts, args: Json): ApiResult {
  const found = findOwn(parts, args, 'message_not_owned_by_app');
  if ('error' in found) return found.error;
  const { message } = found;
  const text = `${message.text}${String(args['markdown_text'] ?? '')}`;
  const extra = Array.isArray(args['blocks']) ? args['blocks'] : [];
  const content = readContent(parts, { text, blocks: [{ type: 'markdown', text }, ...extra] });
  if ('error' in content) return content.error;
  putMessage(parts, { ...message, ...content });
  return { ok: true, channel: message.channel, ts: message.ts };
}

function deleteMessage(parts: ChatParts, args: Json): ApiResult {
  const found = findOwn(parts, args, 'cant_delete_message');
  if ('error' in found) return found.error;
  removeMessage(parts, found.message);
  return { ok: true, channel: found.message.channel, ts: found.message.ts };
}

function findOwn({ transcript }: ChatParts, args: Json, notOwn: string) {
  const target = resolveConversation(args['channel']);
  if (!target) return { error: refuse('channel_not_found') };
  const message = transcript.find(target, String(args['ts']));
  if (!message || message.only_for) return { error: refuse('message_not_found') };
  return message.user === bot.userId ? { message } : { error: refuse(notOwn) };
}

function permalink({ transcript }: ChatParts, args: Json): ApiResult {
  const target = resolveConversation(args['channel']);
  if (!target) return refuse('channel_not_found');
  const ts = String(args['message_ts']);
  if (!transcript.find(target, ts)) return refuse('message_not_found');
  return { ok: true, channel: target, permalink: `/#/archives/${target}/p${ts.replace('.', '')}` };
}

function history({ transcript }: ChatParts, args: Json): ApiResult {
  const target = resolveConversation(args['channel']);
  if (!target) return refuse('channel_not_found');
  const limit = Math.max(1, Math.min(Number(args['limit']) || 100, 999));
  const top = transcript
    .list()
    .filter(({ channel, only_for }) => channel === target && only_for === undefined)
    .filter(({ thread_ts, ts }) => thread_ts === undefined || thread_ts === ts)
    .reverse();
  return { ok: true, messages: top.slice(0, limit).map(toWire), has_more: top.length > limit };
}

function replies({ transcript }: ChatParts, args: Json): ApiResult {
  const target = resolveConversation(args['channel']);
  if (!target) return refuse('channel_not_found');
  const root = String(args['ts']);
  const thread = transcript
    .list()
    .filter((message) => message.channel === target && message.only_for === undefined)
    .filter(({ ts, thread_ts }) => ts === root || thread_ts === root);
  if (thread.length === 0) return refuse('thread_not_found');
  return { ok: true, messages: thread.map(toWire), has_more: false };
}

/** A channel by id or name, or the direct message of a person named by id. */
function resolveConversation(value: unknown): string | undefined {
  const name = typeof value === 'string' ? value.replace(/^#/, '') : '';
  if (name === channel.id || name === channel.name) return channel.id;
  return people.find(({ id, directMessageId }) => name === id || name === directMessageId)?.directMessageId;
}

function tellOf(message: StoredMessage): WorkspaceEvent {
  const onlyFor = message.only_for ?? ownerOf(message.channel);
  return { type: 'message', message, ...(onlyFor ? { onlyFor } : {}) };
}

/** The person whose direct message this is, or undefined for a channel. */
export function ownerOf(channelId: string): string | undefined {
  return people.find(({ directMessageId }) => directMessageId === channelId)?.id;
}

function toWire({ channel: _, only_for: __, ...message }: StoredMessage): Json {
  return { ...message, team: 'T000000001' };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
