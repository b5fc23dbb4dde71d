/** `/model` with and without what it may show. */

import type { Card } from '../../../src/adapters/slack/card.ts';
import { drawModel } from '../../../src/adapters/slack/draw-model.ts';
import { aHeadsDecision } from '../../db/a-heads-decision.ts';
import { aRecommenderDecision } from '../../db/a-recommender-decision.ts';
import { aModelDecision, aModelRun } from '../../db/builders.ts';
import { taken } from '../../support/taken.ts';
import { aHeadsReport } from './a-heads-report.ts';
import { aRollingEvidence } from './a-rolling-evidence.ts';

const ALL = { estimate: 1, low: 0.025, high: 1 };

const UPLIFT = {
  ...{ drawn: 1_234_567, heldOut: 123_456, campaigns: 99 },
  ...{ everybody: ALL, best30: ALL, gain: ALL, qiniPerTreated: ALL },
};

const LIVE_RUN = {
  ...{ runId: 'r', kind: 'reference-network', isChampion: true, logLoss: 0.4 },
  ...{ observedToExpected: ALL, againstChampion: null },
};

export const NO_NEXT_PRODUCTS = { found: null, live: null, last: null, previous: null };

const NOTHING = {
  ...{ importance: null, leftAlone: null, drift: null, live: null, heads: null, rolling: null },
  headsTrail: { last: null, previous: null },
  ...{ previous: null, decisions: [] },
};

export function modelsOf(name: string, champion: ReturnType<typeof aModelRun>): Card[] {
  const runs = Array.from({ length: 12 }, (_, index) => aModelRun(`r${index}`, { reason: name }));
  return [
    drawModel({
      champion,
      recent: runs,
      missing: '',
      nextProducts: NO_NEXT_PRODUCTS,
      leftOut: [],
      ...NOTHING,
    }),
    drawModel({
      champion,
      recent: runs,
      missing: '',
      nextProducts: nextProductsOf(name),
      leftOut: [`The ${name}`],
      importance: {
        ...{ runId: 'r', contacts: 90, shuffles: 3, measured: 12 },
        beyondChance: [{ names: [name, name], rise: ALL }],
      },
      leftAlone: { contacts: 31, words: `Of 4,000 e-mails to ${name} some bought less.`, uplift: UPLIFT },
      drift: {
        findings: [{ keys: [name], what: name, means: name, advice: 'Look.' }],
        looked: [`Looked at ${name}`],
      },
      live: {
        cutoff: 0,
        outcomeWindowDays: 7,
        contacts: 90,
        buyers: 20,
        baseRateLogLoss: 0.5,
        runs: [LIVE_RUN, { ...LIVE_RUN, kind: name, isChampion: false, againstChampion: ALL }],
      },
      heads: aHeadsReport(name),
      rolling: aRollingEvidence({ kind: name, missing: [name] }),
      headsTrail: trailOf(name),
      previous: aModelRun('r1', { kind: name }),
      decisions: [{ ...aModelDecision('r1', null, { reason: name }), number: 1, modelKind: name }],
    }),
    drawModel({
      champion: null,
      recent: [],
      missing: 'Too few.',
      nextProducts: NO_NEXT_PRODUCTS,
      leftOut: [],
      ...NOTHING,
    }),
  ].map(taken);
}

function nextProductsOf(reason: string) {
  return {
    found: { contacts: 1, hitRate: ALL, popularityHitRate: ALL },
    live: { cutoff: 0, outcomeWindowDays: 7, contacts: 90, hitRate: ALL, popularHitRate: ALL },
    last: { ...aRecommenderDecision({ actor: 'U0MAYA', reason }), number: 2 },
    previous: { ...aRecommenderDecision({ reason }), number: 1 },
  };
}

function trailOf(reason: string) {
  return {
    last: { ...aHeadsDecision({ actor: 'U0MAYA', reason }), number: 2 },
    previous: { ...aHeadsDecision({ reason }), number: 1 },
  };
}
