/** What is looked over before a campaign may be sent, and what was found. */

export const PREFLIGHT_CHECKS = [
  'words filled in',
  'links answer',
  'unsubscribe link',
  'postal address',
  'size',
  'pictures',
  'spam words',
  'rest days',
  'coupons',
] as const;
export type PreflightCheck = (typeof PREFLIGHT_CHECKS)[number];

/** `fails` keeps a campaign from being approved; a `warning` leaves it to the person. */
export type PreflightVerdict = 'ok' | 'warning' | 'fails';

export interface PreflightFinding {
  readonly check: PreflightCheck;
  readonly verdict: PreflightVerdict;
  /** What was found, and what to do about it unless it is ok. */
  readonly says: string;
}

export interface Preflight {
  readonly at: number;
  /** Of the content that was looked over. */
  readonly contentHash: string;
  readonly findings: readonly PreflightFinding[];
}

/**
 * What came back from where a link leads: an answer, a plain "there is no such page", nothing that settles it, or an
 * address that must not be asked from here.
 */
export type LinkAnswer =
  | { readonly kind: 'answers' }
  | { readonly kind: 'gone'; readonly why: string }
  | { readonly kind: 'unclear'; readonly why: string; readonly hostSilent: boolean }
  | { readonly kind: 'not public'; readonly why: string };

/** Asks for a page without reading it; never throws, and gives up after seconds. */
export type AskLink = (url: string) => Promise<LinkAnswer>;
