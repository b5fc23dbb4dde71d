/** The open pixel and the click links of e-mails. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { LinkSigner } from '../domain/email.ts';
import type { Feedback } from '../feedback/create-feedback.ts';
import { sendUnknownLink } from './mail-page.ts';

export interface TrackingOptions {
  readonly feedback: Pick<Feedback, 'recordOpen' | 'recordClick'>;
  /** Where a link leads, for when a click cannot be recorded: the customer must not notice. */
  readonly linkTarget: (messageId: string, index: number) => Promise<string | null>;
  readonly signer: LinkSigner;
  readonly shopName: string;
}

/** One transparent pixel. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

interface TokenRoute {
  readonly Params: { readonly token: string };
}

/**
 * `GET /o/:token` and `GET /c/:token`. Tokens are signed, and where a link leads is stored, never in the URL: there is
 * nothing to redirect to for whoever makes one up. HEAD, which link checkers send, records nothing; Fastify would
 * otherwise answer it by running the GET. Whom feedback takes for a machine is answered as a person is.
 */
export async function tracking(server: FastifyInstance, options: TrackingOptions): Promise<void> {
  const { feedback, linkTarget, signer } = options;
  const route = { exposeHeadRoute: false };

  server.get<TokenRoute>('/o/:token', route, async (request, reply) => {
    const messageId = signer.verify('open', request.params.token);
    if (messageId !== null)
      await feedback
        .recordOpen(messageId, askerOf(request))
        .catch((error: unknown) => request.log.error(error, 'open not recorded'));
    return reply.headers(PIXEL_HEADERS).send(PIXEL);
  });
  server.head('/o/:token', (_request, reply) => reply.headers(PIXEL_HEADERS).send());

  server.get<TokenRoute>('/c/:token', route, async (request, reply) => {
    const link = readLink(signer, request.params.token);
    if (link === null) return sendUnknownLink(reply, options.shopName);
    const target = await feedback
      .recordClick(link.messageId, link.index, askerOf(request))
      .catch((error: unknown) => {
        request.log.error(error, 'click not recorded');
        return linkTarget(link.messageId, link.index);
      });
    return isWeb(target) ? redirect(reply, target) : sendUnknownLink(reply, options.shopName);
  });
  server.head<TokenRoute>('/c/:token', async (request, reply) => {
    const link = readLink(signer, request.params.token);
    const target = link && (await linkTarget(link.messageId, link.index));
    return isWeb(target) ? redirect(reply, target) : reply.code(404).send();
  });
}

const PIXEL_HEADERS = { 'content-type': 'image/gif', 'cache-control': 'no-store' };

function askerOf(request: FastifyRequest) {
  return { userAgent: request.headers['user-agent'] ?? '' };
}

function isWeb(target: string | null): target is string {
  return target !== null && /^https?:\/\//i.test(target);
}

/** The token stays between the customer and us. */
function redirect(reply: FastifyReply, target: string): FastifyReply {
  return reply
    .headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
    .redirect(target, 302);
}

function readLink(signer: LinkSigner, token: string) {
  const parts = /^(.+):(\d+)$/.exec(signer.verify('click', token) ?? '');
  return parts && { messageId: parts[1]!, index: Number(parts[2]) };
}
