/** The figures of `/predict`, worked out a second time from scores and events: who is at risk, who is about to buy, and what if not. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import { DAY } from '../../src/domain/clock.ts';
import type { ContactHistory, HistoryEvent } from '../../src/domain/event.ts';
import type { Score } from '../../src/domain/model-run.ts';
import { computeFeatures, featureNames } from '../../src/prepare/compute-features.ts';
import { maya, type } from '../support/act-in-slack.ts';
import { describeOnEach } from '../support/each-database.ts';
import { NIGHT } from '../support/keep-shop.ts';
import { openFlywheel, type RunningFlywheel } from '../support/open-flywheel.ts';
import { paragraphOf } from './read-card.ts';

/** Contacts whose "what if" is worked out again. */
const ASKED = 12;

let flywheel: RunningFlywheel;
let scores: Score[];

const predict = (text: string, expected: string) =>
  type(flywheel, maya, { text: `/predict ${text}`.trim(), expected });
const historyOf = (contactId: string) => flywheel.app.stores.events.history(contactId, 20_000);
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

describeOnEach((on) => {
  beforeAll(async () => {
    flywheel = await openFlywheel({ on, at: NIGHT, kept: 'learnt' });
    scores = [];
    for await (const score of flywheel.app.stores.modelRuns.scores()) scores.push(score);
  });
  afterAll(() => flywheel.stop());

  it('says of the visit, order or click that changes the most what the model says without it', async () => {
    const chosen = new Set<string>();
    let asked = 0;
    for (const score of everyFew(scores)) {
      const contact = (await flywheel.app.stores.contacts.get(score.contactId))!;
      const history = await historyOf(score.contactId);
      const candidates = withoutOne(history, score.cutoff);
      if (contact.profile.email === undefined || candidates.length < 3) continue;
      const [now, ...without] = await askModel(
        [history, ...candidates.map((one) => one.history)],
        score.cutoff,
      );
      expect(now).toBeCloseTo(score.conversionProbability, 5);
      const changes = candidates.map(({ kind, at }, index) => ({ kind, at, without: without[index]! }));
      const largest = Math.max(...changes.map((one) => Math.abs(one.without - now!)));
      const expected = changes.filter((one) => Math.abs(one.without - now!) === largest);
      const said = paragraphOf(await predict(contact.profile.email, 'What if'), 'What if');
      const { kind, day } = /the (?<kind>visit|order|click) .*on (?<day>\w+day \d+ \w+)/.exec(said)!.groups!;
      expect(expected.map((one) => `${one.kind} ${sayDay(one.at)}`)).toContain(`${kind} ${day}`);
      const share = percent(expected[0]!.without);
      if (said.includes('No single')) expect(said).toContain(`it would be ${share}.`);
      else
        expect(said).toContain(
          `Would ${expected[0]!.without < now! ? 'fall' : 'rise'} from ${percent(now!)} to ${share} without`,
        );
      chosen.add(`${kind} ${candidates.findIndex((one) => one.at === expected[0]!.at)}`);
      asked += 1;
      if (asked === ASKED) break;
    }
    expect(asked).toBe(ASKED);
    // Else whoever always took the first, or the last visit, would pass.
    expect(chosen.size).toBeGreaterThan(2);
  });

  it('counts who is at risk and who is about to buy as scores and orders say', async () => {
    const { baseRate, scores } = await spread();
    let atRisk = 0;
    let neverOrdered = 0;
    for (const { contactId, cutoff, conversionProbability } of scores) {
      if (conversionProbability * 2 >= baseRate) continue;
      const { events } = await historyOf(contactId);
      const hasOrdered = events.some(({ name, at }) => name === 'Order Completed' && at < cutoff);
      if (hasOrdered) atRisk += 1;
      else neverOrdered += 1;
    }
    const aboutToBuy = scores.filter((score) => score.conversionProbability / baseRate >= 3).length;
    // Else none of these counts could be told from another.
    for (const count of [atRisk, neverOrdered, aboutToBuy]) expect(count).toBeGreaterThan(1);
    const card = await predict('', 'The next 7 days');
    expect(paragraphOf(card, 'About to buy')).toBe(
      `*About to buy*\n${aboutToBuy} contacts, three times as likely as the base rate or more`,
    );
    expect(paragraphOf(card, 'At risk')).toBe(
      `*At risk*\n${atRisk} former buyers, less than half as likely as the base rate`,
    );
  });

  it('expects as many buyers as the probabilities add up to, and names the likeliest in their order', async () => {
    const { scores } = await spread();
    const shares = scores.map((score) => score.conversionProbability);
    const mean = shares.reduce((sum, share) => sum + share, 0);
    const margin = 1.96 * Math.sqrt(shares.reduce((sum, share) => sum + share * (1 - share), 0));
    const card = await predict('', 'The next 7 days');
    expect(paragraphOf(card, 'Expected buyers')).toBe(
      `*Expected buyers*\n${mean.toFixed(0)} (95 % interval ${Math.max(0, mean - margin).toFixed(0)} to ${(mean + margin).toFixed(0)})`,
    );
    const [, ...lines] = paragraphOf(card, 'Most likely to order').split('\n');
    const likeliest = scores
      .toSorted((a, b) => b.conversionProbability - a.conversionProbability)
      .slice(0, 5);
    for (const [at, { contactId, conversionProbability }] of likeliest.entries()) {
      const { email } = (await flywheel.app.stores.contacts.get(contactId))!.profile;
      expect(lines[at]).toContain(`${email ?? 'a visitor'}`);
      expect(lines[at]).toMatch(new RegExp(`: ${percent(conversionProbability)}$`));
    }
    expect(lines).toHaveLength(5);
  });
});

/** The night's scores with other chances, on both sides of each threshold, no two alike, in no order. */
async function spread() {
  const { modelRuns } = flywheel.app.stores;
  const { baseRate } = (await modelRuns.champion())!.metrics;
  const times = [0.1, 4, 0.49, 2.95, 0.51, 1, 3.05, 8];
  const changed = scores.map((score, at) => ({
    ...score,
    conversionProbability: baseRate * (times[at % times.length]! + at / 100_000),
  }));
  await modelRuns.replaceScores(changed);
  return { baseRate, scores: changed };
}

/** Likely and unlikely ones alike. */
function everyFew(all: readonly Score[]): readonly Score[] {
  return all.filter((_, at) => at % 7 === 0);
}

interface Candidate {
  readonly kind: 'visit' | 'order' | 'click';
  readonly at: number;
  readonly history: ContactHistory;
}

/** The last five days with a visit, three orders and two clicks before the cutoff, each left out by itself. */
function withoutOne({ contactId, events }: ContactHistory, cutoff: number): readonly Candidate[] {
  const before = events.filter(({ at }) => at < cutoff).toReversed();
  const isVisit = ({ name }: HistoryEvent) =>
    !/^(Order |Email|Product Reviewed|identify|alias|Unsubscribed|Checkout Step)/.test(name);
  const distinct = (keys: readonly (string | number)[], limit: number) => [...new Set(keys)].slice(0, limit);
  const days = distinct(
    before.filter(isVisit).map(({ at }) => Math.floor(at / DAY)),
    5,
  );
  const orders = distinct(
    before.filter(({ name }) => name === 'Order Completed').map(({ orderId }) => orderId!),
    3,
  );
  const clicks = distinct(
    before.filter(({ name }) => name === 'Email Link Clicked').map(({ at }) => at),
    2,
  );
  const leaveOut = (kind: Candidate['kind'], isLeftOut: (event: HistoryEvent) => boolean): Candidate => ({
    kind,
    at: events.find(isLeftOut)!.at,
    history: { contactId, events: events.filter((event) => !isLeftOut(event)) },
  });
  return [
    ...days.map((day) =>
      leaveOut('visit', (event) => isVisit(event) && Math.floor(event.at / DAY) === day && event.at < cutoff),
    ),
    ...orders.map((id) =>
      leaveOut('order', ({ name, orderId }) => name === 'Order Completed' && orderId === id),
    ),
    ...clicks.map((moment) =>
      leaveOut('click', ({ name, at }) => name === 'Email Link Clicked' && at === moment),
    ),
  ];
}

async function askModel(histories: readonly ContactHistory[], cutoff: number): Promise<readonly number[]> {
  const width = featureNames.length;
  const x = new Float32Array(histories.length * width);
  for (const [row, history] of histories.entries()) computeFeatures(history, cutoff, x, row * width);
  const rows = histories.length;
  const set = { featureNames, rows, x, contactIds: histories.map(({ contactId }) => contactId) };
  return Array.from((await flywheel.app.predictRows(set))!);
}

function sayDay(at: number): string {
  const date = new Date(at);
  const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
  const months = ['January', 'February', 'March', 'April', 'May'];
  return `${days[date.getUTCDay()]} ${date.getUTCDate()} ${months[date.getUTCMonth()]}`;
}
