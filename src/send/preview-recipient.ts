/** One recipient's e-mail as people may see it before it is sent: real products and words, a masked name, no link that acts. */

import { type Assignment, type Campaign, copyOf } from '../domain/campaign.ts';
import type { ContactStore } from '../domain/contact.ts';
import type { EmailRenderer, RenderedEmail } from '../domain/email.ts';
import type { OfferStore } from '../domain/offer.ts';
import type { ProductStore } from '../domain/product.ts';
import { previewEmail, type SenderSettings } from './compose-email.ts';
import { usableName } from './describe-facts.ts';

export interface PreviewPorts {
  readonly contacts: Pick<ContactStore, 'get'>;
  readonly products: Pick<ProductStore, 'all'>;
  readonly offers: Pick<OfferStore, 'all'>;
  readonly renderer: EmailRenderer;
}

/** One recipient of a campaign. */
export interface RecipientOf {
  readonly campaign: Campaign;
  readonly assignment: Assignment;
}

/** Throws `invalid` when the copy does not fit this recipient. A contact that is gone is shown without a name. */
export async function previewRecipient(
  { contacts, products, offers, renderer }: PreviewPorts,
  settings: SenderSettings,
  { campaign, assignment }: RecipientOf,
): Promise<RenderedEmail> {
  const { strategy } = campaign;
  const contact = await contacts.get(assignment.contactId);
  const catalogue = new Map((await products.all()).map((product) => [product.id, product]));
  return previewEmail(renderer, settings, {
    sender: campaign.sender,
    copy: copyOf(campaign, assignment.wording),
    currency: strategy.currency,
    firstName: maskName(contact?.profile.firstName),
    offer: (await offers.all()).find(({ id }) => id === strategy.offerId) ?? null,
    products: assignment.productIds.flatMap((id) => catalogue.get(id) ?? []),
  });
}

/** `A.` for Ada; null for a name that no e-mail would use either, so that the greeting reads as it will. */
function maskName(name: string | undefined): string | null {
  const [initial] = usableName(name) ?? '';
  return initial === undefined ? null : `${initial.toUpperCase()}.`;
}
