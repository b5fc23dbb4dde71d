/** Learn, second part: what the champion says of each contact as of tonight, and what next. */

import type { ArtifactStore } from './domain/artifact.ts';
import { type Clock, DAY } from './domain/clock.ts';
import type { DriftMeasures } from './domain/drift-report.ts';
import type { ContactHistory, EventStore } from './domain/event.ts';
import type { ServingHeads } from './domain/heads-decision.ts';
import type { LiveEvidence } from './domain/live-evidence.ts';
import type { LiveHeads } from './domain/live-heads.ts';
import type { LiveNextProducts } from './domain/live-next-products.ts';
import type { ModelRun } from './domain/model-run.ts';
import type { NextProductMetrics } from './domain/next-product-metrics.ts';
import type { NightBudget } from './domain/night-budget.ts';
import type { PopularProducts } from './domain/popular-products.ts';
import type { Stores } from './domain/stores.ts';
import { openHeads } from './learn/heads/foretell-heads.ts';
import { measureDrift } from './learn/measure-drift.ts';
import type { UnknownProducts } from './learn/recommend/measure-unknown.ts';
import { gatherLists } from './learn/recommend/sample-lists.ts';
import { pickContacts } from './learn/sample-scores.ts';
import { scoreContacts } from './learn/score-contacts.ts';
import { judgeNextProduct, learnNextAtNight } from './learn-next-products.ts';
import { findLeftAlone, type LeftAlone } from './leave-alone.ts';
import { describeShop, gatherMet } from './next-products.ts';
import { listTrials } from './optimize/list-trials.ts';
import { buildScoringSet } from './prepare/build-scoring-set.ts';
import type { FeatureRows } from './prepare/grow-rows.ts';
import { growTrials } from './prepare/grow-trials.ts';
import type { DataSpan } from './prepare/measure-data-span.ts';
import { orderAmountCents } from './prepare/order-amount.ts';
import type { Prepared } from './prepare/prepare-night.ts';
import { keepShadowScores, openJudging } from './shadow-scores.ts';
import { type PurchaseSummary, summarisePurchases } from './strategize/summarise-purchases.ts';

export interface ScoreParts {
  readonly stores: Pick<
    Stores,
    'campaigns' | 'modelRuns' | 'products' | 'scoreSamples' | 'headsDecisions' | 'recommenderDecisions'
  >;
  readonly histories: Pick<EventStore, 'histories'>;
  readonly artifacts: ArtifactStore;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly settings: { readonly seed: number; readonly program: string };
  readonly budget: NightBudget;
  readonly onProgress?: (stage: string, detail: string) => void;
}

/** What contacts did, gathered in one pass for scoring and for strategies. */
export interface Known {
  readonly cutoff: number;
  readonly summaries: readonly PurchaseSummary[];
  readonly scored: number;
  readonly champion: ModelRun | null;
  readonly nextProduct: NextProductMetrics | null;
  /** Why some recommenders of next products were not tried, and whose reasons are missing, in words. */
  readonly leftOut: readonly string[];
  /** How far contacts and scores are from the champion's; null while nothing is scored, or it kept nothing to compare with. */
  readonly drift: DriftMeasures | null;
  /** How far who recommended next products until tonight knew those of today; null where nobody did. */
  readonly unknownProducts: UnknownProducts | null;
  /** What is recommended to contacts of whom nothing is known. */
  readonly popular: PopularProducts;
  /** Everybody's features as of the cutoff. */
  readonly set: FeatureRows;
  /** Who is not to be e-mailed at all, and why. */
  readonly leftAlone: LeftAlone;
  /** What came true of the scores of an outcome window ago. */
  readonly live: LiveEvidence | null;
  /** The same of what was foretold besides an order. */
  readonly liveHeads: LiveHeads | null;
  /** Whether contacts ordered what was recommended to them an outcome window ago. */
  readonly liveNext: LiveNextProducts | null;
}

/** Data that end within a day are live: the present is the cutoff. Older data are forecast from where they end. */
const LIVE_WITHIN = DAY;

/** The champion says of each contact how likely an order is, why, and what next. Null before the first event. */
export async function scoreNight(parts: ScoreParts, { span }: Pick<Prepared, 'span'>): Promise<Known | null> {
  const { stores, artifacts, clock, onProgress } = parts;
  if (span === null) return null;
  const now = clock.now();
  const cutoff = chooseCutoff(span, now);
  const summaries: PurchaseSummary[] = [];
  const met = gatherMet(cutoff);
  const drawn = growTrials(await listTrials(stores, cutoff), now);
  const judging = await openJudging(stores, { knownUntil: span.end, now });
  // What we e-mailed after the data ended makes no feature, but those contacts rest.
  const histories = tap(parts.histories.histories(now + 1), (history) => {
    drawn.add(history);
    judging.see(history);
    const summary = summarisePurchases(history, orderAmountCents, cutoff);
    if (summary === null) return;
    summaries.push(summary);
    met.add(history);
  });
  onProgress?.('score', 'computing features');
  const set = await buildScoringSet({ histories, cutoff, now });
  const [liveHeads, liveNext] = [judging.finishHeads(), judging.finishNext()];
  const came = { live: judging.finish(), liveHeads, liveNext };
  const champion = await stores.modelRuns.champion();
  const products = await stores.products.all();
  onProgress?.('score', 'choosing the recommenders of next products');
  const say = (text: string) => onProgress?.('score', text);
  const shop = { ...describeShop({ met, products }), night: parts.budget, onProgress: say };
  const judged = await judgeNextProduct({ stores, artifacts }, shop);
  const unserved = { nextProduct: judged.nextProduct, leftOut: judged.leftOut, unknownProducts: null };
  onProgress?.('learn', 'whom e-mails put off');
  const leftAlone = await findLeftAlone({ set, trials: drawn.finish() }, parts.settings.seed);
  const known = { cutoff, summaries, set, popular: met.popular(products), leftAlone, ...came, ...unserved };
  if (champion === null) return { ...known, scored: 0, champion, drift: null };
  const { recommend, popularOf, ...next } = await learnNextAtNight(parts, { ...judged, shop, cutoff });
  const lists = gatherLists(pickContacts(set), { recommend, popularOf });
  const about = { set, cutoff, leftAlone: leftAlone.contactIds };
  const foretellHeads = await openHeads(artifacts, await readServing(stores));
  const { probabilities, unexplained, ...scored } = await scoreContacts(
    { modelRuns: stores.modelRuns, artifacts },
    { ...about, nextProductsOf: lists.recommend, foretellHeads, onProgress: say },
  );
  const drift = await measureDrift({ artifacts }, { runId: scored.champion.id, set, probabilities, cutoff });
  const sampled = { set, cutoff, probabilities, foretellHeads, nextProducts: lists.finish() };
  await keepShadowScores({ stores, artifacts }, { ...sampled, champion: scored.champion });
  const leftOut = [...known.leftOut, ...sayUnexplained(unexplained)];
  return { ...known, ...next, leftOut, drift, ...scored };
}

function sayUnexplained(contacts: number): readonly string[] {
  if (contacts === 0) return [];
  return [
    `${contacts.toLocaleString('en')} contacts were scored without reasons: what features added up to was not the forecast.`,
  ];
}

/** Who foretells each head now. */
export async function readServing({ headsDecisions }: Pick<Stores, 'headsDecisions'>): Promise<ServingHeads> {
  const [last] = await headsDecisions.recent(1);
  return last?.serves ?? {};
}

/** As of when contacts are scored. */
export function chooseCutoff({ end }: DataSpan, now: number): number {
  return now - end <= LIVE_WITHIN ? now : end;
}

/** Shows each history to `see` on its way. */
export async function* tap(
  histories: AsyncIterable<ContactHistory>,
  see: (history: ContactHistory) => void,
): AsyncIterable<ContactHistory> {
  for await (const history of histories) {
    see(history);
    yield history;
  }
}
