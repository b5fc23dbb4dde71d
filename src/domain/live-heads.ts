/** What came true of what was foretold of contacts besides an order, an outcome window ago. */

export interface LiveHead {
  /** Of whom something was foretold that the window can tell, and how many of them spent anything, or ordered in time. */
  readonly contacts: number;
  readonly positives: number;
  /** How much was spent, or how many ordered by a day that was told, for each 1 foretold; null of too few. */
  readonly cameToForetold: { readonly estimate: number; readonly low: number; readonly high: number } | null;
}

/** Who leaves takes a horizon to show, and so is not among them. */
export interface LiveHeads {
  /** When it was foretold, and how long was waited. */
  readonly cutoff: number;
  readonly outcomeWindowDays: number;
  readonly value: LiveHead;
  readonly nextOrder: LiveHead;
}
