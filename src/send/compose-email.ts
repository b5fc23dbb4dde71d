/** Composes one contact's e-mail from facts: links that are ours, targets that are stored, and nothing personal in either. */

import { type Campaign, copyOf } from '../domain/campaign.ts';
import type { Contact } from '../domain/contact.ts';
import type {
  EmailFacts,
  EmailProduct,
  EmailRenderer,
  LinkSigner,
  OutgoingEmail,
  RenderedEmail,
} from '../domain/email.ts';
import type { Message } from '../domain/message.ts';
import type { Coupon, Offer } from '../domain/offer.ts';
import type { Product } from '../domain/product.ts';
import type { Sender } from '../domain/shop-settings.ts';
import type { Copy } from '../domain/strategy.ts';
import { AppError } from '../errors.ts';
import { describeOffer, describeProduct, isWebAddress, usableName } from './describe-facts.ts';

export interface SenderSettings extends Sender {
  /** Where our own links lead, without a slash at the end. */
  readonly publicUrl: string;
}

/** What was approved leaves as it was approved, whatever was set since. */
export function bindSender(
  settings: SenderSettings,
  { sender }: Partial<Pick<Campaign, 'sender'>>,
): SenderSettings {
  return { ...settings, ...sender };
}

export interface ComposeRequest {
  readonly message: Pick<Message, 'id' | 'productIds' | 'wording'>;
  readonly campaign: Pick<Campaign, 'copy' | 'copyB' | 'strategy'> & Partial<Pick<Campaign, 'sender'>>;
  readonly contact: Contact;
  readonly promise: { readonly offer: Offer; readonly coupon: Coupon } | null;
  readonly products: ReadonlyMap<string, Product>;
}

export interface ComposedEmail {
  readonly email: OutgoingEmail;
  /** What its links lead to, by index. */
  readonly links: readonly string[];
}

export interface ComposePorts {
  readonly renderer: EmailRenderer;
  readonly signer: LinkSigner;
}

/**
 * The e-mail as it goes out. The open pixel is in it only if the contact consented to tracking; products that are sold
 * out or not known any more are left out. Throws `invalid` when the copy does not fit the facts.
 */
export async function composeEmail(
  ports: ComposePorts,
  settings: SenderSettings,
  request: ComposeRequest,
): Promise<ComposedEmail> {
  const { message, campaign, contact, promise } = request;
  const { publicUrl, mailFrom, postalAddress, shopName } = bindSender(settings, campaign);
  const to = contact.profile.email;
  if (to === undefined) throw new AppError('invalid', 'The contact has no e-mail address.');
  const link = (path: string, token: string) => `${publicUrl}/${path}/${token}`;
  const links: string[] = [];
  const products: EmailProduct[] = [];
  for (const productId of message.productIds) {
    const product = request.products.get(productId);
    if (!product || product.stock === 0) continue;
    let url: string | null = null;
    if (isWebAddress(product.link)) {
      url = link('c', ports.signer.sign('click', `${message.id}:${links.length}`));
      links.push(product.link);
    }
    const described = describeProduct(product, campaign.strategy.currency, url);
    if (described) products.push(described);
  }
  const unsubscribeUrl = link('u', ports.signer.sign('unsubscribe', message.id));
  const mayTrack = contact.consents.tracking?.granted === true;
  const rendered = await ports.renderer.render(copyOf(campaign, message.wording), {
    contact: { firstName: usableName(contact.profile.firstName) },
    products,
    offer: promise && describeOffer(promise.offer, promise.coupon.code),
    shop: { name: shopName, postalAddress },
    unsubscribeUrl,
    preferencesUrl: link('preferences', ports.signer.sign('preferences', `${contact.id}:${message.id}`)),
    openPixelUrl: mayTrack ? link('o', ports.signer.sign('open', message.id)) : null,
  });
  const domain = domainOf(mailFrom, publicUrl);
  return {
    email: {
      ...rendered,
      to,
      from: mailFrom,
      messageId: `${message.id}@${domain}`,
      listId: `marketing.${domain}`,
      unsubscribeUrl,
    },
    links,
  };
}

export interface PreviewRequest {
  readonly copy: Copy;
  readonly currency: string;
  readonly firstName: string | null;
  readonly offer: Offer | null;
  readonly products: readonly Product[];
  /** Whom it was approved to come from; else as the settings say. */
  readonly sender?: Campaign['sender'];
}

/** What a contact would get, for people to read before they approve: a made-up code, and no link that acts. */
export function previewEmail(
  renderer: EmailRenderer,
  settings: SenderSettings,
  { copy, currency, firstName, offer, products, sender = null }: PreviewRequest,
): Promise<RenderedEmail> {
  const { publicUrl, shopName, postalAddress } = bindSender(settings, { sender });
  const facts: EmailFacts = {
    contact: { firstName: usableName(firstName ?? undefined) },
    products: products.flatMap((product) => {
      if (product.stock === 0) return [];
      const described = describeProduct(product, currency, isWebAddress(product.link) ? product.link : null);
      return described ? [described] : [];
    }),
    offer: offer && describeOffer(offer, 'PREVIEW'),
    shop: { name: shopName, postalAddress },
    unsubscribeUrl: `${publicUrl}/u/preview`,
    preferencesUrl: `${publicUrl}/preferences/preview`,
    openPixelUrl: null,
  };
  return renderer.render(copy, facts);
}

/** Of the sender's address, else of where our links lead. */
export function domainOf(mailFrom: string, publicUrl: string): string {
  return /@([\w.-]+)>?\s*$/.exec(mailFrom)?.[1] ?? new URL(publicUrl).hostname;
}
