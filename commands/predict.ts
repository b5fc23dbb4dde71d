/** `/predict`: the forecast for the next outcome window, or one contact with the reasons for and against an order. */

import type { App } from '@slack/bolt';
import { section } from '../src/adapters/slack/card.ts';
import { drawForecast, drawNoForecast } from '../src/adapters/slack/draw-forecast.ts';
import { drawForecastCharts } from '../src/adapters/slack/draw-forecast-charts.ts';
import type { HeadsReport } from '../src/domain/heads-report.ts';
import type { ModelRun } from '../src/domain/model-run.ts';
import { AppError } from '../src/errors.ts';
import { commonCurrency } from '../src/strategize/common-currency.ts';
import { forecastWindow } from '../src/strategize/forecast-window.ts';
import { type Answer, onCommand } from './answer.ts';
import type { CommandParts } from './command-parts.ts';
import { explainNoChampion } from './explain-no-champion.ts';
import { findChampion } from './find-champion.ts';
import { labelOf } from './label-contact.ts';
import { predictContact } from './predict-contact.ts';
import { predictProduct, registerPredictProduct } from './predict-product.ts';
import { findLeaving, learntHeads, readLastNight } from './read-last-night.ts';

const LIKELIEST = 5;
const HELP =
  '`/predict` forecasts the next orders.\n`/predict jane@example.com` or `/predict` with a user id tells how likely one contact is to order, what next, and why.\n`/predict product lavender soy candle` tells who is likely to buy a product.';

export function registerPredict(bolt: App, parts: CommandParts): void {
  onCommand(bolt, parts, { name: '/predict', answer: ({ text }) => answerPredict(parts, text) });
  registerPredictProduct(bolt, parts);
}

/** The forecast, one contact, or who buys a product. Without a model, who buys a product throws `unavailable`; the others say what is known. */
export async function answerPredict(parts: CommandParts, text: string): Promise<Answer> {
  if (text === 'help') return { text: HELP, blocks: [section(HELP)] };
  const product = /^product\b(.*)$/is.exec(text);
  if (product?.[1]?.trim() === '') return { text: HELP, blocks: [section(HELP)] };
  if (product !== null)
    return predictProduct(parts, await findChampion(parts), { words: product[1]!.trim() });
  if (text !== '') return predictContact(parts, text);
  const champion = await parts.stores.modelRuns.champion();
  return champion === null ? tellNoForecast(parts) : forecast(parts, champion);
}

/** What the last windows brought, while nothing can be said of the next. */
async function tellNoForecast(parts: CommandParts): Promise<Answer> {
  return drawNoForecast({
    missing: await explainNoChampion(parts),
    pastWindows: (await readLastNight(parts)).pastWindows ?? [],
    currency: commonCurrency(await parts.stores.products.all()),
  });
}

async function forecast(parts: CommandParts, champion: ModelRun): Promise<Answer> {
  const { stores } = parts;
  const found = await forecastWindow(stores.modelRuns.scores(), {
    baseRate: champion.metrics.baseRate,
    likeliest: LIKELIEST,
  });
  if (found === null)
    throw new AppError('unavailable', 'No contact has been scored yet: the next night does it.');
  const likeliest = await Promise.all(
    found.likeliest.map(async ({ contactId, conversionProbability }) => ({
      label: labelOf(await stores.contacts.get(contactId)),
      conversionProbability,
    })),
  );
  const night = await readLastNight(parts);
  const leaving = sayLeaving(found.leaving, learntHeads(night));
  const mostLost = await Promise.all(
    found.mostLost.map(async ({ contactId, conversionProbability, features, heads }) => ({
      label: labelOf(await stores.contacts.get(contactId)),
      orders: features['orderCount'] ?? 0,
      conversionProbability,
      leaves: leaving === null ? null : (heads?.leaves ?? null),
    })),
  );
  const view = {
    ...found,
    ...{ leaving, mostLost },
    champion,
    likeliest,
    currency: commonCurrency(await stores.products.all()),
    quality: await stores.qualityReports.latest(),
    pastWindows: night.pastWindows,
  };
  return { ...drawForecast(view), charts: drawForecastCharts(view) };
}

/** How many are likely to leave, with what that means. */
function sayLeaving(contacts: number | null, heads: HeadsReport | null) {
  const leaves = findLeaving(heads);
  if (contacts === null || heads === null || leaves === null) return null;
  return { contacts, horizonDays: heads.horizonDays, baseRate: leaves.positives / leaves.rows };
}
