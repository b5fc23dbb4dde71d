/** What is popular in a shop, shown to contacts of whom nothing is known that products could follow from. */

export interface PopularProducts {
  /** Most popular first: what most contacts ordered, and of as many what more looked at. */
  readonly productIds: readonly string[];
  /** Counted over so many days, up to `until` (epoch milliseconds). */
  readonly days: number;
  readonly until: number;
}
