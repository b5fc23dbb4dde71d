/** A mail as a customer gets it, and what the customer is seen to do with it. */

/** A mail as the customer gets it. */
export interface Email {
  /** Links to products or pages; not the unsubscribe link. */
  readonly links: readonly string[];
  readonly hasOffer: boolean;
  readonly couponCode?: string;
  /** Which of the shop's offers the coupon carries; the first if not said. */
  readonly offerId?: string;
  /** Products that the mail shows, by id, where the links are tracked ones that do not tell. */
  readonly productIds?: readonly string[];
}

export interface ReceivedEmail extends Email {
  readonly emailId: string;
  readonly at: number;
}

/** What the customer does with the mail itself; whoever runs the shop does it on the real addresses. */
export interface Reaction {
  readonly kind: 'open' | 'click' | 'unsubscribe' | 'complain';
  readonly customerId: string;
  readonly email: string;
  readonly emailId: string;
  readonly at: number;
  /** Of a click: the link, as it stood in the mail. */
  readonly link?: string;
}
