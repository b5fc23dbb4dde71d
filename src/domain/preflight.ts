/** What is looked over before a campaign may be sent, and what was found. */

export const PREFLIGHT_CHECKS = [
  'words filled in',
  'links answer',
  'unsubscribe link',
  'postal address',
  'size',
  'pictures',
  'spam words',
  'one e-mail a week',
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
