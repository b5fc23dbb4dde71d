/** Starts the local Slack: the emulator, the edge before it, and the hands with which the page acts as a person. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Actor, createActor } from './act-as-person.ts';
import { type ChatParts, createChatMethods } from './answer-chat.ts';
import { createFiles } from './answer-files.ts';
import { createPeopleMethods } from './answer-people.ts';
import { createSmallMethods } from './answer-small-methods.ts';
import { createViews, type Views } from './answer-views.ts';
import { createSocketDispatcher, type SocketDispatcher } from './dispatch-over-socket.ts';
import { type AppDispatcher, createAppDispatcher } from './dispatch-to-app.ts';
import { launchEmulator } from './launch-emulator.ts';
import { createResponseUrls } from './response-urls.ts';
import { type ApiCall, listen } from './serve-web-api.ts';
import { speakForTeam } from './speak-for-team.ts';
import { openTranscript } from './transcript.ts';
import type { StoredMessage, View, WorkspaceEvent } from './wire-types.ts';
import { canRead, channel, type Person, people, team } from './workspace.ts';

export interface SlackOptions {
  /** Of the Web API; 0, the default, lets the system choose. */
  port?: number;
  signingSecret: string;
  /** Where the bot takes commands, interactions and events, unless it is in Socket Mode. */
  appUrl: string;
  /** The bot comes to us and is spoken to over a WebSocket, instead of over HTTP. */
  socketMode?: boolean;
  /** Of a second workspace; the people in it have the ids of those in the first. */
  teamId?: string;
  /** Where the transcript is kept, in `workspace/`; without it nothing survives. */
  dataDir?: string;
  /** Epoch milliseconds for the time on messages. */
  clock?: () => number;
  /** Real time, for the life of response addresses; a test may hand in its own. */
  realTime?: () => number;
  /** For how long it waits for the bot to acknowledge, and lets it open a form; Slack itself 3,000 ms. */
  patienceMs?: number;
  /** Draws `data_visualization` blocks; without, they are refused as in workspaces that have not got them yet. */
  nativeCharts?: boolean;
}

/** What one person sees. */
export interface Scene {
  messages: StoredMessage[];
  modals: readonly View[];
  home: View | undefined;
  readUpTo: Record<string, string>;
}

export interface LocalSlack {
  /** For SLACK_API_URL, with the trailing `/api/`. */
  readonly apiUrl: string;
  readonly botToken: string;
  /** For SLACK_APP_TOKEN; null outside Socket Mode. */
  readonly appToken: string | null;
  /** What Slack may do to a connection; null outside Socket Mode. */
  readonly socket: Pick<SocketDispatcher, 'refresh' | 'cut'> | null;
  readonly teamId: string;
  readonly channelId: string;
  readonly people: readonly Person[];
  readonly actor: Actor;
  /** What Slack says to the bot, over whichever transport; the actor speaks through it. */
  readonly toApp: AppDispatcher;
  /** The workspace's clock, in epoch milliseconds. */
  now(): number;
  scene(personId: string): Scene;
  markRead(personId: string, channel: string, ts: string): void;
  readFile(id: string): Buffer | undefined;
  /** Hears of everything that changes what somebody sees; returns what ends it. */
  subscribe(listener: (event: WorkspaceEvent) => void): () => void;
  /** Hears of every Web API call of the bot. */
  onCall(listener: (call: ApiCall) => void): () => void;
  close(): Promise<void>;
}

/** Everything listens on 127.0.0.1. Fails if the port is taken or the emulator does not start. */
export async function startSlack(options: SlackOptions): Promise<LocalSlack> {
  const { port = 0, dataDir, clock = Date.now, realTime = Date.now, patienceMs = 3000 } = options;
  const { nativeCharts = false, teamId = team.id } = options;
  const folder = dataDir ? join(dataDir, 'workspace') : undefined;
  const botToken = `xoxb-local-${randomBytes(16).toString('hex')}`;
  const appToken = options.socketMode === true ? `xapp-local-${randomBytes(16).toString('hex')}` : null;
  const events = createBroadcast<WorkspaceEvent>();
  const calls = createBroadcast<ApiCall>();
  const edge = await listen(port);
  const emulator = await launchEmulator(botToken, edge.url).catch(async (error: unknown) => {
    await edge.close();
    throw error;
  });
  const chat: ChatParts = { transcript: openTranscript(folder, clock), tell: events.send, nativeCharts };
  const views = createViews({ emulator, patienceMs, ...chat });
  const files = createFiles(emulator, chat, folder && join(folder, 'files'));
  const responseUrls = createResponseUrls(chat, edge.url, realTime);
  const socket = appToken === null ? null : createSocketDispatcher(edge.url, patienceMs);
  const methods = {
    ...(socket && { 'apps.connections.open': socket.open }),
    ...createChatMethods(chat),
    ...createSmallMethods(events.send),
    ...createPeopleMethods(emulator),
    ...views.methods,
    ...files.methods,
  };
  const onUpgrade = socket?.accept ?? null;
  edge.serve({ botToken, appToken, onUpgrade, emulator, methods, files, responseUrls, onCall: calls.send });
  const app = speakForTeam(socket ?? createAppDispatcher({ ...options, ackTimeoutMs: patienceMs }), teamId);
  return {
    apiUrl: `${edge.url}/api/`,
    ...{ botToken, appToken, socket, toApp: app },
    teamId,
    channelId: channel.id,
    people,
    actor: createActor({ chat, views, app, responseUrls }),
    now: clock,
    scene: (personId) => describeScene(chat, views, personId),
    markRead: (personId, channelId, ts) => {
      chat.transcript.markRead(personId, channelId, ts);
      events.send({ type: 'read', channel: channelId, ts, onlyFor: personId });
    },
    ...{ readFile: files.read, subscribe: events.subscribe, onCall: calls.subscribe },
    close: async () => {
      socket?.close();
      await edge.close();
      await emulator.close();
    },
  };
}

function describeScene(chat: ChatParts, views: Views, personId: string): Scene {
  return {
    messages: chat.transcript.list().filter((message) => isVisible(personId, message)),
    modals: views.open(personId),
    home: chat.transcript.home(personId),
    readUpTo: readMarks(chat, personId),
  };
}

function isVisible(personId: string, message: StoredMessage): boolean {
  return canRead(personId, message.channel) && (message.only_for ?? personId) === personId;
}

function readMarks({ transcript }: ChatParts, personId: string): Record<string, string> {
  const own = people.find(({ id }) => id === personId)?.directMessageId;
  const readable = own ? [channel.id, own] : [];
  return Object.fromEntries(readable.map((id) => [id, transcript.readUpTo(personId, id)]));
}

function createBroadcast<T>() {
  const listeners = new Set<(item: T) => void>();
  return {
    send: (item: T): void => {
      for (const listener of listeners) listener(item);
    },
    subscribe: (listener: (item: T) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
