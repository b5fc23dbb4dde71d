/** `/predict product <name>`: who is likely to buy it, with a button that drafts the campaign. */

import type { App } from '@slack/bolt';
import type { Card } from '../src/adapters/slack/card.ts';
import { drawChoices, drawProduct, PRODUCT_BUTTONS } from '../src/adapters/slack/draw-product.ts';
import { oneLine } from '../src/adapters/slack/mrkdwn.ts';
import type { ProductSet } from '../src/domain/audience.ts';
import type { ModelRun } from '../src/domain/model-run.ts';
import type { Product } from '../src/domain/product.ts';
import { AppError } from '../src/errors.ts';
import { findProducts } from '../src/strategize/find-products.ts';
import { forecastProduct, idsOf } from '../src/strategize/forecast-product.ts';
import { type ButtonCall, onButton } from './answer.ts';
import { type AudienceFacts, gatherAudienceFacts, matchAudience } from './audience-facts.ts';
import type { CommandParts } from './command-parts.ts';
import { findChampion } from './find-champion.ts';
import { labelOf } from './label-contact.ts';
import { readLastNight } from './read-last-night.ts';

const LIKELIEST = 5;
/** Of the next-product test. */
const RECOMMENDED = 10;

export function registerPredictProduct(bolt: App, parts: CommandParts): void {
  const answer = (isAll: boolean) => async (call: ButtonCall) => {
    const card = await predictProduct(parts, await findChampion(parts), { words: call.text, isAll });
    await call.respond({ response_type: 'ephemeral', replace_original: false, ...card });
  };
  onButton(bolt, parts, { id: new RegExp(`^${PRODUCT_BUTTONS.choose}:`), act: answer(false) });
  onButton(bolt, parts, { id: PRODUCT_BUTTONS.chooseAll, act: answer(true) });
}

/** The product, or a question which one is meant. Throws `not_found` when nothing comes near. */
export async function predictProduct(
  parts: CommandParts,
  champion: ModelRun,
  { words, isAll = false }: { readonly words: string; readonly isAll?: boolean },
): Promise<Card> {
  const facts = await gatherAudienceFacts(parts);
  const found = findProducts(words, facts.products);
  if (found.kind === 'unknown') return askForNear(words, found.near);
  const products: ProductSet = {
    label: words,
    categories: [...found.categories],
    productIds: [...found.productIds],
  };
  const ids = [...idsOf(products, facts.products)];
  const named = ids.map((id) => ({ name: nameOf(id, facts.products), value: id }));
  const [only] = named;
  if (named.length > 1 && !isAll) return drawChoices({ words, choices: named, all: words });
  if (only === undefined)
    throw new AppError('not_found', `“${oneLine(words)}” is a category without a product.`);
  return forecast(parts, champion, {
    facts,
    products: named.length === 1 ? { ...products, label: only.name } : products,
  });
}

function askForNear(words: string, near: readonly string[]): Card {
  if (near.length > 0)
    return drawChoices({ words, choices: near.map((name) => ({ name, value: name })), all: null });
  throw new AppError(
    'not_found',
    `No product or category is called “${oneLine(words)}”. Name it as your catalogue does, or a word of its name.`,
  );
}

async function forecast(
  parts: CommandParts,
  champion: ModelRun,
  { facts, products }: { readonly facts: AudienceFacts; readonly products: ProductSet },
): Promise<Card> {
  const { nextProduct } = await readLastNight(parts);
  const hits = matchAudience(parts, { likelyNext: products }, facts);
  const measured = nextProduct && { hitRate: nextProduct.hitRate, recommended: RECOMMENDED };
  const found = await forecastProduct(hits, {
    products,
    catalogue: facts.products,
    measured,
    likeliest: LIKELIEST,
  });
  const label = products.label.replaceAll(/[“”"]/g, '');
  return drawProduct({
    ...found,
    label: products.label,
    hitRate: nextProduct?.hitRate ?? null,
    buyersBefore: await countBuyers(parts, facts, { products, withinDays: champion.outcomeWindowDays }),
    likeliest: await Promise.all(
      found.likeliest.map(async ({ contactId, score }) => ({
        label: labelOf(await parts.stores.contacts.get(contactId)),
        conversionProbability: score?.conversionProbability ?? 0,
      })),
    ),
    champion,
    asOf: facts.asOf,
    brief: `sell ${label} to likely next "${label}"`,
  });
}

async function countBuyers(
  parts: CommandParts,
  facts: AudienceFacts,
  bought: { readonly products: ProductSet; readonly withinDays: number },
): Promise<number> {
  let buyers = 0;
  for await (const _ of matchAudience(parts, { did: 'ordered', ...bought }, facts)) buyers += 1;
  return buyers;
}

function nameOf(id: string, products: readonly Product[]): string {
  return products.find((product) => product.id === id)?.name ?? id;
}
