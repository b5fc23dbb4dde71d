/** The eight stages in their order, each in one sentence; a night turns the wheel once. */

import { proposeNight } from './approve/propose-night.ts';
import type { ArtifactStore } from './domain/artifact.ts';
import type { Campaign } from './domain/campaign.ts';
import { type Clock, DAY } from './domain/clock.ts';
import type { DriftReport } from './domain/drift-report.ts';
import type { FeatureImportance } from './domain/feature-importance.ts';
import type { HeadsReport } from './domain/heads-report.ts';
import type { LiveEvidence } from './domain/live-evidence.ts';
import type { LiveNextProducts } from './domain/live-next-products.ts';
import type { ModelRun } from './domain/model-run.ts';
import type { NextProductMetrics } from './domain/next-product-metrics.ts';
import type { NightBudget } from './domain/night-budget.ts';
import type { PopularProducts } from './domain/popular-products.ts';
import type { RollingEvidence } from './domain/rolling-evidence.ts';
import type { Stores } from './domain/stores.ts';
import type { Strategy } from './domain/strategy.ts';
import type { Feedback } from './feedback/create-feedback.ts';
import type { Lifetime } from './learn/lifetime/fit-lifetime.ts';
import { learnLifetime } from './learn/lifetime/learn-lifetime.ts';
import type { FitProgress, ModelKind } from './learn/model.ts';
import { trainNight } from './learn/train-night.ts';
import { learnHeadsAtNight } from './learn-heads.ts';
import type { LeftAlone } from './leave-alone.ts';
import { judgeDrift } from './optimize/judge-drift.ts';
import { judgeHeadsDrift } from './optimize/judge-heads-drift.ts';
import { judgeRecommenderDrift } from './optimize/judge-recommender-drift.ts';
import { type Judgement, judgeRuns } from './optimize/judge-runs.ts';
import { measureEffects } from './optimize/measure-effects.ts';
import { planNight } from './optimize/plan-comparison.ts';
import { describeFeature } from './prepare/compute-features.ts';
import { type Prepared, prepareNight } from './prepare/prepare-night.ts';
import { type Recalled, recallHistories } from './prepare/recall-histories.ts';
import { evaluateAtOrigins } from './rolling-origins.ts';
import { type Known, scoreNight } from './score-night.ts';
import { commonCurrency } from './strategize/common-currency.ts';
import { findAwaitingEmail } from './strategize/find-awaiting-email.ts';
import { measurePastWindows, type PastWindow } from './strategize/measure-past-windows.ts';
import { proposeStrategies } from './strategize/propose-strategies.ts';
import { weighFeatures } from './weigh-features.ts';

export interface FlywheelParts {
  readonly stores: Stores;
  readonly artifacts: ArtifactStore;
  /** Where histories are kept, so that the next night reads only what is new. */
  readonly kept: ArtifactStore;
  readonly feedback: Pick<Feedback, 'attributeOrders'>;
  /** Looks a campaign over before sending, and keeps what was found with it. */
  readonly preflight: (campaign: Campaign) => Promise<unknown>;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly settings: {
    readonly outcomeWindowDays: number;
    readonly seed: number;
    /** Which code this is, for what is learnt by it. */
    readonly program: string;
  };
  /** What is left out once it is used up: the search for settings, networks over sequences and of heads, earlier windows, what features are worth. */
  readonly budget: NightBudget;
  readonly onProgress?: (stage: string, detail: string) => void;
  /** When a turn that was done began last: whose orders are known since need not be looked at. */
  readonly lastTurnAt?: number;
}

export interface NightResult {
  readonly prepared: Prepared;
  /** How many events there are, and how many of them had to be read since they, or others of their contact, are new. */
  readonly events: { readonly known: number; readonly read: number };
  readonly trained: readonly ModelRun[];
  /** Kinds of model that there is too little data for, in words. */
  readonly leftOut: readonly string[];
  readonly judgement: Judgement | null;
  /** How the champion's kind would have done at earlier moments; null where nothing was trained. */
  readonly rolling: RollingEvidence | null;
  readonly champion: ModelRun | null;
  readonly newConversions: number;
  readonly scored: number;
  /** How well the next product is found; null while too few contacts have two. */
  readonly nextProduct: NextProductMetrics | null;
  /** What is popular now; null before the first event. */
  readonly popular: PopularProducts | null;
  /** What the forecast is compared with; empty while no whole window has passed. */
  readonly pastWindows: readonly PastWindow[];
  /** What has moved since the champion learned. */
  readonly drift: DriftReport;
  /** What the champion's forecasts rest on; null while nothing could be tested. */
  readonly importance: FeatureImportance | null;
  /** What came true of the scores of an outcome window ago; null while none is that old. */
  readonly live: LiveEvidence | null;
  /** Whether they ordered what was recommended to them; null while no night is that old, or of too few. */
  readonly liveNext: LiveNextProducts | null;
  /** How contacts come back and what they spend, or why nobody can say; null before the first event. */
  readonly lifetime: Lifetime | { readonly missing: string } | null;
  /** How well leaving, value and the next order are foretold, or why nobody can; null where training is held back. */
  readonly heads: HeadsReport | { readonly missing: string } | null;
  /** Who is not to be e-mailed at all, and why; null before the first event. */
  readonly leftAlone: LeftAlone | null;
  readonly strategies: readonly Strategy[];
  readonly skipped: readonly string[];
  readonly proposed: readonly Campaign[];
}

/**
 * Turns the wheel once. Collecting, approving and sending happen by day, as customers and people act; the night does
 * the rest, in this order. Repeatable: a second turn on the same facts trains the same models, but for
 * the search for settings, which goes on, and proposes anew.
 */
export async function turn(parts: FlywheelParts): Promise<NightResult> {
  const newConversions = await feedback(parts);
  const recalled = await recall(parts);
  const prepared = await prepare(parts, recalled);
  const trained = await learn(parts, prepared);
  const judgement = trained === null ? null : await optimize(parts, trained);
  const rolling = await evaluateAtOrigins(parts, recalled, prepared);
  const heads = await learnHeadsAtNight(parts, recalled, prepared);
  const known = await scoreNight({ ...parts, histories: recalled }, prepared);
  const drift = await watch(parts, known, heads);
  const weighed = await weighFeatures(parts, prepared);
  const { strategies, skipped } = await strategize(parts, known);
  const proposed = await proposeNight(strategies, { campaigns: parts.stores.campaigns, clock: parts.clock });
  for (const campaign of proposed) await parts.preflight(campaign);
  return {
    prepared,
    events: { known: recalled.events, read: recalled.readEvents },
    trained: trained?.contenders.map(({ run }) => run) ?? [],
    leftOut: [...(trained?.leftOut ?? []), ...(known?.leftOut ?? []), ...weighed.leftOut],
    ...{ judgement, rolling },
    champion: known?.champion ?? null,
    newConversions,
    scored: known?.scored ?? 0,
    nextProduct: known?.nextProduct ?? null,
    popular: known?.popular ?? null,
    pastWindows: known === null ? [] : measurePastWindows(known.summaries, { ...known, ...parts.settings }),
    drift,
    importance: weighed.importance,
    ...{ live: known?.live ?? null, liveNext: known?.liveNext ?? null },
    lifetime: known === null ? null : await learnReturning(known, parts),
    heads,
    leftAlone: known?.leftAlone ?? null,
    strategies,
    skipped,
    proposed,
  };
}

/** Feedback: orders are tied to the messages that came before them. */
function feedback(parts: FlywheelParts): Promise<number> {
  return parts.feedback.attributeOrders(parts.lastTurnAt);
}

/** Prepare, first of all: histories are read, as far as they are not known from the night before. */
async function recall({ stores, kept, onProgress }: FlywheelParts): Promise<Recalled> {
  onProgress?.('prepare', 'reading histories');
  const say = (text: string) => onProgress?.('prepare', text);
  const recalled = await recallHistories({ events: stores.events, kept, onProgress: say });
  say(`read ${recalled.readEvents} of ${recalled.events} events: the others are known from before`);
  return recalled;
}

/** Prepare: histories become training sets with labels, split by time, and a report on their quality. */
function prepare({ stores, clock, newId, settings }: FlywheelParts, histories: Recalled): Promise<Prepared> {
  return prepareNight(
    { events: stores.events, histories, qualityReports: stores.qualityReports, clock },
    { outcomeWindowDays: settings.outcomeWindowDays, reportId: newId() },
  );
}

/** Learn: every kind of model is trained and judged on a time it has not seen. */
async function learn(parts: FlywheelParts, { outcome }: Prepared) {
  if (outcome.kind !== 'ready') return null;
  const { stores, artifacts, clock, newId, settings, budget, onProgress } = parts;
  const say = (kind: ModelKind, { epoch, epochs, validationLogLoss }: FitProgress) =>
    onProgress?.(
      'learn',
      `${kind}, epoch ${epoch} of ${epochs}, validation log loss ${validationLogLoss.toFixed(4)}`,
    );
  const plan = await planNight(stores.modelRuns, { testCutoff: outcome.cutoffs.test, ...settings });
  return trainNight(
    { modelRuns: stores.modelRuns, artifacts, clock },
    { ...outcome, ...settings, plan, newId, budget, onProgress: say },
  );
}

/** Learn, of the same pass: how contacts come back, from their orders alone. */
function learnReturning({ summaries, cutoff }: Known, { settings, onProgress }: FlywheelParts) {
  onProgress?.('learn', 'how contacts come back');
  const orders = summaries.map((summary) => summary.orders);
  return learnLifetime(orders, { cutoff, windowDays: settings.outcomeWindowDays });
}

/** Optimize: a challenger is promoted only if it beats both the champion and the baseline beyond noise. */
function optimize(
  { stores, clock }: FlywheelParts,
  trained: NonNullable<Awaited<ReturnType<typeof learn>>>,
): Promise<Judgement> {
  return judgeRuns({ modelRuns: stores.modelRuns, clock }, trained);
}

/** Optimize, second part: what has moved since the champion learned, and how events arrive. */
async function watch(
  { stores, clock }: FlywheelParts,
  known: Known | null,
  heads: NightResult['heads'],
): Promise<DriftReport> {
  const now = clock.now();
  const weekAgo = now - 7 * DAY;
  const besides = [
    judgeHeadsDrift({ live: known?.liveHeads ?? null, report: heads }),
    judgeRecommenderDrift(known?.unknownProducts ?? null),
  ];
  const drift = judgeDrift({
    measures: known?.drift ?? null,
    live: known?.live ?? null,
    recent: await stores.events.arrivals(weekAgo, now + 1),
    before: await stores.events.arrivals(weekAgo - 28 * DAY, weekAgo),
    now,
    describeFeature,
  });
  const all = [drift, ...besides];
  return {
    findings: all.flatMap(({ findings }) => findings),
    looked: all.flatMap(({ looked }) => looked),
  };
}

/** Strategize: scores, orders and what earlier campaigns did become ranked proposals with their evidence. */
async function strategize({ stores, clock, settings, onProgress }: FlywheelParts, known: Known | null) {
  if (known === null) return { strategies: [], skipped: ['there are no customer events yet'] };
  onProgress?.('strategize', 'looking for campaigns');
  const scores = [];
  for await (const one of stores.modelRuns.scores()) scores.push(one);
  const products = await stores.products.all();
  const { strategies, skipped } = proposeStrategies({
    champion: known.champion,
    scores,
    purchases: known.summaries,
    products: new Map(products.map((product) => [product.id, product])),
    popular: known.popular.productIds,
    offers: await stores.offers.all(),
    reachability: await stores.contacts.reachability(),
    awaitingEmail: await findAwaitingEmail(stores.campaigns),
    leftAlone: known.leftAlone.contactIds,
    effects: await measureEffects(stores, known.cutoff),
    describeFeature,
    settings: { now: known.cutoff, today: clock.now(), currency: commonCurrency(products), ...settings },
  });
  return { strategies, skipped: skipped.map(({ kind, why }) => `${kind}: ${why}`) };
}
