/** How well a model tells whom e-mails move, on the draws of campaigns that are over. */

export interface UpliftFigures {
  /** Contacts drawn, once for each campaign, and how many of them were held out. */
  readonly drawn: number;
  readonly heldOut: number;
  readonly campaigns: number;
  /** The share of buyers among the treated minus that among the held out: of everybody ... */
  readonly everybody: Bounds;
  /** ... and of the 30 % whom the model thinks e-mails help most. */
  readonly best30: Bounds;
  /** The latter minus the former. */
  readonly gain: Bounds;
  /** 0 for choosing by lot. */
  readonly qiniPerTreated: Bounds;
}

/** A 95 % interval. */
interface Bounds {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}
