/** Draws the champion beside the other models and the base rate, and the runs that led there. */

import type { KnownBlock } from '@slack/types';
import type { DriftReport } from '../../domain/drift-report.ts';
import type { FeatureImportance } from '../../domain/feature-importance.ts';
import type { HeadsReport } from '../../domain/heads-report.ts';
import type { LiveEvidence } from '../../domain/live-evidence.ts';
import type { ModelDecision } from '../../domain/model-decision.ts';
import { featuresUsed, type ModelRun } from '../../domain/model-run.ts';
import type { RollingEvidence } from '../../domain/rolling-evidence.ts';
import { findSameTest } from '../../domain/same-test.ts';
import { type Card, context, header, section, toCard } from './card.ts';
import { drawChampionButtons, drawDecisions } from './draw-champion.ts';
import { drawComparison, drawComparisons } from './draw-comparison.ts';
import { drawDecisionTrail, type TrailView } from './draw-decision-trail.ts';
import { drawDriftSection } from './draw-drift.ts';
import { modelHealth } from './draw-forecast.ts';
import { drawHeads } from './draw-heads.ts';
import { sayImportance } from './draw-importance.ts';
import { drawLive } from './draw-live.ts';
import { drawNextProducts, type NextProductsView } from './draw-next-products.ts';
import { drawRolling } from './draw-rolling.ts';
import { type LeftAloneView, sayLeftAlone, sayUplift } from './draw-uplift.ts';
import { day, escapeText, modelName, moment, plural } from './mrkdwn.ts';

const RUNS_SHOWN = 6;
/** What a model says that was computed without TensorFlow.js. */
const PLAIN = 'plain';
const NO_CURVE =
  'Reliability curve: not known for this champion, which was trained before it was kept. The next one will show it.';

export interface ModelsView {
  readonly champion: ModelRun | null;
  /** Newest first. */
  readonly recent: readonly ModelRun[];
  /** Why there is no champion and what would be enough, as mrkdwn. */
  readonly missing: string;
  readonly nextProducts: NextProductsView;
  /** Kinds that the last night had too little data for, and what each would take. */
  readonly leftOut: readonly string[];
  /** Null until a night has looked. */
  readonly drift: DriftReport | null;
  /** What the forecasts rest on, with titles for names; null until a night has measured it for this champion. */
  readonly importance: FeatureImportance | null;
  readonly leftAlone: LeftAloneView | null;
  readonly live: LiveEvidence | null;
  /** Null until a night has measured it for this champion. */
  readonly rolling: RollingEvidence | null;
  /** How well is foretold what else there is; null while no night has looked. */
  readonly heads: HeadsReport | { readonly missing: string } | null;
  readonly headsTrail: TrailView;
  /** Who would come back, or null. */
  readonly previous: ModelRun | null;
  /** The newest, with the kind of each run. */
  readonly decisions: readonly (ModelDecision & { readonly modelKind: string })[];
}

export function drawModel(view: ModelsView): Card {
  const { champion, recent, missing, leftOut, leftAlone, drift } = view;
  const runs =
    recent.length === 0
      ? []
      : [
          section(
            `*Latest training runs*, each on the test of its own night: figures of other days are of other contacts\n${recent.slice(0, RUNS_SHOWN).map(drawRun).join('\n')}`,
          ),
        ];
  if (champion === null)
    return toCard('There is no champion yet', [
      header('Models'),
      section(`*There is no champion yet.* ${missing}`),
      ...runs,
    ]);
  const same = findSameTest(champion, recent);
  return toCard(`Champion: ${modelName(champion.kind)}, ROC-AUC ${same.champion.metrics.rocAuc.toFixed(3)}`, [
    header('Models'),
    section(`*Champion: ${modelName(champion.kind)}*\n${escapeText(champion.reason)}`),
    section(modelHealth(same.champion)),
    ...drawComparison(same),
    ...drawComparisons(champion, recent[0]),
    ...drawRolling(view.rolling),
    ...(view.importance === null ? [] : [section(sayImportance(view.importance))]),
    context(describeBackends([champion, ...recent])),
    ...drawHeads(view.heads),
    ...drawDecisionTrail('heads', view.headsTrail),
    ...drawNextProducts(view.nextProducts),
    ...drawLeftAlone(leftAlone),
    ...(leftOut.length === 0 ? [] : [context(escapeText(leftOut.join(' ')))]),
    ...(champion.metrics.reliability === undefined ? [context(NO_CURVE)] : []),
    ...drawLive(view.live),
    ...drawDriftSection(drift),
    ...drawDecisions(view.decisions),
    ...drawChampionButtons({
      champion,
      challengers: recent.filter(({ state }) => state === 'challenger'),
      previous: view.previous,
    }),
    ...runs,
  ]);
}

function describeBackends(runs: readonly ModelRun[]): string {
  const [champion] = runs;
  const network = runs.find(({ backend }) => backend !== PLAIN);
  const where =
    network === undefined
      ? 'No network has been trained yet.'
      : `Networks are computed by TensorFlow.js on the backend *${escapeText(network.backend)}*${champion?.backend === PLAIN ? '; the champion needs plain JavaScript only' : ''}.`;
  const [used, all] = [featuresUsed(champion!).length, champion!.features.length];
  const features = used === all ? plural(all, 'feature') : `${used} of ${plural(all, 'feature')}`;
  return `${where} The champion makes use of ${features}, was trained in ${champion!.seconds.toFixed(1)} s with seed ${champion!.seed}${sayProgram(champion!)}.`;
}

/** Nothing of a run of an older version. */
function sayProgram({ config: { program } }: ModelRun): string {
  return typeof program === 'string' ? ` by version ${escapeText(program)}` : '';
}

function drawLeftAlone(leftAlone: LeftAloneView | null): KnownBlock[] {
  if (leftAlone === null) return [];
  const uplift = sayUplift(leftAlone);
  return [...(uplift === null ? [] : [context(uplift)]), context(sayLeftAlone(leftAlone))];
}

function drawRun({ kind, state, metrics, trainedAt, testCutoff, backend, reason }: ModelRun): string {
  return `• ${moment(trainedAt)} *${modelName(kind)}* (${escapeText(backend)}), ${state}: log loss ${metrics.logLoss.toFixed(4)} (of the base rate ${metrics.baseRateLogLoss.toFixed(4)}), ROC-AUC ${metrics.rocAuc.toFixed(3)}, of contacts as of ${day(testCutoff)}. ${escapeText(reason)}`;
}
