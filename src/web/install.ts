/** The pages on which a person adds Flywheel to their Slack workspace. */

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Clock, MINUTE } from '../domain/clock.ts';
import type { NewInstallation } from '../domain/installation.ts';
import type { SeenRequestStore } from '../domain/seen-request.ts';
import { AppError } from '../errors.ts';
import { escapeHtml, sendPage } from './mail-page.ts';

export interface InstallOptions {
  /** Where Slack asks the person to agree. */
  readonly authorizeUrl: (state: string) => string;
  /** What the code is worth. Throws `invalid` or `unavailable` with what to do. */
  readonly exchange: (code: string) => Promise<NewInstallation>;
  /** Keeps it and gives what the person is told; durable when this returns. */
  readonly install: (installed: NewInstallation) => Promise<Installed>;
  /** At least 16 bytes that serve nothing else. */
  readonly stateKey: Uint8Array;
  /** So that a state is good for one return. */
  readonly seen: SeenRequestStore;
  /** The machine's own. */
  readonly clock: Clock;
  readonly isSecure: boolean;
}

export interface Installed {
  readonly appId: string;
  readonly tenant: string;
  readonly teamName: string;
  readonly writeKey: string;
}

/** Slack keeps a code for as long. */
const STATE_MS = 10 * MINUTE;
const COOKIE = 'flywheel_install';
const SITE = 'Flywheel';

interface Answer {
  readonly code?: string;
  readonly state?: string;
  readonly error?: string;
}

/**
 * `GET /slack/install` and `GET /slack/oauth_redirect`. The state that Slack gives back is signed, ends, works once, and only in
 * the browser that began: nobody can be made to add a workspace, or to finish for another (RFC 6749, section 10.12).
 */
export async function install(server: FastifyInstance, options: InstallOptions): Promise<void> {
  server.get('/slack/install', async (_request, reply) => {
    const { state, secret } = newState(options);
    reply.header('set-cookie', cookieOf(secret, options));
    return sendPage(reply, {
      status: 200,
      title: 'Add Flywheel to Slack',
      shopName: SITE,
      body: `<p>Flywheel learns what your customers will do next, proposes campaigns in Slack, and sends what you approve. Each workspace has data of its own.</p>
<p><a href="${escapeHtml(options.authorizeUrl(state))}"><b>Add to Slack</b></a></p>
<p>Slack shows what Flywheel may do, and asks you to allow it.</p>`,
    });
  });
  server.get<{ readonly Querystring: Answer }>('/slack/oauth_redirect', async (request, reply) => {
    try {
      return sendDone(reply, await finish(options, request));
    } catch (fault) {
      if (!(fault instanceof AppError)) throw fault;
      return sendRefusal(reply, fault);
    }
  });
}

async function finish(
  options: InstallOptions,
  { query, headers }: FastifyRequest<{ Querystring: Answer }>,
): Promise<Installed> {
  if (query.error !== undefined)
    throw new AppError(
      'invalid',
      query.error === 'access_denied'
        ? 'You did not allow it in Slack, so nothing was added.'
        : 'Slack did not allow it, so nothing was added. Ask whoever manages the apps of your workspace.',
    );
  const secret = readCookie(headers.cookie ?? '');
  const begun = readState(options, query.state ?? '');
  if (begun === null || secret === null || begun.mark !== markOf(secret))
    throw new AppError(
      'invalid',
      'This did not begin in this browser within the last ten minutes: begin again.',
    );
  const now = options.clock.now();
  if (!(await options.seen.meet(`install ${begun.mark}`, { now, until: begun.endsAt + MINUTE })))
    throw new AppError(
      'invalid',
      'This page was used already: Flywheel may be in your workspace. If not, begin again.',
    );
  if (query.code === undefined || query.code === '')
    throw new AppError('invalid', 'Slack sent no permission along: begin again.');
  return options.install(await options.exchange(query.code));
}

function newState({ stateKey, clock }: InstallOptions) {
  const secret = randomBytes(24).toString('base64url');
  const said = `${markOf(secret)}.${clock.now() + STATE_MS}`;
  return { secret, state: `${said}.${tagOf(stateKey, said)}` };
}

function readState({ stateKey, clock }: InstallOptions, state: string) {
  const [mark = '', endsAt = '', tag = ''] = state.split('.');
  const given = Buffer.from(tag);
  const expected = Buffer.from(tagOf(stateKey, `${mark}.${endsAt}`));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return Number(endsAt) > clock.now() ? { mark, endsAt: Number(endsAt) } : null;
}

function tagOf(key: Uint8Array, text: string): string {
  return createHmac('sha256', key).update(`state\0${text}`).digest('base64url');
}

/** What stands in the address is no secret: only the browser's cookie is. */
function markOf(secret: string): string {
  return createHmac('sha256', 'flywheel install').update(secret).digest('base64url');
}

function cookieOf(secret: string, { isSecure }: InstallOptions): string {
  return `${COOKIE}=${secret}; Path=/slack; HttpOnly; SameSite=Lax; Max-Age=${STATE_MS / 1000}${isSecure ? '; Secure' : ''}`;
}

function readCookie(header: string): string | null {
  return new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]+)`).exec(header)?.[1] ?? null;
}

function sendDone(reply: FastifyReply, { appId, tenant, teamName, writeKey }: Installed): FastifyReply {
  reply.header('set-cookie', `${COOKIE}=; Path=/slack; Max-Age=0`);
  const home = `https://slack.com/app_redirect?${new URLSearchParams({ app: appId, team: tenant })}`;
  return sendPage(reply, {
    status: 200,
    title: `Flywheel is in ${teamName}`,
    shopName: SITE,
    body: `<p>What to do next:</p>
<ol>
<li><a href="${escapeHtml(home)}">Open Slack</a>: Flywheel has written to you. Press <b>Set up</b> there to choose its channel and who approves campaigns.</li>
<li>Have your shop send its events to <code>/v1</code> with this write key. Whoever has it can add to your data, so keep it to your developers:<br><code>${escapeHtml(writeKey)}</code></li>
<li>Type <code>/predict</code> once the first events are in. Each night Flywheel learns from them and proposes campaigns.</li>
</ol>`,
  });
}

function sendRefusal(reply: FastifyReply, { code, message }: AppError): FastifyReply {
  return sendPage(reply, {
    status: code === 'unavailable' ? 503 : 400,
    title: 'Flywheel was not added',
    shopName: SITE,
    body: `<p>${escapeHtml(message)}</p>\n<p><a href="/slack/install">Begin again</a></p>`,
  });
}
