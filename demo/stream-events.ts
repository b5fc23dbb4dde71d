/** Server-sent events: every change that concerns one person, as it happens. */
import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Inbox } from './inbox/start-inbox.ts';
import type { LocalSlack } from './slack/start-slack.ts';
import { findPerson, people } from './slack/workspace.ts';
import type { PageEvent, StatusSource } from './workspace-state.ts';

export interface EventSources {
  slack: LocalSlack;
  inbox: Inbox;
  status: StatusSource;
}

export type SendEvent = (event: PageEvent, onlyFor?: string) => void;

interface Listener {
  personId: string;
  response: ServerResponse;
}

/** So that neither side takes a quiet line for a dead one. */
const heartbeatMs = 25_000;

/** Adds `GET /workspace/events`, and gives a way to tell more; all streams end when the server closes. */
export function addEventStream(app: FastifyInstance, { slack, inbox, status }: EventSources): SendEvent {
  const listeners = new Set<Listener>();
  const send: SendEvent = (event, onlyFor) => {
    const data = `data: ${JSON.stringify(event)}\n\n`;
    for (const { personId, response } of listeners) {
      if (onlyFor === undefined || onlyFor === personId) response.write(data);
    }
  };
  const stops = [
    slack.subscribe((event) => send(event, event.onlyFor)),
    inbox.onMail((mail) => send({ type: 'mail', mail })),
    status.subscribe((line) => send({ type: 'status', status: line })),
  ];
  const heartbeat = setInterval(() => {
    for (const { response } of listeners) response.write(': still here\n\n');
  }, heartbeatMs);
  heartbeat.unref();
  app.get<{ Querystring: { person?: string } }>('/workspace/events', (request, reply) => {
    const personId = findPerson(request.query.person ?? '')?.id ?? people[0].id;
    reply.hijack();
    const response = reply.raw;
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(': welcome\n\n');
    const listener = { personId, response };
    listeners.add(listener);
    response.on('close', () => listeners.delete(listener));
  });
  app.addHook('preClose', async () => {
    clearInterval(heartbeat);
    for (const stop of stops) stop();
    for (const { response } of listeners) response.end();
  });
  return send;
}
