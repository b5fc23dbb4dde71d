/** What a simulated customer finds in an e-mail: its links, what it shows, and its coupon, all read from the e-mail itself. */

import { z } from 'zod';
import type { Offer } from '../../src/domain/offer.ts';
import type { Mail } from '../inbox/mail.ts';

export const customerMailSchema = z.object({
  emailId: z.string(),
  /** The customer's address. */
  to: z.string(),
  /** Epoch milliseconds of arrival. */
  at: z.number().int(),
  links: z.array(z.string()),
  productIds: z.array(z.string()),
  hasOffer: z.boolean(),
  couponCode: z.string().exactOptional(),
  offerId: z.string().exactOptional(),
  pixelUrl: z.string().nullable(),
  unsubscribeUrl: z.string().nullable(),
});
export type CustomerMail = z.infer<typeof customerMailSchema>;

export function readCustomerMail(mail: Mail, offers: readonly Pick<Offer, 'id' | 'name'>[]): CustomerMail {
  const html = mail.html ?? '';
  const couponCode = /^Your code: (\S+)$/m.exec(mail.text)?.[1];
  const offer = offers.find(({ name }) => couponCode !== undefined && mail.text.includes(name));
  return {
    emailId: mail.id,
    to: mail.to,
    at: mail.receivedAt,
    links: allMatches(html, /href="(https?:\/\/[^"]+\/c\/[^"/]+)"/g),
    productIds: allMatches(html, /\/images\/([\w-]+)\.svg/g),
    hasOffer: couponCode !== undefined,
    ...(couponCode !== undefined && { couponCode }),
    ...(offer !== undefined && { offerId: offer.id }),
    pixelUrl: allMatches(html, /src="(https?:\/\/[^"]+\/o\/[^"/]+)"/g)[0] ?? null,
    unsubscribeUrl: readUnsubscribeUrl(mail),
  };
}

/** The first group of each match, once each, in their order. */
function allMatches(html: string, pattern: RegExp): string[] {
  return [...new Set([...html.matchAll(pattern)].map((match) => (match[1] ?? '').replaceAll('&amp;', '&')))];
}

/** RFC 8058: the https or http address in `List-Unsubscribe`, whose long lines may be folded. */
function readUnsubscribeUrl({ headers }: Mail): string | null {
  const header = headers.find(({ name }) => name.toLowerCase() === 'list-unsubscribe');
  return /<(https?:\/\/[^>]+)>/.exec(header?.value.replaceAll(/\s+/g, '') ?? '')?.[1] ?? null;
}
