/** What an e-mail would look like, for the team before it is sent: one recipient's, masked, behind a link that ends. */

import type { FastifyInstance } from 'fastify';
import type { Assignment, Campaign, CampaignStore } from '../domain/campaign.ts';
import type { Clock } from '../domain/clock.ts';
import type { LinkSigner, RenderedEmail } from '../domain/email.ts';
import { sendUnknownLink } from './mail-page.ts';

export interface PreviewPageOptions {
  readonly campaigns: Pick<CampaignStore, 'get' | 'audience'>;
  readonly previewRecipient: (of: {
    readonly campaign: Campaign;
    readonly assignment: Assignment;
  }) => Promise<RenderedEmail>;
  readonly signer: LinkSigner;
  readonly clock: Clock;
  readonly shopName: string;
}

/** The words were written by people or a model: no script of theirs runs, and nothing but pictures is loaded. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; img-src http: https: data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox allow-popups allow-popups-to-escape-sandbox",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
  'x-content-type-options': 'nosniff',
};

/** `GET /previews/:token`; what the token names is signed, so that nobody can look at other campaigns by counting. */
export async function previewPage(server: FastifyInstance, options: PreviewPageOptions): Promise<void> {
  const { signer, clock, campaigns, previewRecipient } = options;
  server.get<{ readonly Params: { readonly token: string } }>('/previews/:token', async (request, reply) => {
    const named = readSubject(signer.verify('preview', request.params.token), clock.now());
    const campaign = named && (await campaigns.get(named.number));
    const assignment = campaign && (await findAssignment(campaigns, campaign, named!.contactId));
    if (!campaign || !assignment) return sendUnknownLink(reply, options.shopName);
    const { html } = await previewRecipient({ campaign, assignment });
    return reply.headers(HEADERS).send(html);
  });
}

function readSubject(subject: string | null, now: number) {
  const [number, endsAt, ...contactId] = subject?.split(':') ?? [];
  if (contactId.length === 0 || Number(endsAt) <= now) return null;
  return { number: Number(number), contactId: contactId.join(':') };
}

async function findAssignment(
  campaigns: PreviewPageOptions['campaigns'],
  { id }: Campaign,
  contactId: string,
): Promise<Assignment | null> {
  for await (const assignment of campaigns.audience(id))
    if (assignment.contactId === contactId) return assignment;
  return null;
}
