/** Whom e-mails put off, from draws by lot to Slack: learned at night, told by `/model`, `/predict` and `/audience`, left out of a brief. */

import { expect, it } from 'vitest';
import { DAY } from '../src/domain/clock.ts';
import type { EventLine, NewEvent } from '../src/domain/event.ts';
import { createRandom, type Random } from '../src/statistics/random.ts';
import { wordsOf } from './commands/read-card.ts';
import { aConsent, anEvent } from './db/builders.ts';
import { maya, type } from './support/act-in-slack.ts';
import { describeOnEach } from './support/each-database.ts';
import { buildProduct } from './support/marketing-shop.ts';
import { type RunningFlywheel, SHORT_NIGHT, startFlywheel } from './support/open-flywheel.ts';
import { approveFor, proposeFor } from './support/propose-in-flywheel.ts';

const SENT = Date.UTC(2026, 4, 4, 9);
const NOW = SENT + 21 * DAY;
const WINDOW_DAYS = 7;
const CONTACTS = 1_000;
/** How many are left alone depends on how ids fall into folds, and those are drawn. */
const LEAST = CONTACTS / 16;
const PRODUCTS = Array.from({ length: 20 }, (_, index) =>
  buildProduct(`p${index}`, { name: `Candle ${index}` }),
);

/** Who looks around often buys anyway, and less when e-mailed; the others buy only when they are. */
const CHANCE = {
  busy: { treated: 0.1, holdout: 0.7 },
  quiet: { treated: 0.6, holdout: 0.1 },
};

const isBusy = (contact: number) => contact % 2 === 0;
const nameOf = (contact: number) => `contact-${contact}`;

describeOnEach((on) => {
  it('leaves alone those whom e-mails were measured to put off, and says so wherever one would e-mail them', async () => {
    const flywheel = await startFlywheel({ on, at: NOW, settings: SHORT_NIGHT });
    const { stores } = flywheel.app;
    const random = createRandom(11);
    await stores.products.put(PRODUCTS, SENT);
    await ingest(flywheel, Array.from({ length: CONTACTS }, (_, contact) => past(contact, random)).flat());
    const contactOf = new Map<string, number>();
    for (let contact = 0; contact < CONTACTS; contact += 1)
      contactOf.set((await stores.contacts.find(nameOf(contact)))!.id, contact);
    const campaign = await sendTo(flywheel, [...contactOf.keys()]);
    const orders: NewEvent[] = [];
    for await (const { contactId, variant } of stores.campaigns.audience(campaign.id)) {
      const contact = contactOf.get(contactId)!;
      const chance = CHANCE[isBusy(contact) ? 'busy' : 'quiet'][variant];
      if (random.uniform() < chance)
        orders.push(anOrder(contact, SENT + WINDOW_DAYS * DAY * random.uniform(), random));
    }
    await ingest(flywheel, orders);

    const night = await flywheel.runJob('nightly');
    expect(night['ok']).toBe(true);
    const leftAlone: number[] = [];
    for await (const score of stores.modelRuns.scores())
      if (score.leftAlone) leftAlone.push(contactOf.get(score.contactId)!);
    expect(leftAlone.length).toBeGreaterThan(LEAST);
    expect(leftAlone.filter(isBusy).length / leftAlone.length).toBeGreaterThan(0.9);

    const words = async (text: string, expected: string) =>
      wordsOf(await type(flywheel, maya, { text, expected }));
    expect(await words('/model', 'Champion')).toMatch(
      /Of 1,000 e-mails drawn by lot, the \d+ that a model thinks cost orders did: contacts bought less when e-mailed, -\d+\.\d points of buyers, 99 % interval -\d+\.\d to -/,
    );
    const count = leftAlone.length.toLocaleString('en-US');
    expect(await words('/audience better left alone', 'Who is meant')).toContain(
      `Audience: ${count} contacts`,
    );
    expect(await words(`/predict ${nameOf(leftAlone[0]!)}`, 'Best next action')).toContain(
      'Leave alone: customers like this one bought less when they were e-mailed.',
    );
    const quiet = [...contactOf.values()].find(
      (contact) => !isBusy(contact) && !leftAlone.includes(contact),
    )!;
    expect(await words(`/predict ${nameOf(quiet)}`, 'Best next action')).not.toContain('bought less when');
    const brief = await words('/campaign new nurture everyone', 'A draft from your brief');
    expect(brief).toContain(
      `${count} contacts more are left out: likely to buy less if e-mailed (\`/audience better left alone\`)`,
    );
    expect(brief).toContain(`*Would be mailed*\n${CONTACTS - leftAlone.length} contacts`);
    expect(flywheel.refusedCalls).toEqual([]);
  });
});

/** An address, an order a month but for the week of the draw, and visits until now: six a month of the busy, one of the others. */
function past(contact: number, random: Random): NewEvent[] {
  const userId = nameOf(contact);
  const joined = NOW - (50 + 15 * random.uniform()) * DAY;
  const visits = moments(joined, isBusy(contact) ? 5 : 40, random).map((at) =>
    anEvent(`${userId}:${at}`, { at, identity: { userId }, lines: [aLine(random)] }),
  );
  const orders = moments(joined, 30, random)
    .filter((at) => at < SENT || at > SENT + WINDOW_DAYS * DAY)
    .map((at) => anOrder(contact, at, random));
  const address = anEvent(`${userId}:address`, {
    ...{ type: 'identify', name: 'identify', at: Math.round(joined), identity: { userId } },
    traits: { email: `${userId}@example.com`, firstName: 'Ada' },
    consents: [aConsent(Math.round(joined))],
  });
  return [address, ...orders, ...visits];
}

/** Between then and now, so many days apart in the mean. */
function moments(from: number, gapDays: number, random: Random): number[] {
  const found: number[] = [];
  for (let at = from + DAY; at < NOW; at += random.exponential(gapDays) * DAY) found.push(Math.round(at));
  return found;
}

function anOrder(contact: number, at: number, random: Random): NewEvent {
  const userId = nameOf(contact);
  return anEvent(`${userId}:order:${at}`, {
    ...{ name: 'Order Completed', at: Math.round(at), identity: { userId }, lines: [aLine(random)] },
    ...{ orderId: `${userId}:${at}`, amountCents: 1_000 + random.integer(4_000), currency: 'EUR' },
  });
}

function aLine(random: Random): EventLine {
  return { productId: PRODUCTS[random.integer(PRODUCTS.length)]!.id, quantity: 1, priceCents: 2_000 };
}

async function ingest({ app }: RunningFlywheel, events: readonly NewEvent[]): Promise<void> {
  for (let from = 0; from < events.length; from += 2_000)
    await app.stores.events.ingest(events.slice(from, from + 2_000), []);
}

/** A campaign that went to all of them but four in ten, as one that was sent. */
async function sendTo(flywheel: RunningFlywheel, contactIds: readonly string[]) {
  const campaign = await proposeFor(flywheel, contactIds, {
    ...{ holdoutShare: 0.4, outcomeWindowDays: WINDOW_DAYS },
  });
  await approveFor(flywheel, campaign, SENT);
  const moves = [
    { from: 'approved', to: 'sending', action: 'start sending', at: SENT },
    { from: 'sending', to: 'sent', action: 'finish sending', at: SENT + DAY },
  ] as const;
  for (const move of moves)
    await flywheel.app.stores.campaigns.transition({
      ...{ campaignId: campaign.id, contentHash: campaign.contentHash },
      ...{ actor: maya.id, comment: null, ...move },
    });
  return campaign;
}
