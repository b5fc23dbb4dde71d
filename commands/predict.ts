/** `/predict`: the forecast for the next outcome window, or one contact with the reasons for and against an order. */

import type { App } from '@slack/bolt';
import { type Card, section } from '../src/adapters/slack/card.ts';
import { drawContact, type ReasonWords } from '../src/adapters/slack/draw-contact.ts';
import { drawForecast } from '../src/adapters/slack/draw-forecast.ts';
import { drawForecastCharts } from '../src/adapters/slack/draw-forecast-charts.ts';
import { oneLine } from '../src/adapters/slack/mrkdwn.ts';
import type { Contact } from '../src/domain/contact.ts';
import type { ModelRun, NextProduct, Reason } from '../src/domain/model-run.ts';
import { AppError } from '../src/errors.ts';
import { describeFeature } from '../src/prepare/compute-features.ts';
import { commonCurrency } from '../src/strategize/common-currency.ts';
import { forecastWindow } from '../src/strategize/forecast-window.ts';
import { type Answer, onCommand } from './answer.ts';
import type { CommandParts } from './command-parts.ts';
import { explainNoChampion } from './explain-no-champion.ts';
import { readPastWindows } from './read-last-night.ts';

const LIKELIEST = 5;
const MESSAGES = 3;
const HELP =
  '`/predict` forecasts the next orders.\n`/predict jane@example.com` or `/predict` with a user id tells how likely one contact is to order, what next, and why.';

export function registerPredict(bolt: App, parts: CommandParts): void {
  onCommand(bolt, parts, {
    name: '/predict',
    answer: async ({ text }) => {
      if (text === 'help') return { text: HELP, blocks: [section(HELP)] };
      const champion = await findChampion(parts);
      return text === '' ? forecast(parts, champion) : predictContact(parts, champion, text);
    },
  });
}

async function findChampion(parts: CommandParts): Promise<ModelRun> {
  const champion = await parts.stores.modelRuns.champion();
  if (champion !== null) return champion;
  throw new AppError('unavailable', await explainNoChampion(parts));
}

async function forecast(parts: CommandParts, champion: ModelRun): Promise<Answer> {
  const { stores } = parts;
  const found = await forecastWindow(stores.modelRuns.scores(), {
    baseRate: champion.metrics.baseRate,
    likeliest: LIKELIEST,
  });
  if (found === null)
    throw new AppError(
      'unavailable',
      'No contact has been scored yet: `npm run job -- nightly` does it now.',
    );
  const likeliest = await Promise.all(
    found.likeliest.map(async ({ contactId, conversionProbability }) => ({
      label: labelOf(await stores.contacts.get(contactId)),
      conversionProbability,
    })),
  );
  const view = {
    ...found,
    champion,
    likeliest,
    currency: commonCurrency(await stores.products.all()),
    quality: await stores.qualityReports.latest(),
    pastWindows: await readPastWindows(parts),
  };
  return { ...drawForecast(view), charts: drawForecastCharts(view) };
}

async function predictContact({ stores }: CommandParts, champion: ModelRun, text: string): Promise<Card> {
  const contact = await stores.contacts.find(text);
  if (contact === null)
    throw new AppError(
      'not_found',
      `Nobody is known as “${oneLine(text)}”. Give the e-mail address or the user id as your shop sends it.`,
    );
  const score = await stores.modelRuns.score(contact.id);
  if (score === null)
    throw new AppError(
      'unavailable',
      'This contact came after the last scoring: the next night includes it, or run `npm run job -- nightly`.',
    );
  const names = new Map((await stores.products.all()).map(({ id, name }) => [id, name ?? id]));
  return drawContact({
    contact,
    score,
    champion,
    reachability: await stores.contacts.reachabilityOf(contact.id),
    raising: wordReasons(score.reasons.filter(({ effect }) => effect > 0)),
    lowering: wordReasons(score.reasons.filter(({ effect }) => effect < 0)),
    nextProducts: score.nextProducts.map((next) => nameProduct(next, names)),
    messages: await stores.outbox.ofContact(contact.id, MESSAGES),
  });
}

function wordReasons(reasons: readonly Reason[]): ReasonWords[] {
  return reasons.flatMap(({ feature, value, effect }) => {
    const words = describeFeature(feature, value);
    return words === null ? [] : [{ words, effect }];
  });
}

function nameProduct({ productId, because }: NextProduct, names: ReadonlyMap<string, string>) {
  return {
    name: names.get(productId) ?? productId,
    because: because === null ? null : (names.get(because) ?? because),
  };
}

function labelOf(contact: Contact | null): string {
  if (contact === null) return 'somebody who is not known any more';
  return contact.profile.email ?? contact.profile.userId ?? 'a visitor without a name';
}
