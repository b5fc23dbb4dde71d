/** Starts the Slack emulator with our workspace in it and speaks to it in our ids. */
import { createEmulator } from 'emulate';
import { createIdTranslator, type IdTranslator } from './translate-ids.ts';
import type { ApiResult, Json } from './wire-types.ts';
import { bot, channel, people, team } from './workspace.ts';

export interface SlackEmulator {
  /** Forwards a request as it came, with ids and addresses translated both ways. */
  forward(path: string, init: ForwardInit): Promise<{ status: number; text: string; contentType: string }>;
  /** Calls one method as the bot, or as the holder of another seeded token. */
  call(method: string, args: Json): Promise<ApiResult>;
  /** The bytes of an uploaded file go straight through. */
  upload(path: string, bytes: Buffer): Promise<number>;
  close(): Promise<void>;
}

export interface ForwardInit {
  method: string;
  contentType: string;
  body: string;
}

/** `publicUrl` is the edge's address: the emulator's own must never reach the bot. Port 0 lets the system choose. */
export async function launchEmulator(botToken: string, publicUrl: string): Promise<SlackEmulator> {
  const emulator = await createEmulator({
    service: 'slack',
    port: 0,
    seed: { slack: seedWorkspace(botToken) },
  });
  // It listens on IPv4 only, while `localhost` may mean ::1.
  const address = `http://127.0.0.1:${new URL(emulator.url).port}`;
  const ids = createIdTranslator();
  const handle = createHandle({ address, botToken, ids, close: () => emulator.close() });
  await learnIds(handle, ids);
  ids.add(publicUrl, emulator.url);
  return handle;
}

function seedWorkspace(botToken: string) {
  return {
    team: { name: team.name, domain: team.domain },
    users: people.map((person) => ({
      name: person.handle,
      real_name: person.name,
      email: person.email,
      profile: { title: person.title, display_name: person.name, real_name: person.name },
    })),
    channels: [{ name: channel.name, topic: channel.topic }],
    oauth_apps: [
      {
        client_id: '1.1',
        client_secret: 'local',
        app_id: bot.appId,
        name: bot.name,
        redirect_uris: [],
        bot_id: bot.botId,
        bot_user_id: bot.userId,
        bot_name: bot.handle,
      },
    ],
    tokens: [{ token: botToken, type: 'bot', user_id: bot.userId, app_id: bot.appId, bot_id: bot.botId }],
  };
}

interface HandleParts {
  address: string;
  botToken: string;
  ids: IdTranslator;
  close: () => Promise<void>;
}

function createHandle({ address, botToken, ids, close }: HandleParts): SlackEmulator {
  const authorization = `Bearer ${botToken}`;
  const forward: SlackEmulator['forward'] = async (path, { method, contentType, body }) => {
    const response = await fetch(address + ids.toTheirs(path), {
      method,
      headers: { authorization, ...(contentType ? { 'content-type': contentType } : {}) },
      ...(method === 'GET' ? {} : { body: ids.toTheirs(body) }),
    });
    const text = ids.toOurs(await response.text());
    return {
      status: response.status,
      text,
      contentType: response.headers.get('content-type') ?? 'text/plain',
    };
  };
  return {
    forward,
    call: async (method, args) => {
      const init = { method: 'POST', contentType: 'application/json', body: JSON.stringify(args) };
      const { status, text } = await forward(`/api/${method}`, init);
      return status === 404 ? { ok: false, error: 'unknown_method' } : (JSON.parse(text) as ApiResult);
    },
    upload: async (path, bytes) =>
      (await fetch(address + path, { method: 'POST', body: new Uint8Array(bytes) })).status,
    close,
  };
}

/** Finds the ids drawn at this start by name and e-mail, joins the bot to the channel and opens its direct messages. */
async function learnIds(emulator: SlackEmulator, ids: IdTranslator): Promise<void> {
  for (const person of people) {
    const found = await demand(emulator, 'users.lookupByEmail', { email: person.email });
    const userId = (found['user'] as { id: string }).id;
    const opened = await demand(emulator, 'conversations.open', { users: userId });
    ids.add(person.directMessageId, (opened['channel'] as { id: string }).id);
    ids.add(person.id, userId);
  }
  const listed = await demand(emulator, 'conversations.list', { limit: '100' });
  const found = (listed['channels'] as { id: string; name: string }[]).find(
    ({ name }) => name === channel.name,
  );
  if (!found) throw new Error(`The Slack emulator did not create #${channel.name}.`);
  ids.add(channel.id, found.id);
  await demand(emulator, 'conversations.join', { channel: channel.id });
}

async function demand(emulator: SlackEmulator, method: string, args: Json): Promise<ApiResult> {
  const result = await emulator.call(method, args);
  if (!result.ok) throw new Error(`The Slack emulator refused ${method}: ${String(result.error)}.`);
  return result;
}
