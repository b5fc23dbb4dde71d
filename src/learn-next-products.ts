/** Learn: who recommends next products from tonight on, which is kept while the trail of decisions names it. */

import type { ArtifactStore } from './domain/artifact.ts';
import { FLYWHEEL_ACTOR } from './domain/campaign.ts';
import { type Clock, DAY } from './domain/clock.ts';
import { KEPT_DECISIONS } from './domain/decision-trail.ts';
import type { NextProductMetrics } from './domain/next-product-metrics.ts';
import {
  isPopularityAlone,
  type NewRecommenderDecision,
  type RecommenderDecision,
  type ServingRecommender,
} from './domain/recommender-decision.ts';
import type { Stores } from './domain/stores.ts';
import { AppError } from './errors.ts';
import { recallBeginning, saveBeginning } from './learn/recommend/beginning.ts';
import { nameWeights, POPULARITY_ALONE } from './learn/recommend/blend.ts';
import { type BlendVerdict, decideBlend, type FormerBlend } from './learn/recommend/decide-blend.ts';
import {
  countToFind,
  type EvaluatedNextProduct,
  evaluateNextProduct,
} from './learn/recommend/evaluate-next-product.ts';
import { measureUnknown, type UnknownProducts } from './learn/recommend/measure-unknown.ts';
import { DEFAULT_WEIGHTS, type LearntFrom } from './learn/recommend/next-product.ts';
import {
  countNextProducts,
  fingerprintFacts,
  learnNextProducts,
  type NextRecommender,
  type RecommendNext,
  type RecommendRequest,
  recallKnown,
  recallNextProducts,
} from './learn/recommend/recommend-next.ts';
import { planComparison } from './optimize/plan-comparison.ts';
import { findRecommenderChoice } from './optimize/respect-choice.ts';
import { createRecommenderTrail } from './optimize/roll-back-recommender.ts';
import { leadingToLast } from './prepare/list-steps.ts';
import { markUndecided, type SweptTrail, sweepLearnt } from './sweep-learnt.ts';

interface RecallParts {
  readonly stores: Pick<Stores, 'recommenderDecisions'>;
  readonly artifacts: ArtifactStore;
}

interface NightParts extends RecallParts {
  readonly clock: Clock;
  readonly newId: () => string;
  readonly settings: { readonly program: string };
}

export interface JudgedNextProduct {
  /** Null of too few contacts. */
  readonly evaluated: EvaluatedNextProduct | null;
  /** The last decisions when tonight's blend was judged, the newest first. */
  readonly trail: readonly RecommenderDecision[];
  /** How well tonight's blend finds what was left out. */
  readonly nextProduct: NextProductMetrics | null;
  /** Why some recommenders were not tried, in words. */
  readonly leftOut: readonly string[];
}

interface NightFacts extends JudgedNextProduct {
  readonly shop: RecommendRequest;
  /** Until when it is known what contacts did. */
  readonly cutoff: number;
}

export interface NightRecommender {
  readonly recommend: RecommendNext;
  /** What popularity alone would recommend, to be compared with that once orders have come. */
  readonly popularOf: RecommendNext;
  /** How well a blend like the one that serves finds what was left out; null where nothing could be measured. */
  readonly nextProduct: NextProductMetrics | null;
  /** How far whoever served until tonight knew the products of today; null where nobody did. */
  readonly unknownProducts: UnknownProducts | null;
}

/** A share of fewer contacts says nothing. */
const NEXT_PRODUCT_CONTACTS = 50;
/** So long at most what neither serves nor would come back is kept: stretches of the histories of contacts who are gone are in it. */
const KEPT_DAYS = 30;
/** An older version kept what it learnt under this name, and under no other. */
const OLDER = 'next-products';

/** Tonight's blend and the one that serves, on what each contact took last. */
export async function judgeNextProduct(
  { stores, artifacts }: RecallParts,
  { sequences, attributes, categoryOf, night, onProgress }: RecommendRequest,
): Promise<JudgedNextProduct> {
  const trail = await stores.recommenderDecisions.recent(KEPT_DECISIONS);
  const [last] = trail;
  const ways = [...sequences.values()].map(leadingToLast);
  const former = last === undefined ? null : nameWeights(last.serves.weights);
  const evaluated =
    countToFind(ways) < NEXT_PRODUCT_CONTACTS
      ? null
      : await evaluateNextProduct(ways, attributes, {
          ...{ categoryOf, night, onProgress, former },
          beginning: await recallBeginning(artifacts),
        });
  if (evaluated?.beginning) await saveBeginning(artifacts, evaluated.beginning);
  return { evaluated, trail, nextProduct: evaluated?.metrics ?? null, leftOut: evaluated?.leftOut ?? [] };
}

/** Decides, trains what serves where that is to be learnt anew, and keeps it; measures before that what it knew, since then it knows all. */
export async function learnNextAtNight(parts: NightParts, facts: NightFacts): Promise<NightRecommender> {
  const { evaluated, trail, shop, cutoff } = facts;
  const verdict = decideBlend(evaluated, describeFormer(trail, cutoff));
  const known = trail[0] === undefined ? null : await recallKnown(parts, trail[0].serves.runId);
  const unknownProducts = known && measureUnknown(shop.sequences.values(), known, cutoff);
  const { recommend } = await openVerdict(parts, facts, verdict);
  await sweepLearnt(parts.artifacts, sweptRecommenders(parts));
  const { recommend: popularOf } = await countNextProducts({ ...shop, weights: POPULARITY_ALONE });
  return { recommend, popularOf, nextProduct: verdict.metrics, unknownProducts };
}

async function openVerdict(
  parts: NightParts,
  facts: NightFacts,
  verdict: BlendVerdict,
): Promise<NextRecommender> {
  const { shop } = facts;
  const [last] = facts.trail;
  const goesOn = verdict.kind === 'stays' || isLearntAlready(parts, facts, verdict);
  if (last === undefined || !goesOn) return learnAnew(parts, facts, verdict);
  const { runId } = last.serves;
  const why = `what was kept of it cannot be read, so it is learnt anew; ${verdict.why}`;
  return (
    (await recallNextProducts(parts, { ...shop, runId })) ??
    learnAnew(parts, facts, { ...verdict, kind: 'anew', why })
  );
}

/** The same blend would be learnt of the same facts by the same code, and nothing is to be kept of a comparison. */
function isLearntAlready(
  { settings }: NightParts,
  { trail: [last], shop }: NightFacts,
  { kind, comparisons }: BlendVerdict,
): boolean {
  if (kind !== 'anew' || comparisons !== null || last === undefined) return false;
  const { program, factsHash } = last.serves.lineage;
  return program === settings.program && factsHash === fingerprintFacts(shop);
}

/** By day, or where somebody else decided: by who serves, or, where that cannot be read, by counting, which takes seconds. */
export async function recallServing(parts: RecallParts, shop: RecommendRequest): Promise<NextRecommender> {
  const [last] = await parts.stores.recommenderDecisions.recent(1);
  return (
    (await recallNextProducts(parts, { ...shop, runId: last?.serves.runId ?? OLDER })) ??
    countNextProducts({ ...shop, weights: last ? nameWeights(last.serves.weights) : DEFAULT_WEIGHTS })
  );
}

function describeFormer(trail: readonly RecommenderDecision[], cutoff: number): FormerBlend | null {
  const [last] = trail;
  if (last === undefined) return null;
  const { weights, since, comparisons } = last.serves;
  return {
    weights: nameWeights(weights),
    isPopularityAlone: isPopularityAlone(last.serves),
    since: since.at,
    // What contacts took next is known at once: there is no outcome window to wait for.
    plan: planComparison({
      ...{ last: comparisons, championId: since.runId },
      ...{ testCutoff: cutoff, outcomeWindowDays: 0 },
    }),
    held: findRecommenderChoice(trail, cutoff),
  };
}

async function learnAnew(
  parts: NightParts,
  facts: NightFacts,
  verdict: BlendVerdict,
): Promise<NextRecommender> {
  const { artifacts, newId } = parts;
  const { shop, evaluated } = facts;
  const [last] = facts.trail;
  const swept = sweptRecommenders(parts);
  const runId = newId();
  await sweepLearnt(artifacts, swept);
  await markUndecided(artifacts, swept, runId);
  const learnt = await learnNextProducts(parts, {
    ...{ ...shop, runId, weights: verdict.weights },
    beginning: evaluated?.beginning ?? null,
  });
  const decided =
    learnt !== null &&
    (await decide(
      parts,
      { serves: describeServing(parts, facts, { ...learnt, verdict, runId }), reason: verdict.why },
      last,
    ));
  if (last === undefined) await artifacts.remove(OLDER);
  return decided ? learnt.recommender : recallServing(parts, shop);
}

function sweptRecommenders({ stores, artifacts, clock }: NightParts): SweptTrail<NewRecommenderDecision> {
  const trail = createRecommenderTrail({ ...stores, artifacts, clock });
  return {
    ...{ trail, undecided: 'next-products-undecided', keptFrom: clock.now() - KEPT_DAYS * DAY },
    named: ({ serves }) => [serves.runId],
  };
}

interface Learnt {
  readonly verdict: BlendVerdict;
  readonly runId: string;
  readonly learntFrom: LearntFrom;
}

function describeServing(
  { clock, settings }: NightParts,
  { cutoff, evaluated, trail: [last] }: NightFacts,
  { verdict, runId, learntFrom }: Learnt,
): ServingRecommender {
  const { kind, weights, metrics, comparisons } = verdict;
  const trainedAt = clock.now();
  const isNew = last === undefined || kind === 'takes over';
  return {
    ...{ runId, weights, metrics },
    since: isNew ? { runId, at: trainedAt } : last.serves.since,
    comparisons: isNew
      ? { championId: runId, count: 0, testCutoff: cutoff }
      : (comparisons ?? last.serves.comparisons),
    lineage: {
      ...{ trainedAt, program: settings.program, cutoff },
      ...learntFrom,
      leftOut: evaluated?.leftOut ?? [],
    },
  };
}

/** False where somebody decided otherwise while the night learnt, which stands. */
async function decide(
  { stores, clock }: NightParts,
  { serves, reason }: Pick<RecommenderDecision, 'serves' | 'reason'>,
  last: RecommenderDecision | undefined,
): Promise<boolean> {
  const by = { action: 'promote', actor: FLYWHEEL_ACTOR, at: clock.now(), backTo: null } as const;
  try {
    await stores.recommenderDecisions.add({ ...by, serves, reason }, last?.number ?? null);
    return true;
  } catch (fault) {
    if (!(fault instanceof AppError && fault.code === 'conflict')) throw fault;
    return false;
  }
}
