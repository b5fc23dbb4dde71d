/** Says for `/model` who recommends next products: by which blend, how well beside popularity, since when and by whose decision. */

import type { KnownBlock } from '@slack/types';
import { FLYWHEEL_ACTOR } from '../../domain/campaign.ts';
import type { LiveNextProducts } from '../../domain/live-next-products.ts';
import type { NextProductMetrics } from '../../domain/next-product-metrics.ts';
import { isPopularityAlone, type RecommenderDecision } from '../../domain/recommender-decision.ts';
import { context, section } from './card.ts';
import { drawDecisionTrail } from './draw-decision-trail.ts';
import { count, day, escapeText, modelName, percent, plural, withoutStop } from './mrkdwn.ts';

/** The share of contacts of whom a new product of their last order was among the ten recommended, and among the ten most popular. */
export interface NextProductView
  extends Pick<NextProductMetrics, 'contacts' | 'hitRate' | 'popularityHitRate'> {
  /** Among the five likeliest, and among the five that would be shown: at most three of one category. */
  readonly likeliestHitRate?: NextProductMetrics['hitRate'] | undefined;
  readonly shownHitRate?: NextProductMetrics['hitRate'] | undefined;
}

export interface NextProductsView {
  /** Null until it was measured. */
  readonly found: NextProductView | null;
  /** Whether contacts ordered what was recommended an outcome window ago; null while nobody can tell. */
  readonly live: LiveNextProducts | null;
  /** Who serves, or null before the first night that kept it. */
  readonly last: RecommenderDecision | null;
  /** Who would come back, or null. */
  readonly previous: RecommenderDecision | null;
}

const NAMES: Readonly<Record<string, string>> = {
  popularity: 'what is popular with everybody',
  'markov-chain': 'what customers went on to from the same products',
  'item-cosine': 'what the same customers took',
  ease: 'which products go together (EASE)',
  'next-step-regression': 'which products lead to which (regression)',
  'session-neighbours': 'what customers who went similar ways took',
  attributes: 'products of the same category',
  transformer: 'the order in which things were done (transformer)',
};
/** Below that a part is hardly heard. */
const SHOWN = 0.005;

export function drawNextProducts({ found, live, last, previous }: NextProductsView): KnownBlock[] {
  return [
    ...(last === null ? [] : [section(`*Next products*\n${sayServing(last)}`)]),
    ...(found === null ? [] : [context(sayFound(found))]),
    ...(live === null ? [] : [context(sayLive(live))]),
    ...drawDecisionTrail('next products', { last, previous }),
  ];
}

/** As of when the figures are of whoever serves: what a person brought back was measured on its own night. */
export function chooseFound(
  last: RecommenderDecision | null,
  lastNight: NextProductView | null,
): NextProductView | null {
  return last === null || last.actor === FLYWHEEL_ACTOR ? lastNight : last.serves.metrics;
}

/** Where a person decided, the trail below says who, when and why. */
function sayServing({ serves, actor, reason, at }: RecommenderDecision): string {
  const { since, lineage } = serves;
  const isByNight = actor === FLYWHEEL_ACTOR;
  const decided = isByNight ? ` The night decided so on ${day(at)} (${sayReason(reason)}).` : '';
  return (
    `Since ${day(isByNight ? since.at : at)} ${sayBlend(serves)}.${decided} ` +
    `Learnt on ${day(lineage.trainedAt)} from ${plural(lineage.contacts, 'contact')} who met ${plural(lineage.products, 'product')} ` +
    `${count(lineage.steps)} times, by version ${escapeText(lineage.program)}.`
  );
}

function sayBlend(serves: RecommenderDecision['serves']): string {
  if (isPopularityAlone(serves))
    return `everybody is recommended *what is popular* and not ordered yet: ${serves.metrics === null ? 'too little is known yet to find better' : 'nothing was found to be better'}`;
  const all = Object.values(serves.weights).reduce((sum, weight) => sum + weight, 0);
  const parts = Object.entries(serves.weights)
    .map(([kind, weight]) => [kind, weight / all] as const)
    .filter(([, share]) => share >= SHOWN)
    .sort((a, b) => b[1] - a[1])
    .map(([kind, share]) => `${Math.round(100 * share)} % ${NAMES[kind] ?? modelName(kind)}`);
  return `next products are recommended by a blend of methods: ${parts.join('; ')}`;
}

/** Nights write days as the log does. */
function sayReason(reason: string): string {
  return withoutStop(escapeText(reason)).replaceAll(/\b\d{4}-\d{2}-\d{2}\b/g, (date) =>
    day(Date.parse(date)),
  );
}

function sayFound(view: NextProductView): string {
  const { contacts, hitRate, popularityHitRate } = view;
  const { estimate, low, high } = hitRate;
  return `Next product: in the top ten for ${percent(estimate)} of ${plural(contacts, 'contact')} (95 % interval ${percent(low)} to ${percent(high)}), the most popular ten alone ${percent(popularityHitRate.estimate)}. Each contact's whole last order (or view, or addition to the cart) was left out, and the last product of it that was new to them looked for.${sayShown(view)}`;
}

/** E-mails show what is recommended, so this is no test of the blend; the figure above is. */
function sayLive({ contacts, hitRate, popularHitRate, cutoff, outcomeWindowDays }: LiveNextProducts): string {
  const share = ({ estimate, low, high }: typeof hitRate) =>
    `${percent(estimate)} (95 % interval ${percent(low)} to ${percent(high)})`;
  return `What came true: of ${plural(contacts, 'contact')} who ordered something new to them within ${plural(outcomeWindowDays, 'day')} of ${day(cutoff)}, ${share(hitRate)} ordered one of the five recommended to them then, and ${share(popularHitRate)} one of the five most popular that they did not have. E-mails show what is recommended, which may have helped.`;
}

/** What it costs that a list is not all of one kind. */
function sayShown({ likeliestHitRate, shownHitRate }: NextProductView): string {
  if (likeliestHitRate === undefined || shownHitRate === undefined) return '';
  const { estimate, low, high } = shownHitRate;
  return ` It was among the five that would be shown, at most three of one category, for ${percent(estimate)} (${percent(low)} to ${percent(high)}), and among the five likeliest whatever their category for ${percent(likeliestHitRate.estimate)}.`;
}
