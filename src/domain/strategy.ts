/** A proposal with its reason: whom to mail what, and what is expected of it. */

import { type Reachability, UNMAILABLE_REASONS, type UnmailableReason } from './contact.ts';

export const STRATEGY_KINDS = ['win back', 'cross-sell', 'replenish', 'nurture'] as const;
export type StrategyKind = (typeof STRATEGY_KINDS)[number];

/** A figure with the interval that holds it with the stated confidence. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** One contact of an audience, with what the e-mail will say to just this one. */
export interface AudienceMember {
  readonly contactId: string;
  readonly conversionProbability: number;
  /** Products that this contact's e-mail shows, best first. */
  readonly productIds: readonly string[];
}

/** An audience counted: who can be mailed, and who cannot, because of what. */
export interface AudienceCounts {
  readonly mailable: number;
  readonly unmailable: Readonly<Record<UnmailableReason, number>>;
}

/** The words of an e-mail, as Liquid templates over the facts of one contact (`contact`, `products`, `offer`, `shop`). */
export interface Copy {
  readonly subject: string;
  readonly previewText: string;
  readonly heading: string;
  /** Paragraphs, separated by an empty line. */
  readonly body: string;
  readonly button: string;
}

/** One statement that speaks for a strategy, with the figures behind it. */
export interface Evidence {
  readonly statement: string;
  readonly source: string;
}

export const COPY_FIELDS = [
  'subject',
  'previewText',
  'heading',
  'body',
  'button',
] as const satisfies readonly (keyof Copy)[];

/** Of two copies that are tried against each other. */
export const WORDINGS = ['A', 'B'] as const;
export type Wording = (typeof WORDINGS)[number];

export interface Strategy {
  readonly id: string;
  readonly kind: StrategyKind;
  readonly title: string;
  readonly createdAt: number;
  readonly modelRunId: string | null;
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  readonly offerId: string | null;
  /** Mailable contacts only; `counts` says who else would have belonged to it. */
  readonly audience: readonly AudienceMember[];
  readonly counts: AudienceCounts;
  /** What the treated are expected to do within the outcome window. Money is cents. */
  readonly expectedOrders: Estimate;
  readonly expectedRevenueCents: Estimate;
  /** How the expectation was made, and "not enough data: using X instead" where so. */
  readonly basis: string;
  readonly currency: string;
  readonly outcomeWindowDays: number;
  /** Share of the audience that on purpose gets nothing. */
  readonly holdoutShare: number;
  /** Wording A. */
  readonly copy: Copy;
  /** Wording B, which half of the treated get; left out where too few would get each to tell them apart. */
  readonly copyB?: Copy;
  /** How many fit but were e-mailed too lately, or are about to be; left out where nobody counted them. */
  readonly resting?: number;
  /** How many fit but are like those who bought less when they were e-mailed; left out where there are none. */
  readonly leftAlone?: number;
  /** What the e-mail itself is expected to add; left out while no e-mail of the kind was measured. */
  readonly addedOrders?: Estimate;
}

/** Counts reachabilities, with a zero for each reason that nobody has. */
export function countAudience(reachabilities: Iterable<Reachability>): AudienceCounts {
  const none = UNMAILABLE_REASONS.map((reason) => [reason, 0]);
  const unmailable: Record<UnmailableReason, number> = Object.fromEntries(none);
  let mailable = 0;
  for (const reachability of reachabilities) {
    if (reachability === 'mailable') mailable += 1;
    else unmailable[reachability] += 1;
  }
  return { mailable, unmailable };
}

/** "N mailable, M not, because ..." */
export function describeCounts({ mailable, unmailable }: AudienceCounts): string {
  const reasons = Object.entries(unmailable).filter(([, count]) => count > 0);
  const total = reasons.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return `${mailable} mailable, 0 not`;
  return `${mailable} mailable, ${total} not, because ${reasons.map(([reason, count]) => `${reason} (${count})`).join(', ')}`;
}
