/** `/predict <contact>`: how likely an order is and why, what would change it, what it is worth, and what to do next. */

import type { Card } from '../src/adapters/slack/card.ts';
import { type ContactView, drawContact, type ReasonWords } from '../src/adapters/slack/draw-contact.ts';
import type { HeadsView } from '../src/adapters/slack/draw-heads.ts';
import type { LifetimeView } from '../src/adapters/slack/draw-lifetime.ts';
import { oneLine } from '../src/adapters/slack/mrkdwn.ts';
import { FLYWHEEL_ACTOR } from '../src/domain/campaign.ts';
import type { ContactHistory } from '../src/domain/event.ts';
import type { NextProduct, Reason, Score } from '../src/domain/model-run.ts';
import type { PopularProducts } from '../src/domain/popular-products.ts';
import { AppError } from '../src/errors.ts';
import { RepeatPurchases } from '../src/learn/lifetime/repeat-purchases.ts';
import type { DatedOrder } from '../src/learn/lifetime/summarise-orders.ts';
import { NEXT_PRODUCTS } from '../src/learn/recommend/vary-categories.ts';
import { buildScoringSet } from '../src/prepare/build-scoring-set.ts';
import { describeFeature } from '../src/prepare/compute-features.ts';
import { leaveOutEach } from '../src/prepare/leave-out-events.ts';
import { orderAmountCents } from '../src/prepare/order-amount.ts';
import { adviseNext, foreseeContact } from '../src/strategize/foresee-contact.ts';
import { summarisePurchases } from '../src/strategize/summarise-purchases.ts';
import { type AudienceFacts, gatherAudienceFacts } from './audience-facts.ts';
import type { CommandParts } from './command-parts.ts';
import { explainNoChampion } from './explain-no-champion.ts';
import { learntHeads, type NightFigures, readLastNight } from './read-last-night.ts';

const MESSAGES = 3;
/** Any number: the same contact is told the same interval each time. */
const LIFETIME_SEED = 1;
/** More of one contact's events than are kept in a year by all but machines. */
const EVENTS = 20_000;

/** What is known of a contact, and what the champion says of it once it has scored it. Throws `not_found` for an unknown contact. */
export async function predictContact(parts: CommandParts, text: string): Promise<Card> {
  const { stores } = parts;
  const contact = await stores.contacts.find(text);
  if (contact === null)
    throw new AppError(
      'not_found',
      `Nobody is known as “${oneLine(text)}”. Give the e-mail address or the user id as your shop sends it, or a product with \`/predict product\`.`,
    );
  const facts = await gatherAudienceFacts(parts);
  const history = await stores.events.history(contact.id, EVENTS);
  const prediction = await findPrediction(parts, history, facts);
  const score = 'missing' in prediction ? null : prediction.score;
  const asOf = score?.cutoff ?? parts.clock.now();
  const summary = summarisePurchases(history, orderAmountCents, asOf);
  const night = await readLastNight(parts);
  const outlook = foreseeContact(summary, score?.conversionProbability ?? null);
  const reachability = await stores.contacts.reachabilityOf(contact.id);
  const hasMet = history.events.some(({ lines }) => lines.length > 0);
  const popular = hasMet ? null : findPopular(prediction, night.popular, facts);
  const messages = await stores.outbox.ofContact(contact.id, MESSAGES);
  return drawContact({
    ...{ contact, prediction, reachability, messages, outlook, asOf },
    lifetime: foresee(night, summary?.orders ?? [], asOf),
    heads: await viewHeads(parts, score, night),
    ...{ hasMet, popular },
    currency: facts.currency,
    advice: adviseNext({
      outlook,
      reachability,
      mailedAt: messages.reduce<number | null>((last, { sentAt }) => newer(last, sentAt), null),
      campaign: await findCampaign(parts, contact.id, facts),
      likelihood: likelihoodOf(prediction),
      leftAlone: score?.leftAlone ?? false,
      nextProduct: likelyNames(prediction)[0] ?? popular?.names[0] ?? null,
      today: facts.today,
    }),
  });
}

async function findPrediction(
  parts: CommandParts,
  history: ContactHistory,
  { products }: AudienceFacts,
): Promise<ContactView['prediction']> {
  const champion = await parts.stores.modelRuns.champion();
  if (champion === null) return { missing: await explainNoChampion(parts) };
  const score = await parts.stores.modelRuns.score(history.contactId);
  if (score === null)
    return { missing: 'This contact came after the last scoring: the next night includes it.' };
  const names = new Map(products.map(({ id, name }) => [id, name ?? id]));
  return {
    champion,
    score,
    raising: wordReasons(score.reasons.filter(({ effect }) => effect > 0)),
    lowering: wordReasons(score.reasons.filter(({ effect }) => effect < 0)),
    nextProducts: score.nextProducts.map((next) => nameProduct(next, names)),
    whatIf: await findWhatIf(parts, history, score),
  };
}

function likelyNames(prediction: ContactView['prediction']): readonly string[] {
  return 'missing' in prediction ? [] : prediction.nextProducts.map(({ name }) => name);
}

/** What is popular and in stock, for a contact of whom nothing likely can be said; null where something can. */
function findPopular(
  prediction: ContactView['prediction'],
  popular: PopularProducts | null,
  { products }: AudienceFacts,
): ContactView['popular'] {
  if (popular === null || likelyNames(prediction).length > 0) return null;
  const catalogue = new Map(products.map((product) => [product.id, product]));
  const names = popular.productIds
    .filter((id) => catalogue.get(id)?.stock !== 0)
    .map((id) => catalogue.get(id)?.name ?? id)
    .slice(0, NEXT_PRODUCTS);
  return names.length === 0 ? null : { names, days: popular.days, until: popular.until };
}

function likelihoodOf(prediction: ContactView['prediction']) {
  if ('missing' in prediction) return null;
  const { score, champion } = prediction;
  return { conversionProbability: score.conversionProbability, baseRate: champion.metrics.baseRate };
}

/** What the models of repeat purchases expect of these orders; in words where they can say nothing. */
function foresee({ lifetime }: NightFigures, orders: readonly DatedOrder[], cutoff: number): LifetimeView {
  if ('missing' in lifetime) return lifetime;
  const { check, buyers, repeatBuyers } = lifetime;
  const foresight = new RepeatPurchases(lifetime).predict(orders, { cutoff, seed: LIFETIME_SEED });
  return foresight === null ? { missing: 'no order yet' } : { ...foresight, check, buyers, repeatBuyers };
}

/** What is foretold besides an order, with how well; null where the last night found nothing that does. */
async function viewHeads(
  { headsTrail }: CommandParts,
  score: Score | null,
  night: NightFigures,
): Promise<HeadsView | null> {
  const report = learntHeads(night);
  if (!score?.heads) return null;
  const [last] = await headsTrail.recent(1);
  // Brought back by a person since, they were not the ones that the night's figures are of.
  const broughtBackAt = last === undefined || last.number === report?.decision ? null : last.at;
  if (report !== null) return { scores: score.heads, report, broughtBackAt };
  // A person's choice goes on where the night could test nothing.
  if (last === undefined || last.actor === FLYWHEEL_ACTOR) return null;
  return { scores: score.heads, report: { ...last, verdicts: [] }, broughtBackAt };
}

/** What leaving out one visit, order or click would change the most, by asking the model; null when nothing is told apart. */
async function findWhatIf({ predictRows, clock }: CommandParts, history: ContactHistory, { cutoff }: Score) {
  const without = leaveOutEach(history, cutoff);
  const histories = [history, ...without.map((one) => one.history)];
  const set = await buildScoringSet({ histories: stream(histories), cutoff, now: clock.now() });
  // A history without any event left has no row; the rest could then not be told apart.
  if (set.rows !== histories.length) return null;
  const probabilities = await predictRows(set);
  const now = probabilities?.[0];
  if (probabilities === null || now === undefined) return null;
  const changes = without.map(({ words }, at) => ({ words, now, without: probabilities[at + 1]! }));
  const [largest] = changes.toSorted((a, b) => Math.abs(b.now - b.without) - Math.abs(a.now - a.without));
  return largest ?? null;
}

async function* stream<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

async function findCampaign(
  { stores }: CommandParts,
  contactId: string,
  { open }: AudienceFacts,
): Promise<string | null> {
  const among = open.map(({ id }) => id);
  const [found] = await stores.audiences.campaignsOf(contactId, among);
  const campaign = open.find(({ id }) => id === found?.campaignId);
  if (campaign === undefined || found === undefined) return null;
  const where = `campaign ${campaign.number} (${campaign.strategy.title}), which is ${campaign.state}`;
  return found.isTreated
    ? `Is in ${where}: see /campaign ${campaign.number} before you write anything else.`
    : `Is held out of ${where}, to measure what it adds: write nothing meanwhile.`;
}

function newer(a: number | null, b: number | null): number | null {
  return b === null ? a : Math.max(a ?? b, b);
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
