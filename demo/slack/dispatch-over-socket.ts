/** Plays what people do to the bot over Socket Mode, as Slack does: envelopes that the bot acknowledges, over a connection that it opens. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type AppAnswer, type AppDispatcher, repeatEvent } from './dispatch-to-app.ts';
import { acceptWebSocket, type ServerSocket } from './web-socket.ts';
import type { ApiResult, Json } from './wire-types.ts';
import { bot } from './workspace.ts';

export interface SocketDispatcher extends AppDispatcher {
  /** Answers `apps.connections.open`: an address that is good for one connection. */
  open(): ApiResult;
  /** Takes a connection that was asked for under `open`'s address; refuses any other. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Asks the bot to come anew, as Slack does every few hours. */
  refresh(): void;
  /** Breaks all connections without a word. */
  cut(): void;
  close(): void;
}

interface Connection {
  readonly socket: ServerSocket;
  /** It was asked to go, so nothing new is sent over it. */
  isLeaving: boolean;
}

const PING_MS = 10_000;

/** `edgeUrl` is where the edge listens; its server must hand upgrades to `accept`. */
export function createSocketDispatcher(edgeUrl: string, ackTimeoutMs: number): SocketDispatcher {
  const tickets = new Set<string>();
  const connections = new Set<Connection>();
  const cut = () => {
    for (const { socket } of connections) socket.cut();
  };
  const pinging = setInterval(() => {
    for (const { socket } of connections) socket.ping();
  }, PING_MS);
  pinging.unref();
  const envelopes = createEnvelopes(connections, ackTimeoutMs);
  return {
    ...createPlayers(envelopes.send),
    open() {
      const ticket = randomBytes(16).toString('hex');
      tickets.add(ticket);
      return {
        ok: true,
        url: `${edgeUrl.replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${bot.appId}`,
      };
    },
    accept(request, socket, head) {
      if (!tickets.delete(ticketOf(request))) return void socket.destroy();
      const onClose = () => {
        connections.delete(connection);
        envelopes.passOn(connection);
      };
      const taken = acceptWebSocket({ request, socket, head }, { onText: envelopes.acknowledge, onClose });
      const connection: Connection = { socket: taken, isLeaving: false };
      connections.add(connection);
      taken.send(hello(connections.size));
      envelopes.passOn(null);
    },
    refresh() {
      for (const connection of connections) {
        connection.isLeaving = true;
        connection.socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
      }
    },
    cut,
    close() {
      clearInterval(pinging);
      cut();
    },
  };
}

type Send = (type: string, payload: Json, more: Json) => Promise<AppAnswer>;

function createPlayers(send: Send): AppDispatcher {
  return {
    command: (fields) => send('slash_commands', fields, { accepts_response_payload: true }),
    interaction: (payload) => send('interactive', payload, { accepts_response_payload: true }),
    event: (payload) =>
      repeatEvent((attempt, reason) =>
        send('events_api', payload, {
          ...{ accepts_response_payload: false, retry_attempt: attempt, retry_reason: reason },
        }),
      ),
  };
}

interface Envelope {
  readonly text: string;
  /** What it was sent over; null while nobody is connected. */
  connection: Connection | null;
  answer(answer: AppAnswer): void;
}

/** What was sent and is not acknowledged yet. */
function createEnvelopes(connections: ReadonlySet<Connection>, ackTimeoutMs: number) {
  const waiting = new Map<string, Envelope>();
  /** Over the newest connection; without one the envelope waits for the next. */
  const pass = (envelope: Envelope): void => {
    envelope.connection = [...connections].findLast(({ isLeaving }) => !isLeaving) ?? null;
    envelope.connection?.socket.send(envelope.text);
  };
  const send: Send = (type, payload, more) => {
    const id = randomUUID();
    return new Promise((resolve) => {
      const answer = (given: AppAnswer) => {
        clearTimeout(timer);
        waiting.delete(id);
        resolve(given);
      };
      const late = () => answer({ kind: 'failed', reason: 'operation_timeout' });
      const timer = setTimeout(late, ackTimeoutMs);
      const text = JSON.stringify({ envelope_id: id, type, payload, ...more });
      const envelope: Envelope = { text, connection: null, answer };
      waiting.set(id, envelope);
      pass(envelope);
    });
  };
  return {
    send,
    /** What was sent over a connection that has ended since, or over none, is sent again. */
    passOn(former: Connection | null): void {
      for (const envelope of waiting.values()) if (envelope.connection === former) pass(envelope);
    },
    acknowledge(text: string): void {
      const { envelope_id, payload } = JSON.parse(text) as { envelope_id?: string; payload?: Json };
      waiting.get(envelope_id ?? '')?.answer({ kind: 'answered', body: payload ?? {} });
    },
  };
}

function ticketOf({ url }: IncomingMessage): string {
  return new URL(url ?? '/', 'http://edge').searchParams.get('ticket') ?? '';
}

function hello(count: number): string {
  return JSON.stringify({
    type: 'hello',
    num_connections: count,
    debug_info: { host: 'local', approximate_connection_time: 18_060 },
    connection_info: { app_id: bot.appId },
  });
}
