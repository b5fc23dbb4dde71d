/** `/model`: the champion, its metrics beside base rate and baseline, and the latest training runs. */

import type { App } from '@slack/bolt';
import { section } from '../src/adapters/slack/card.ts';
import { drawModel } from '../src/adapters/slack/draw-model.ts';
import { drawNextProductChart } from '../src/adapters/slack/draw-next-product-chart.ts';
import { chooseFound, type NextProductsView } from '../src/adapters/slack/draw-next-products.ts';
import { drawReliabilityChart } from '../src/adapters/slack/draw-reliability-chart.ts';
import type { FeatureImportance } from '../src/domain/feature-importance.ts';
import type { ModelRun } from '../src/domain/model-run.ts';
import { type RollingEvidence, rollingEvidenceSchema } from '../src/domain/rolling-evidence.ts';
import { titleFeature } from '../src/prepare/compute-features.ts';
import { MIN_OF_EACH_OUTCOME } from '../src/statistics/enough.ts';
import { type Answer, onCommand } from './answer.ts';
import type { CommandParts } from './command-parts.ts';
import { explainNoChampion } from './explain-no-champion.ts';
import { type NightFigures, readLastNight } from './read-last-night.ts';

const RUNS = 12;
const DECISIONS = 3;
const HELP =
  '`/model` shows which model makes the forecasts, how often it is right beside guessing and beside the simplest model, and what the last trainings came to.\nEach night trains new ones. One takes over by itself only if it forecasts better than the one in use and than the simplest one, by more than chance explains however often they are compared, and foretells about as many orders as come, on orders that came after those it learned from. ' +
  `Where fewer than ${MIN_OF_EACH_OUTCOME} contacts of that test ordered, or fewer did not, that is not enough data: the one in use stays, and the first to be used is the simplest one.` +
  '\nApprovers can promote a challenger, or roll back to the former champion, and bring back who foretold leaving, value and the next order before, or who recommended next products; everybody is scored again then.';

export function registerModel(bolt: App, parts: CommandParts): void {
  onCommand(bolt, parts, {
    name: '/model',
    answer: async ({ text }) =>
      text === 'help' ? { text: HELP, blocks: [section(HELP)] } : answerModel(parts),
  });
}

async function findDecisions({ stores }: CommandParts) {
  const decisions = await stores.modelRuns.decisions(DECISIONS);
  return Promise.all(
    decisions.map(async (decision) => ({
      ...decision,
      modelKind: (await stores.modelRuns.get(decision.runId))?.kind ?? 'model',
    })),
  );
}

function nameFeatures(importance: FeatureImportance | null): FeatureImportance | null {
  return (
    importance && {
      ...importance,
      beyondChance: importance.beyondChance.map(({ names, rise }) => ({
        names: names.map(titleFeature),
        rise,
      })),
    }
  );
}

/** Null for a champion of whom no night has measured it. */
function readRolling(champion: ModelRun | null): RollingEvidence | null {
  const rolling = rollingEvidenceSchema.safeParse(champion?.config['rolling']);
  return rolling.success ? rolling.data : null;
}

async function viewNextProducts(
  { recommenderTrail }: CommandParts,
  { nextProduct, liveNext: live }: Pick<NightFigures, 'nextProduct' | 'liveNext'>,
): Promise<NextProductsView> {
  const [last = null] = await recommenderTrail.recent(1);
  const previous = await recommenderTrail.previous();
  return { found: chooseFound(last, nextProduct), live, last, previous };
}

/** The champion with its metrics and charts, or why there is none. */
export async function answerModel(parts: CommandParts): Promise<Answer> {
  const { modelRuns } = parts.stores;
  const champion = await modelRuns.champion();
  const { nextProduct, liveNext, leftOut, leftAlone, championId, drift, live, importance, heads } =
    await readLastNight(parts);
  const curve = champion === null ? null : drawReliabilityChart(champion);
  const nextProducts = await viewNextProducts(parts, { nextProduct, liveNext });
  const { found } = nextProducts;
  const chart = champion === null || found === null ? null : drawNextProductChart(found);
  const card = drawModel({
    champion,
    recent: await modelRuns.recent(RUNS),
    nextProducts,
    leftOut,
    leftAlone,
    importance: importance?.runId === champion?.id ? nameFeatures(importance) : null,
    // Of another champion it says nothing.
    drift: championId !== null && championId === champion?.id ? drift : null,
    ...{ live, heads, rolling: readRolling(champion) },
    headsTrail: {
      last: (await parts.headsTrail.recent(1))[0] ?? null,
      previous: await parts.headsTrail.previous(),
    },
    previous: await parts.champions.previous(),
    decisions: await findDecisions(parts),
    missing: champion === null ? await explainNoChampion(parts) : '',
  });
  return { ...card, charts: [curve, chart].filter((one) => one !== null) };
}
