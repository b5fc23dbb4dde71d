/** Drafts the campaign that a person asked for: whom it reaches, what is expected, what it says. */

import type { AudienceHit, AudienceRule, ProductSet } from '../../domain/audience.ts';
import { describeAudience } from '../../domain/describe-audience.ts';
import type { ModelRun } from '../../domain/model-run.ts';
import type { Offer } from '../../domain/offer.ts';
import type { Product } from '../../domain/product.ts';
import {
  type AudienceMember,
  countAudience,
  type Estimate,
  type Strategy,
  type StrategyKind,
} from '../../domain/strategy.ts';
import { addUpOrders } from '../add-up-orders.ts';
import { rests } from '../audience/summarise-audience.ts';
import { showable } from '../choose-products.ts';
import { idsOf } from '../forecast-product.ts';
import { sayCount, sayDate, sayDays, sayPercent } from '../say.ts';
import { followsOrders, writeRequested } from './write-requested.ts';

/** As for what the night proposes: a tenth of fewer would show nothing. */
const HOLDOUT_SHARE = 0.1;
const MIN_HOLDOUT_AUDIENCE = 20;

export interface RequestedCampaign {
  readonly id: string;
  /** As it was typed. */
  readonly words: string;
  readonly goal: StrategyKind;
  readonly rule: AudienceRule;
  /** What the e-mail shows; null: what each contact is likely to want next. */
  readonly products: ProductSet | null;
  readonly today: number;
  /** Periods of the rule were counted back from it. */
  readonly asOf: number;
  readonly currency: string;
  readonly outcomeWindowDays: number;
  readonly champion: ModelRun | null;
  readonly catalogue: readonly Product[];
  /** Ids of what is popular now, for contacts of whom nothing is known that products could follow from. */
  readonly popular: readonly string[];
  /** Campaigns of which an e-mail is on its way. */
  readonly sending: ReadonlySet<string>;
}

/** Everything but the offer, which depends on how many there are: `finish` puts it in. */
export interface Draft {
  readonly audienceSize: number;
  readonly resting: number;
  /** How many more fit, but are like contacts that bought less when they were e-mailed. */
  readonly leftAlone: number;
  /** Of the audience, how many are shown what is popular, since nothing is known that products could follow from. */
  readonly shownPopular: number;
  finish(offer: Offer | null): Strategy;
}

/** Mailable contacts of the audience who neither rest nor are better left alone. Keeps the audience in memory, as a campaign's snapshot is. */
export async function draftRequested(
  hits: AsyncIterable<AudienceHit>,
  request: RequestedCampaign,
): Promise<Draft> {
  const { members, unmailable, unscored, ...left } = await gatherMembers(hits, request);
  const { resting, leftAlone } = left;
  const holdoutShare = members.length < MIN_HOLDOUT_AUDIENCE ? 0 : HOLDOUT_SHARE;
  const sum = addUpOrders();
  for (const { conversionProbability, orderCents } of members)
    sum.add(conversionProbability * (1 - holdoutShare), orderCents);
  const audience = members.map(({ orderCents: _, ...member }) => member);
  const counts = { mailable: members.length, unmailable };
  return {
    audienceSize: members.length,
    ...left,
    finish: (offer) => ({
      ...describe(request, members.length),
      audience,
      counts,
      resting,
      ...(leftAlone === 0 ? {} : { leftAlone }),
      holdoutShare,
      offerId: offer?.id ?? null,
      expectedOrders: sum.buyers(),
      expectedRevenueCents: round(sum.revenueCents()),
      basis: describeBasis(request, { size: members.length, ...left, unscored, holdoutShare }),
      copy: writeRequested({ ...request, namesProducts: request.products !== null }, offer !== null),
    }),
  };
}

async function gatherMembers(hits: AsyncIterable<AudienceHit>, request: RequestedCampaign) {
  const catalogue = new Map(request.catalogue.map((product) => [product.id, product]));
  const named = request.products === null ? null : idsOf(request.products, request.catalogue);
  const isReasoned = followsOrders({ ...request, namesProducts: named !== null });
  const popular = named !== null || isReasoned ? [] : request.popular;
  const unmailable = { ...countAudience([]).unmailable };
  const members: (AudienceMember & { readonly orderCents: number })[] = [];
  const counts = { resting: 0, leftAlone: 0, unscored: 0, shownPopular: 0 };
  for await (const hit of hits) {
    if (hit.reachability !== 'mailable') unmailable[hit.reachability] += 1;
    else if (hit.leftAlone) counts.leftAlone += 1;
    else if (rests(hit, request.today, request.sending)) counts.resting += 1;
    else {
      if (hit.score === null) counts.unscored += 1;
      const likely = chooseProducts(hit, named);
      if (likely.length === 0 && popular.length > 0) counts.shownPopular += 1;
      members.push({
        contactId: hit.contactId,
        conversionProbability: hit.score?.conversionProbability ?? request.champion?.metrics.baseRate ?? 0,
        productIds: showable(likely.length > 0 ? likely : popular, catalogue),
        orderCents: hit.score?.meanOrderCents ?? 0,
      });
    }
  }
  return { members, unmailable, ...counts };
}

function describe(request: RequestedCampaign, size: number) {
  const { id, words, goal, rule, champion, asOf, today, currency, outcomeWindowDays } = request;
  return {
    id,
    kind: goal,
    title: `${TITLES[goal]} ${sayCount(size, 'contact')}`,
    createdAt: today,
    modelRunId: champion?.id ?? null,
    reason: `Asked for in these words: “${words}”`,
    evidence: [
      {
        statement: `Who gets it: ${describeAudience(rule)}.`,
        source: `events until ${sayDate(asOf)}`,
      },
    ],
    currency,
    outcomeWindowDays,
  };
}

const TITLES: Readonly<Record<StrategyKind, string>> = {
  'win back': 'Requested: win back',
  'cross-sell': 'Requested: sell to',
  replenish: 'Requested: remind',
  nurture: 'Requested: write to',
};

/** Of the products a brief names, those a contact is likely to want come first. */
function chooseProducts({ score }: AudienceHit, named: ReadonlySet<string> | null): readonly string[] {
  const likely = (score?.nextProducts ?? []).map(({ productId }) => productId);
  return named === null ? likely : [...new Set([...likely.filter((id) => named.has(id)), ...named])];
}

interface BasisFacts {
  readonly size: number;
  readonly resting: number;
  readonly leftAlone: number;
  readonly unscored: number;
  readonly holdoutShare: number;
}

function describeBasis({ champion, outcomeWindowDays }: RequestedCampaign, facts: BasisFacts): string {
  const { size, resting, leftAlone, unscored, holdoutShare } = facts;
  const orders =
    champion === null
      ? 'Not enough data: there is no model yet, so no orders are foretold.'
      : `Orders within ${sayDays(outcomeWindowDays)}: the model's probability of ordering, added up over those who will be mailed; what the e-mail itself adds is not in it.`;
  const lacking =
    champion === null || unscored === 0
      ? ''
      : ` ${sayCount(unscored, 'contact')} came after the last scoring and count with the base rate.`;
  const money = " Revenue: the mean of each contact's own orders, before any discount.";
  const chance = champion === null ? '' : " The 95 % intervals hold chance only, not the model's own error.";
  const held =
    holdoutShare > 0
      ? ` ${sayPercent(holdoutShare)} of the audience is held out, to show what this campaign adds.`
      : ` With ${size} in the audience nobody is held out, so what this campaign adds cannot be measured.`;
  const rest =
    resting === 0
      ? ''
      : ` ${sayCount(resting, 'contact')} more fit, but had an e-mail lately or are about to get one.`;
  const alone =
    leftAlone === 0
      ? ''
      : ` ${sayCount(leftAlone, 'contact')} more fit, but customers like them bought less when e-mailed: they are left alone.`;
  return `${orders}${lacking}${champion === null ? '' : money}${chance}${held}${rest}${alone}`;
}

function round({ value, low, high }: Estimate): Estimate {
  return { value: Math.round(value), low: Math.round(low), high: Math.round(high) };
}
