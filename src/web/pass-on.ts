/** Passes requests on to the server of whoever they belong to: a write key and a link name their workspace before the first dot. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../errors.ts';
import { sendUnknownLink } from './mail-page.ts';

export interface PassOnOptions {
  /** The workspace's own server, with nothing of another's in it; null where there never was one. */
  readonly serverOf: (tenant: string) => Promise<{
    readonly server: FastifyInstance;
    /** False once Flywheel was removed there: links in e-mails work on, events are not taken any more. */
    readonly isInstalled: boolean;
  } | null>;
  readonly shopName: string;
}

const LINKS = ['/o/:token', '/c/:token', '/u/:token', '/preferences/:token', '/previews/:token'];

/** The key or token is checked by the server that it names, with that workspace's own key: this only looks for the name. */
export async function passOn(server: FastifyInstance, { serverOf, shopName }: PassOnOptions): Promise<void> {
  // The body is read by whoever it is passed on to.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', (_request, _payload, done) => done(null));
  server.all('/v1/*', async (request, reply) => {
    const found = await serverOf(nameIn(readUser(request)));
    if (found === null) throw new AppError('unauthorized', UNKNOWN_KEY);
    if (!found.isInstalled) throw new AppError('unauthorized', REMOVED);
    return handOver(found.server, request, reply);
  });
  for (const path of LINKS)
    server.all<{ readonly Params: { readonly token: string } }>(path, async (request, reply) => {
      const found = await serverOf(nameIn(request.params.token));
      return found === null ? sendUnknownLink(reply, shopName) : handOver(found.server, request, reply);
    });
}

const UNKNOWN_KEY =
  'The write key is missing or names no workspace. Send it as the user name of Basic auth with an empty password; the page that Flywheel was added from shows it to whoever adds it, again each time.';
const REMOVED =
  'Flywheel was removed from the workspace of this write key, so nothing is collected for it any more. Add it again to go on.';

function readUser({ headers }: FastifyRequest): string {
  const [, credentials = ''] = (headers.authorization ?? '').split(' ', 2);
  return Buffer.from(credentials, 'base64').toString('utf8');
}

function nameIn(text: string): string {
  return text.split('.', 1)[0] ?? '';
}

function handOver(server: FastifyInstance, { raw }: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.hijack();
  server.routing(raw, reply.raw);
  return reply;
}
