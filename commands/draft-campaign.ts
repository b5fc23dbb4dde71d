/** `/campaign new <brief>`: shows what was understood of a brief, and proposes it when the person says so. */

import { randomUUID } from 'node:crypto';
import type { App } from '@slack/bolt';
import { type Card, section } from '../src/adapters/slack/card.ts';
import {
  BRIEF_BUTTONS,
  type DraftedBrief,
  drawBrief,
  drawProposed,
  fitsButton,
  readBriefButton,
} from '../src/adapters/slack/draw-brief.ts';
import { escapeText } from '../src/adapters/slack/mrkdwn.ts';
import { proposeCampaign } from '../src/approve/propose-campaign.ts';
import type { Campaign } from '../src/domain/campaign.ts';
import { DAY } from '../src/domain/clock.ts';
import { describeAudience } from '../src/domain/describe-audience.ts';
import type { Strategy } from '../src/domain/strategy.ts';
import { AppError } from '../src/errors.ts';
import { chooseRequestedOffer, type RequestedOffer } from '../src/strategize/brief/choose-requested-offer.ts';
import { type Draft, draftRequested } from '../src/strategize/brief/draft-requested.ts';
import { type Brief, understandBrief } from '../src/strategize/brief/understand-brief.ts';
import { afterwards, type ButtonCall, onButton } from './answer.ts';
import { type AudienceFacts, gatherAudienceFacts, matchAudience } from './audience-facts.ts';
import type { CommandParts } from './command-parts.ts';
import { readLastNight } from './read-last-night.ts';

/** A proposal rests on a night's scores; after a week they are stale. */
const EXPIRY_DAYS = 7;
/** What a button can carry, less some room. */
const BRIEF_LIMIT = 1_500;
const HELP =
  '`/campaign new` and a brief drafts a campaign: who, what offer, by when. For example `/campaign new win back lapsed candle buyers, 10 % off, before Friday` or `/campaign new sell reed diffusers to people who viewed diffusers in the last 14 days and have not ordered, free shipping`.';

/** `show` puts a campaign's card before the person who proposed it. */
export function registerDrafting(
  bolt: App,
  parts: CommandParts,
  show: (call: ButtonCall, campaign: Campaign) => Promise<void>,
): void {
  onButton(bolt, parts, {
    id: BRIEF_BUTTONS.propose,
    act: async (call) => {
      const { campaign, isNew } = await proposeOnce(parts, readBriefButton(call.text), call.actor);
      const drawn = drawProposed(campaign);
      await afterwards(parts, drawn.text, async () => {
        await call.respond({ replace_original: true, ...drawn });
        if (isNew) await show(call, campaign);
      });
    },
  });
}

/** What would come of a brief, with a button that proposes it; or how to write one. */
export async function draftFromBrief(parts: CommandParts, words: string): Promise<Card> {
  if (words === '' || words === 'help') return { text: 'How to write a brief', blocks: [section(HELP)] };
  const id = randomUUID();
  const at = parts.clock.now();
  const { brief, offer, strategy, draft, facts } = await prepareDraft(parts, { id, words, at });
  return drawBrief({
    ...brief,
    ...{ id, words, at },
    rule: brief.rule === null ? null : describeAudience(brief.rule),
    products: brief.products?.label ?? null,
    offer: offer?.words ?? null,
    expiresAt: expiryOf(brief, facts),
    hasDeadline: brief.deadline !== null,
    audienceSize: draft.audienceSize,
    ...{ resting: draft.resting, leftAlone: draft.leftAlone },
    shownPopular: draft.shownPopular,
    expectedOrders: strategy.expectedOrders,
    expectedRevenueCents: strategy.expectedRevenueCents,
    currency: strategy.currency,
    subject: await renderSubject(parts, strategy, offer),
  });
}

/** However often and by how many it is asked for, one draft makes one campaign; `isNew` to whoever made it. */
async function proposeOnce(
  parts: CommandParts,
  drafted: DraftedBrief,
  actor: string,
): Promise<{ readonly campaign: Campaign; readonly isNew: boolean }> {
  const { campaigns } = parts.stores;
  const there = await campaigns.byId(drafted.id);
  if (there !== null) return { campaign: there, isNew: false };
  try {
    return { campaign: await proposeFromBrief(parts, drafted, actor), isNew: true };
  } catch (fault) {
    // Whatever it stumbled over, if somebody else has proposed it meanwhile.
    const theirs = await campaigns.byId(drafted.id);
    if (theirs === null) throw fault;
    return { campaign: theirs, isNew: false };
  }
}

/** Understands the brief again, as the facts are now, and proposes it in the name of the person. */
async function proposeFromBrief(
  parts: CommandParts,
  drafted: DraftedBrief,
  actor: string,
): Promise<Campaign> {
  const { brief, offer, strategy, facts } = await prepareDraft(parts, drafted);
  if (brief.notUnderstood.length > 0)
    throw new AppError(
      'conflict',
      `This is not understood any more as it was, since your catalogue or the day has changed: ${escapeText(brief.notUnderstood.join('; '))}. Write the brief anew.`,
    );
  if (expiryOf(brief, facts) <= facts.today)
    throw new AppError('conflict', 'The day by which this was to be sent is over: write the brief anew.');
  // Before the campaign that promises it; an offer that no campaign names is none to anybody.
  if (offer?.isNew === true && strategy.audience.length > 0) await parts.stores.offers.put([offer.offer]);
  return proposeCampaign(
    {
      strategy,
      id: drafted.id,
      requestedBy: actor,
      expiryDays: (expiryOf(brief, facts) - facts.today) / DAY,
      seed: strategy.id,
    },
    { campaigns: parts.stores.campaigns, clock: parts.clock },
  );
}

interface Prepared {
  readonly brief: Brief;
  readonly offer: RequestedOffer | null;
  readonly strategy: Strategy;
  readonly draft: Draft;
  readonly facts: AudienceFacts;
}

async function prepareDraft(parts: CommandParts, { id, words, at }: DraftedBrief): Promise<Prepared> {
  if (words.length > BRIEF_LIMIT || !fitsButton({ id, words, at }))
    throw new AppError('invalid', `A brief has at most ${BRIEF_LIMIT} characters: say it shorter.`);
  const { stores } = parts;
  const facts = await gatherAudienceFacts(parts);
  const offers = await stores.offers.all();
  const brief = understandBrief(words, { ...facts, offers, now: at });
  const champion = await stores.modelRuns.champion();
  const hits = brief.rule === null ? nobody() : matchAudience(parts, brief.rule, facts);
  const draft = await draftRequested(hits, {
    ...facts,
    ...brief,
    rule: brief.rule ?? { all: [] },
    id: `requested-${id}`,
    words,
    champion,
    outcomeWindowDays: champion?.outcomeWindowDays ?? parts.outcomeWindowDays,
    catalogue: facts.products,
    popular: (await readLastNight(parts)).popular?.productIds ?? [],
  });
  const offer =
    brief.offer === null
      ? null
      : chooseRequestedOffer(brief.offer, offers, {
          today: facts.today,
          deadline: brief.deadline,
          coupons: Math.max(1, draft.audienceSize),
          newId: () => id,
        });
  return { brief, offer, draft, facts, strategy: draft.finish(offer?.offer ?? null) };
}

async function* nobody(): AsyncGenerator<never> {}

function expiryOf({ deadline }: Brief, { today }: AudienceFacts): number {
  return deadline ?? today + EXPIRY_DAYS * DAY;
}

/** The subject as one contact would read it; a first name is left out, as it may be missing. */
async function renderSubject(
  parts: CommandParts,
  { copy, currency, audience }: Strategy,
  offer: RequestedOffer | null,
): Promise<string> {
  const catalogue = new Map((await parts.stores.products.all()).map((product) => [product.id, product]));
  const products = (audience[0]?.productIds ?? []).flatMap((id) => catalogue.get(id) ?? []);
  const email = await parts.preview({
    copy,
    currency,
    firstName: null,
    offer: offer?.offer ?? null,
    products,
  });
  return email.subject;
}
