/** The whole loop, twice: what a customer did with an e-mail is in what the second night learns from. */

import { expect, it } from 'vitest';
import { CAMPAIGN_BUTTONS } from '../src/adapters/slack/draw-lifecycle.ts';
import { DAY, HOUR } from '../src/domain/clock.ts';
import type { Feedback } from '../src/feedback/create-feedback.ts';
import type { NightResult } from '../src/flywheel.ts';
import { maya, press, type } from './support/act-in-slack.ts';
import { describeOnEach, type Kind } from './support/each-database.ts';
import { NIGHT as FIRST_NIGHT, liveOn } from './support/keep-shop.ts';
import { liveUntil } from './support/live-shop.ts';
import { startFlywheel } from './support/open-flywheel.ts';

const SECOND_NIGHT = FIRST_NIGHT + 16 * DAY;

interface TwoTurns {
  /** The clicking contact's clicks in the rows of each night's sets. */
  readonly firstClicks: number;
  readonly secondClicks: number;
}

describeOnEach((on) => {
  it('learns from a click on a real link in the next night', async () => {
    const turns = await turnTwice({ on });
    expect(turns.firstClicks).toBe(0);
    expect(turns.secondClicks).toBeGreaterThan(0);
  });

  it('would not have learnt from it with feedback switched off', async () => {
    const turns = await turnTwice({ on, feedback: withoutFeedback });
    expect(turns.secondClicks).toBe(0);
  });
});

async function turnTwice(options: {
  readonly on: Kind;
  readonly feedback?: (feedback: Feedback) => Feedback;
}): Promise<TwoTurns> {
  const flywheel = await startFlywheel({ at: FIRST_NIGHT, kept: 'with a past', ...options });
  const { app, inbox } = flywheel;
  const shop = liveOn();

  const firstNight = await app.turn();
  expect(firstNight.champion).not.toBeNull();
  expect(firstNight.proposed.length).toBeGreaterThan(0);
  const number = firstNight.proposed[0]!.number;

  const card = await type(flywheel, maya, { text: `/campaign ${number}`, expected: 'Approve' });
  await press(flywheel, maya, { message: card, actionId: CAMPAIGN_BUTTONS.approve, expected: 'Approved' });
  const delivered = await flywheel.runJob('deliver');
  expect(delivered).toMatchObject({ ok: true, failed: 0, unknown: 0, remaining: 0 });
  expect(inbox.list()).toHaveLength(delivered['sent'] as number);

  flywheel.setTime(FIRST_NIGHT + HOUR);
  const contactId = await clickFirstLink(flywheel);
  flywheel.setTime(SECOND_NIGHT);
  await liveUntil(flywheel, shop, SECOND_NIGHT);
  const secondNight = await app.turn();
  return {
    firstClicks: clicksOf(firstNight, contactId),
    secondClicks: clicksOf(secondNight, contactId),
  };
}

/** As the customer: opens the newest e-mail and follows the first product's link. Gives the contact it was sent to. */
async function clickFirstLink({
  inbox,
  app,
  url,
}: Awaited<ReturnType<typeof startFlywheel>>): Promise<string> {
  const [summary] = inbox.list();
  const mail = await inbox.get(summary!.id);
  const link = mail!.html!.match(new RegExp(`${url}/c/[\\w.-]+`))![0];
  const answer = await fetch(link, { redirect: 'manual' });
  expect(answer.status).toBe(302);
  expect(answer.headers.get('location')).toMatch(/^https:\/\/candle-and-co\.example\/products\//);
  const contact = await app.stores.contacts.find(mail!.to);
  return contact!.id;
}

function setsOf({ prepared }: NightResult) {
  if (prepared.outcome.kind !== 'ready') throw new Error(`no training sets: ${JSON.stringify(prepared)}`);
  return prepared.outcome.sets;
}

/** Clicks that training, validation and test set know of the contact, over all cutoffs. */
function clicksOf(night: NightResult, contactId: string): number {
  const { training, validation, test } = setsOf(night);
  let clicks = 0;
  for (const { featureNames, contactIds, x } of [training, validation, test]) {
    const column = featureNames.indexOf('emailLinkClicked30Days');
    expect(column).toBeGreaterThanOrEqual(0);
    contactIds.forEach((id, row) => {
      if (id === contactId) clicks += x[row * featureNames.length + column]!;
    });
  }
  return clicks;
}

/** Nothing that customers do is recorded; their links still lead where they should. */
function withoutFeedback(feedback: Feedback): Feedback {
  const off = () => Promise.reject(new Error('feedback is switched off'));
  return { ...feedback, recordOpen: off, recordClick: off, attributeOrders: async () => 0 };
}
