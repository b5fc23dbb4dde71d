/** One product that a contact viewed, added to the cart or ordered, and when: what next products are learnt from. */

export interface ProductStep {
  readonly productId: string;
  /** The event, in the words of `EVENT`. */
  readonly name: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** As `HistoryEvent` has it. */
  readonly joinedAt?: number;
}
