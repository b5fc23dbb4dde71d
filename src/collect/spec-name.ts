/** Which keys of a call say nothing of a person: those that the Segment specification gives, and ours for consent. */

const NAMES = new Set(
  [
    // A call.
    'type messageId userId anonymousId previousId groupId event name category version channel integrations',
    'timestamp originalTimestamp sentAt receivedAt properties traits context',
    // Its context.
    'active app build namespace campaign source medium term content device id manufacturer model advertisingId ip library',
    'locale location city country latitude longitude region speed network bluetooth carrier cellular wifi os page path',
    'referrer search title url hash link screen density height width timezone userAgent groupId',
    // Traits.
    'address postalCode state street age avatar birthday company industry employee_count employees plan createdAt',
    'description email firstName lastName gender phone username website',
    'consent marketingConsent tracking granted textVersion at',
    // E-commerce.
    'products product_id sku brand variant price quantity coupon position image_url stock cart_id order_id checkout_id',
    'affiliation total revenue subtotal shipping tax discount currency value step shipping_method payment_method coupon_id',
    'coupon_name reason list_id filters sorts query results rating review_id review_body promotion_id creative wishlist_id',
    'wishlist_name share_via share_message recipient',
  ].flatMap((names) => names.split(' ')),
);

/** The key, or `*` for one of the sender's own making. */
export function specName(key: string): string {
  return NAMES.has(key) ? key : '*';
}
