/** The mail entrances on a real HTTP server, over a shop on a real database. */

import type { AddressInfo } from 'node:net';
import type { LinkPurpose } from '../../src/domain/email.ts';
import { createFeedback, type Feedback } from '../../src/feedback/create-feedback.ts';
import { createLinkSigner } from '../../src/privacy/sign-link.ts';
import { preferences } from '../../src/web/preferences.ts';
import { previewLinks } from '../../src/web/preview-links.ts';
import { createServer } from '../../src/web/server.ts';
import { tracking } from '../../src/web/tracking.ts';
import type { Kind } from '../support/each-database.ts';
import { type MarketingShop, openMarketingShop } from '../support/marketing-shop.ts';

export interface MailServer {
  readonly shop: MarketingShop;
  readonly url: string;
  sign(purpose: LinkPurpose, subject: string): string;
  /** Follows no redirects. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

interface MailServerRequest {
  /** SQLite where the test is about nothing that a database does. */
  readonly on?: Kind;
  readonly change?: (feedback: Feedback) => Partial<Feedback>;
}

export async function startMailServer({
  on = 'SQLite',
  change = () => ({}),
}: MailServerRequest = {}): Promise<MailServer> {
  const shop = await openMarketingShop(on);
  const signer = createLinkSigner(Buffer.alloc(32, 3));
  const real = createFeedback({ ...shop.stores, clock: shop.clock });
  const feedback = { ...real, ...change(real) };
  const shopName = 'Tea & <Co>';
  const server = createServer();
  await server.register(tracking, { feedback, signer, shopName, linkTarget: shop.stores.outbox.linkTarget });
  await server.register(previewLinks, { shopName });
  await server.register(preferences, { feedback, signer, shopName, contacts: shop.stores.contacts });
  await server.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.server.address() as AddressInfo;
  return {
    shop,
    url: `http://127.0.0.1:${port}`,
    sign: (purpose, subject) => signer.sign(purpose, subject),
    ask: (path, init) => fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...init }),
    async close() {
      await server.close();
      await shop.close();
    },
  };
}
