/** E-mails as the send stage hands them to whatever renders and delivers them. */

import type { Copy } from './strategy.ts';

/** What one contact's e-mail is made of. All text is plain; the renderer escapes it. */
export interface EmailFacts {
  readonly contact: { readonly firstName: string | null };
  readonly products: readonly EmailProduct[];
  readonly offer: EmailOffer | null;
  readonly shop: { readonly name: string; readonly postalAddress: string };
  readonly unsubscribeUrl: string;
  readonly preferencesUrl: string;
  readonly openPixelUrl: string | null;
}

export interface EmailProduct {
  readonly name: string;
  readonly price: string | null;
  readonly imageUrl: string | null;
  /** Through our click tracking; null when the shop gave the product no link. */
  readonly url: string | null;
}

export interface EmailOffer {
  readonly name: string;
  readonly code: string;
  readonly validTo: string;
}

export interface RenderedEmail {
  readonly subject: string;
  /** What an inbox shows after the subject. */
  readonly previewText: string;
  readonly html: string;
  readonly text: string;
}

/** Gmail clips a message beyond 102 KB, and with it the unsubscribe link. */
export const MAX_HTML_BYTES = 102_000;

export interface EmailRenderer {
  /**
   * Throws `invalid` with the template's fault (an unknown variable, broken Liquid), or, with a RangeError as its cause,
   * when the HTML would have more than MAX_HTML_BYTES.
   */
  render(copy: Copy, facts: EmailFacts): Promise<RenderedEmail>;
}

export interface OutgoingEmail extends RenderedEmail {
  readonly to: string;
  readonly from: string;
  /** Without angle brackets. */
  readonly messageId: string;
  readonly listId: string;
  readonly unsubscribeUrl: string;
}

/**
 * What the mail server made of it. `deferred` is worth another try, `rejected` is not (5xx; `hardBounce` when the
 * address itself is at fault), `unreachable` means nothing was handed over, `unknown` that the connection broke after
 * the message may have been taken.
 */
export type Delivery =
  | { readonly kind: 'accepted'; readonly response: string }
  | { readonly kind: 'deferred'; readonly response: string }
  | { readonly kind: 'rejected'; readonly response: string; readonly hardBounce: boolean }
  | { readonly kind: 'unreachable'; readonly response: string }
  | { readonly kind: 'unknown'; readonly response: string };

export interface Mailer {
  /** How many e-mails can be under way at once. */
  readonly connections: number;
  deliver(email: OutgoingEmail): Promise<Delivery>;
  close(): Promise<void>;
}

/** Signs and reads the tokens in tracking, unsubscribe and preference links. */
export interface LinkSigner {
  /** URL-safe; `purpose` separates a click's token from an unsubscribe's. */
  sign(purpose: LinkPurpose, subject: string): string;
  /** The subject, or null when the token was not made by us for this purpose. */
  verify(purpose: LinkPurpose, token: string): string | null;
}

export type LinkPurpose = 'open' | 'click' | 'unsubscribe' | 'preferences' | 'preview';
