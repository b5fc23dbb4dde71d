/** Whether whoever recommended next products until tonight still knew what contacts do, in words. */

import type { DriftReport } from '../domain/drift-report.ts';

interface UnknownShare {
  readonly days: number;
  readonly steps: number;
  readonly unknownSteps: number;
  readonly contacts: number;
  readonly unknownContacts: number;
}

/** A judgement: from a tenth on the lists of many contacts are made without what they did last. */
const LARGE = 0.1;
/** Fewer say nothing. */
const LEAST_STEPS = 100;

/** Null, or few steps, where there is nothing to look at. */
export function judgeRecommenderDrift(unknown: UnknownShare | null): DriftReport {
  if (unknown === null || unknown.steps < LEAST_STEPS) return { findings: [], looked: [] };
  const { days, steps, unknownSteps, contacts, unknownContacts } = unknown;
  const said = `In the last ${days} days ${count(unknownSteps)} of ${count(steps)} times a contact met a product that whoever recommended the next until tonight did not know, and ${count(unknownContacts)} of ${count(contacts)} contacts met no other`;
  const looked = [`Next products: ${said[0]!.toLowerCase()}${said.slice(1)}.`];
  if (unknownSteps < LARGE * steps) return { findings: [], looked };
  return {
    looked,
    findings: [
      {
        keys: ['next products unknown'],
        what: `Next products were recommended by what did not know the products of today. ${said}.`,
        means:
          'What these contacts did last said nothing about what they were recommended, and new products had no place but the last.',
        advice:
          '`/model` says when who recommends was learnt: if tonight, it knows them by now. Else it goes on since a person chose it, or since a night had no time to learn it anew, and `/model` says which, and until when.',
      },
    ],
  };
}

function count(number: number): string {
  return number.toLocaleString('en');
}
