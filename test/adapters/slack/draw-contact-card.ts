/** A contact's card, with and without a model that says how likely an order is. */

import type { Card } from '../../../src/adapters/slack/card.ts';
import { drawContact } from '../../../src/adapters/slack/draw-contact.ts';
import { type aModelRun, T0 } from '../../db/builders.ts';
import { taken } from '../../support/taken.ts';
import { aHeadsReport, headScores } from './a-heads-report.ts';

/** The longest there is to say. */
const LIFETIME = {
  ...{ days: 365, alive: 0.5, buyers: 1_000_000, repeatBuyers: 999_999 },
  orders: { estimate: 1234.5, low: 0, high: 98_765 },
  valueCents: { estimate: 123_456_789, low: 0, high: 999_999_999 },
  check: {
    ...{ windowDays: 365, expected: 123_456, came: 12 },
    observedToExpected: { estimate: 0.1, low: 0.05, high: 0.2 },
  },
};

export function contactCard(name: string, champion: ReturnType<typeof aModelRun> | null): Card {
  const reasons = Array.from({ length: 8 }, () => ({ words: name, effect: 0.1 }));
  return taken(
    drawContact({
      contact: {
        id: 'c1',
        profile: { firstName: name, lastName: name, email: name, traits: {} },
        consents: { email: consentOf(name) as never, tracking: null },
        firstSeenAt: T0,
        lastSeenAt: T0,
        eventCount: 1,
      },
      prediction:
        champion === null
          ? { missing: name }
          : {
              score: {
                contactId: 'c1',
                modelRunId: champion.id,
                cutoff: T0,
                outcomeWindowDays: 7,
                conversionProbability: 0.5,
                reasons: [],
                nextProducts: [],
                features: {},
              },
              champion,
              raising: reasons,
              lowering: [],
              nextProducts: [
                { name, because: name },
                { name, because: null },
              ],
              whatIf: { words: name, now: 0.3, without: 0.2 },
            },
      reachability: 'mailable',
      messages: [],
      outlook: { orders: 1, valueCents: 100, expectedCents: null, next: null },
      heads: champion && { scores: headScores(), report: aHeadsReport(name), broughtBackAt: null },
      lifetime: champion === null ? { missing: name } : LIFETIME,
      hasMet: champion !== null,
      popular: champion === null ? { names: [name], days: 30, until: T0 } : null,
      asOf: T0,
      currency: 'EUR',
      advice: name,
    }),
  );
}

function consentOf(name: string) {
  return { purpose: 'email', granted: true, source: name, text: name, version: '1', at: T0 };
}
