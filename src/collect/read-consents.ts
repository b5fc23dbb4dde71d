/** Reads consent out of traits: who agreed to what, where, to which wording and when. */

import { z } from 'zod';
import { DAY } from '../domain/clock.ts';
import { CONSENT_PURPOSES, type NewConsent, UNSTATED } from '../domain/consent.ts';
import { Fault, firstFault } from './fault.ts';
import { booleanField, textField, timeField } from './read-field.ts';

const statementFields = z
  .object(
    { granted: booleanField, source: textField(255), textVersion: textField(255), at: timeField },
    { error: 'must be true, false or an object with `granted`' },
  )
  .refine((statement) => statement.granted !== undefined, {
    path: ['granted'],
    error: 'is missing',
    when: ({ value }) => typeof value === 'object' && value !== null,
  });
const statement = z
  .preprocess((value) => (typeof value === 'boolean' ? { granted: value } : value), statementFields)
  .nullish();

const traitsSchema = z.object({
  consent: z
    .strictObject(
      { email: statement, tracking: statement },
      { error: 'must be an object with `email` and `tracking` only' },
    )
    .nullish(),
  marketingConsent: booleanField,
});

/**
 * Consent statements in traits: `consent: { email: { granted, source, textVersion, at }, tracking: ... }`, where `true`
 * may stand for `{ granted: true }`, or the short `marketingConsent: true` for e-mail. What is not said is recorded as
 * not said: source `identify`, wording `unstated`, and the moment of the call itself.
 */
export function readConsents(
  traits: Readonly<Record<string, unknown>>,
  calledAt: number,
): readonly NewConsent[] | Fault {
  if (traits['consent'] === undefined && traits['marketingConsent'] === undefined) return [];
  const parsed = traitsSchema.safeParse(traits);
  if (!parsed.success) return firstFault(parsed.error, 'traits');
  const { consent, marketingConsent } = parsed.data;
  const statements = {
    email: consent?.email ?? (marketingConsent === undefined ? undefined : { granted: marketingConsent }),
    tracking: consent?.tracking,
  };
  const consents: NewConsent[] = [];
  for (const purpose of CONSENT_PURPOSES) {
    const said: Partial<z.output<typeof statementFields>> | null | undefined = statements[purpose];
    if (said === undefined || said === null) continue;
    const at = said.at ?? calledAt;
    // The newest statement counts, so one from the future could never be withdrawn.
    if (at > calledAt + DAY)
      return new Fault(`traits.consent.${purpose}.at`, 'is more than a day after the call itself');
    const { granted = false, source = 'identify', textVersion = UNSTATED } = said;
    consents.push({ purpose, granted, source, textVersion, at });
  }
  return consents;
}
