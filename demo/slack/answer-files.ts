/** File uploads: the emulator runs the external upload flow, the edge keeps the bytes and posts the message. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ChatParts, fromBot, hasThread, type Method, putMessage, refuse } from './answer-chat.ts';
import type { SlackEmulator } from './launch-emulator.ts';
import type { Json, SharedFile } from './wire-types.ts';

export interface Files {
  readonly methods: Record<string, Method>;
  /** Receives the bytes for an upload address; gives the emulator's HTTP status. */
  receive(path: string, body: Buffer, contentType: string): Promise<number>;
  /** The bytes of a file by id, also after a restart; undefined if there is none. */
  read(id: string): Buffer | undefined;
}

/** Without `folder` the bytes live in memory only. */
export function createFiles(emulator: SlackEmulator, chat: ChatParts, folder: string | undefined): Files {
  const store = createByteStore(folder);
  const complete: Method = async (args) => {
    const { channel_id: channel, thread_ts: threadTs } = args;
    if (typeof channel === 'string' && !hasThread(chat, channel, threadTs)) return refuse('thread_not_found');
    const result = await emulator.call('files.completeUploadExternal', args);
    if (!result.ok || typeof channel !== 'string') return result;
    const comment = args['initial_comment'];
    putMessage(chat, {
      ...fromBot,
      channel,
      ts: chat.transcript.nextTs(),
      text: typeof comment === 'string' ? comment : '',
      files: (result['files'] as Json[]).map(toSharedFile),
      ...(typeof threadTs === 'string' ? { thread_ts: threadTs } : {}),
    });
    return result;
  };
  return {
    methods: { 'files.completeUploadExternal': complete },
    receive: async (path, body, contentType) => {
      const bytes = await readUpload(body, contentType);
      const status = await emulator.upload(path, bytes);
      const id = path.split('/').at(-1) ?? '';
      if (status === 200 && isFileId(id)) store.put(id, bytes);
      return status;
    },
    read: (id) => (isFileId(id) ? store.get(id) : undefined),
  };
}

/** Slack takes the bytes as they are or as the one file of a multipart form; its own client sends the latter. */
async function readUpload(body: Buffer, contentType: string): Promise<Buffer> {
  if (!contentType.startsWith('multipart/form-data')) return body;
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': contentType },
  }).formData();
  const file = [...form.values()].find((value) => typeof value !== 'string');
  return file ? Buffer.from(await file.arrayBuffer()) : body;
}

/** Keeps a file name from becoming a path: only ids that the emulator could have drawn. */
function isFileId(id: string): boolean {
  return /^F[0-9A-Z]{6,12}$/.test(id);
}

function createByteStore(folder: string | undefined) {
  const memory = new Map<string, Buffer>();
  return {
    put: (id: string, bytes: Buffer) => {
      if (!folder) return void memory.set(id, bytes);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, id), bytes);
    },
    get: (id: string) => {
      if (!folder) return memory.get(id);
      return existsSync(join(folder, id)) ? readFileSync(join(folder, id)) : undefined;
    },
  };
}

function toSharedFile(file: Json): SharedFile {
  const { id, name, title, mimetype, size, alt_txt } = file as SharedFile;
  return { id, name, title, mimetype, size, ...(alt_txt ? { alt_txt } : {}) };
}
