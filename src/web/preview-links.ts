/** Where the footer of an e-mail leads that no customer got: what the link does for customers, and nothing done. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import { escapeHtml, sendPage } from './mail-page.ts';

/**
 * `/u/preview` and `/preferences/preview`, which previews and test e-mails hold in place of a customer's token. They
 * answer whatever is asked, a provider's POST too, so that whether customers reach these pages can be asked without
 * unsubscribing anybody.
 */
export async function previewLinks(
  server: FastifyInstance,
  options: { readonly shopName: string },
): Promise<void> {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', (_request, _payload, done) => done(null));
  const answer = (does: string) => (_request: unknown, reply: FastifyReply) =>
    sendPage(reply, {
      status: 200,
      title: 'This is a preview',
      body: `<p>The link works. In the e-mail that a customer gets, it ${does} ${escapeHtml(options.shopName)}.</p>
<p>This one belongs to no customer, so nothing was changed.</p>`,
      shopName: options.shopName,
    });
  const method = ['GET', 'POST'];
  server.route({ method, url: '/u/preview', handler: answer('ends marketing e-mails from') });
  server.route({
    method,
    url: '/preferences/preview',
    handler: answer('shows what the customer agreed to get from'),
  });
}
