/** The local workspace as one Fastify plugin: the built page at `/`, what it does and what it hears under `/workspace/`. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply } from 'fastify';
import { AppError } from '../src/errors.ts';
import { parseRequest, requests } from './page-requests.ts';
import { refuseStrangers } from './refuse-strangers.ts';
import { bot, channel, commands, findPerson, type Person, people, team } from './slack/workspace.ts';
import { addEventStream, type EventSources, type SendEvent } from './stream-events.ts';
import type { WorkspaceState } from './workspace-state.ts';

export interface WorkspaceParts extends EventSources {
  /** The folder Vite built the page into. */
  pageDir: string;
  /** Moves the workspace's clock; without it the page offers no such button. */
  advanceClock?: (minutes: number) => Promise<void>;
}

/** Scripts from this server alone; styles may be inline and pictures from anywhere, since an e-mail has both. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob: http: https:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Register it without a prefix. Its checks hold for its own routes only. */
export function serveWorkspace(parts: WorkspaceParts): FastifyPluginAsync {
  return async (app) => {
    if (!existsSync(join(parts.pageDir, 'index.html'))) {
      throw new AppError('unavailable', `The page is not built in ${parts.pageDir}. Run: npm run build`);
    }
    app.addHook('onRequest', async (request) => refuseStrangers(request));
    app.addHook('onSend', async (_request, reply) => {
      reply.header('content-security-policy', contentSecurityPolicy);
      reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'same-origin');
    });
    app.setErrorHandler((error: Error, _request, reply) => sendError(error, reply));
    addReading(app, parts);
    addActing(app, parts);
    addClock(app, parts, addEventStream(app, parts));
    await app.register(fastifyStatic, {
      root: parts.pageDir,
      wildcard: false,
      cacheControl: false,
      decorateReply: false,
    });
  };
}

function addReading(app: FastifyInstance, parts: WorkspaceParts): void {
  const { slack, inbox } = parts;
  app.get<{ Querystring: { person?: string } }>('/workspace/state', async ({ query }) =>
    describeState(parts, demandPerson(query.person)),
  );
  app.get('/workspace/inbox', async () => inbox.list());
  app.get<{ Params: { id: string } }>('/workspace/inbox/:id', async ({ params }) => {
    const mail = await inbox.get(params.id);
    if (!mail) throw new AppError('not_found', 'This e-mail is no longer in the inbox.');
    return mail;
  });
  app.get<{ Params: { id: string } }>('/workspace/files/:id', async ({ params }, reply) => {
    const bytes = slack.readFile(params.id);
    if (!bytes) throw new AppError('not_found', 'This file is not in the workspace.');
    return reply.type(imageTypeOf(bytes)).send(bytes);
  });
}

function describeState(parts: WorkspaceParts, me: Person): WorkspaceState {
  const { slack, inbox, status, advanceClock } = parts;
  return {
    ...slack.scene(me.id),
    workspaceName: team.name,
    me,
    people,
    channel,
    bot: { name: bot.name, userId: bot.userId },
    commands,
    status: status.get(),
    mails: inbox.list(),
    now: slack.now(),
    canAdvanceClock: advanceClock !== undefined,
  };
}

function addActing(app: FastifyInstance, { slack }: WorkspaceParts): void {
  const { actor } = slack;
  app.post('/workspace/say', async ({ body }) => {
    const { person, text, ...where } = parseRequest(requests.say, body);
    await actor.say(demandPerson(person), where, text);
    return {};
  });
  app.post('/workspace/click', async ({ body }) => {
    const { person, where, use } = parseRequest(requests.click, body);
    if ('viewId' in where) await actor.clickInView(demandPerson(person), where.viewId, use);
    else await actor.clickInMessage(demandPerson(person), where, use);
    return {};
  });
  app.post('/workspace/submit', async ({ body }) => {
    const { person, viewId, values } = parseRequest(requests.submit, body);
    return actor.submit(demandPerson(person), viewId, values);
  });
  app.post('/workspace/close', async ({ body }) => {
    const { person, viewId } = parseRequest(requests.close, body);
    await actor.closeModal(demandPerson(person), viewId);
    return {};
  });
  app.post('/workspace/home', async ({ body }) => {
    const { person, tab } = parseRequest(requests.home, body);
    await actor.openHome(demandPerson(person), tab);
    return {};
  });
  app.post('/workspace/read', async ({ body }) => {
    const { person, channel: channelId, ts } = parseRequest(requests.read, body);
    slack.markRead(demandPerson(person).id, channelId, ts);
    return {};
  });
}

function addClock(app: FastifyInstance, { slack, advanceClock }: WorkspaceParts, send: SendEvent): void {
  app.post('/workspace/clock', async ({ body }) => {
    const { minutes } = parseRequest(requests.clock, body);
    if (!advanceClock) throw new AppError('not_found', 'The clock of this workspace cannot be moved.');
    await advanceClock(minutes);
    send({ type: 'clock', now: slack.now() });
    return {};
  });
}

function demandPerson(id: string | undefined): Person {
  const person = findPerson(id ?? people[0].id);
  if (!person) throw new AppError('not_found', 'Nobody in the workspace has this id.');
  return person;
}

/** By the first bytes, never by the name: what is no picture is only ever downloaded. */
function imageTypeOf(bytes: Buffer): string {
  if (bytes.subarray(1, 4).toString('latin1') === 'PNG') return 'image/png';
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return 'image/jpeg';
  return bytes.subarray(0, 4).toString('latin1') === 'GIF8' ? 'image/gif' : 'application/octet-stream';
}

const statusOf: Record<string, number> = { invalid: 400, unauthorized: 403, not_found: 404, conflict: 409 };

function sendError(error: Error, reply: FastifyReply): FastifyReply {
  const known =
    error instanceof AppError ? statusOf[error.code] : (error as { statusCode?: number }).statusCode;
  if (!known || known >= 500) reply.log.error(error);
  return reply.status(known ?? 500).send({ error: error.message });
}
