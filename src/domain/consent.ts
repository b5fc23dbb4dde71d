/** What a contact agreed to, with its proof. Without it nothing is mailed and nothing is tracked. */

export const CONSENT_PURPOSES = ['email', 'tracking'] as const;
/** `email`: marketing e-mail. `tracking`: an open pixel in it. */
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

/** A statement that a contact made, with what proves it (GDPR Art. 7(1): it must be possible to show it). */
export interface NewConsent {
  readonly purpose: ConsentPurpose;
  readonly granted: boolean;
  /** Where it was given, such as `checkout-form`, `import:customers.csv`, `preference-page`. */
  readonly source: string;
  /** Which wording was agreed to. */
  readonly textVersion: string;
  readonly at: number;
}

/** The version of a wording that nobody named. */
export const UNSTATED = 'unstated';

/**
 * Whether the contact was shown a wording and answered. A flag in traits, which a shop may repeat at each log-in, and a
 * column of an imported file tell what a shop believes: they do not take an unsubscription back.
 */
export function isExplicit({ source, textVersion }: NewConsent): boolean {
  return textVersion !== UNSTATED && !source.startsWith('import:');
}

/**
 * Which of two statements of one purpose stands, given what stood before: the later, unless it is a grant that is not
 * explicit after a denial. Who said no is not talked round by a flag that a shop repeats at each log-in.
 */
export function standingConsent(before: NewConsent | null, later: NewConsent): NewConsent {
  const isOverruled = before?.granted === false && later.granted && !isExplicit(later);
  return isOverruled ? before : later;
}
