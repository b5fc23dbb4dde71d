/** How the serving kind of model would have done at earlier moments, from made histories. */

import { expect, it } from 'vitest';
import { DAY } from '../src/domain/clock.ts';
import { type ContactHistory, EVENT } from '../src/domain/event.ts';
import { startBudget } from '../src/domain/night-budget.ts';
import type { RollingEvidence } from '../src/domain/rolling-evidence.ts';
import { createModel } from '../src/learn/create-model.ts';
import { prepareNight } from '../src/prepare/prepare-night.ts';
import { evaluateAtOrigins } from '../src/rolling-origins.ts';
import { createRandom } from '../src/statistics/random.ts';
import { aModelRun } from './db/builders.ts';
import { buildTrainingSet } from './learn/build-training-set.ts';
import { event, history, stream } from './prepare/build-history.ts';
import { keepInMemory } from './support/memory-artifacts.ts';

const WINDOW_DAYS = 10;
const WINDOW = WINDOW_DAYS * DAY;
/** Windows are counted from 1970, so this is where one ends. */
const END = 2_060 * WINDOW;
/** The night's own test takes the last window, the newest origin the one before it. */
const NEWEST = END - 2 * WINDOW;

/** Contacts who order on a day by a chance of their own, and look at something now and then. */
function makeShop(contacts = 200, days = 140): readonly ContactHistory[] {
  const random = createRandom(7);
  return Array.from({ length: contacts }, (_, n) => {
    const rate = 0.005 + 0.1 * random.uniform() ** 2;
    const events = [];
    for (let day = 0; day < days; day += 1) {
      const at = END - (days - day) * DAY + Math.floor(random.uniform() * DAY);
      if (random.uniform() < rate) events.push(event(EVENT.orderCompleted, at, { amountCents: 2_000 }));
      if (random.uniform() < 0.1) events.push(event(EVENT.productViewed, at));
    }
    // Where the data end is no accident of who ordered last.
    return history([...events, event(EVENT.productViewed, END - 1)], `contact-${n}`);
  });
}

/** What happens to each contact's events; the added ones are put in their place. */
function change(
  shop: readonly ContactHistory[],
  add: (n: number) => readonly ReturnType<typeof event>[],
): readonly ContactHistory[] {
  return shop.map(({ contactId, events }, n) => history([...events, ...add(n)], contactId));
}

async function openNight({ minutes = 90 } = {}) {
  const [artifacts, kept] = [keepInMemory(), keepInMemory()];
  const serving = createModel('logistic-regression');
  await serving.fit(buildTrainingSet(400, 1), buildTrainingSet(200, 2), { seed: 1 });
  await artifacts.save('serving', serving.save());
  const stored: RollingEvidence[] = [];
  const modelRuns = {
    champion: async () => aModelRun('serving', { kind: 'logistic-regression' }),
    keepRolling: async (_: string, rolling: RollingEvidence) => void stored.push(rolling),
  };
  const time = { now: END, ticks: 0 };
  const clock = { now: () => (time.now += time.ticks) };
  const parts = {
    ...{ artifacts, kept, clock, stores: { modelRuns: modelRuns as never } },
    settings: { outcomeWindowDays: WINDOW_DAYS, seed: 4, program: '1+a' },
  };
  const turn = async (shop: readonly ContactHistory[]) => {
    const histories = { histories: () => stream(shop) };
    const nothing = { stored: 0, duplicates: 0, deadLetters: 0, late: 0, missing: 0, outOfRange: 0 };
    const counts = { ...nothing, unknownProducts: 0, lines: 0, reviews: 0, unreadReviews: 0 };
    const prepared = await prepareNight(
      {
        ...{ histories, clock: { now: () => END } },
        events: { counts: async () => counts },
        qualityReports: { add: async () => undefined, latest: async () => null } as never,
      },
      { ...parts.settings, reportId: 'report' },
    );
    const budget = startBudget(minutes, { now: () => END });
    return evaluateAtOrigins({ ...parts, budget }, histories, prepared);
  };
  return { turn, stored, time, kept, settings: parts.settings };
}

/** Without when and how it was learnt. */
function figuresOf(evidence: RollingEvidence | null) {
  return {
    ...evidence,
    origins: evidence?.origins.map(({ lineage, ...figures }) => [figures, lineage.trainingSetHash]),
  };
}

it('foretells three windows before the test, each beside its base rate, and keeps that with the run', async () => {
  const { turn, stored } = await openNight();
  const evidence = (await turn(makeShop()))!;
  expect(evidence.missing).toEqual([]);
  expect(evidence.origins.map(({ cutoff }) => (END - cutoff) / WINDOW)).toEqual([2, 3, 4]);
  expect(evidence.origins.map(({ cutoff, trainCutoff }) => (cutoff - trainCutoff) / WINDOW)).toEqual([
    2, 2, 2,
  ]);
  for (const { baseRate, positives, rows, skill, logLoss, baseRateLogLoss, lineage } of evidence.origins) {
    expect(baseRate).toBe(positives / rows);
    expect(skill).toBe(1 - logLoss / baseRateLogLoss);
    expect(lineage).toMatchObject({ seed: 4, backend: 'plain', isReused: false });
  }
  expect(evidence.pooled!.rocAuc.low).toBeGreaterThan(0.6);
  expect(stored).toEqual([evidence]);
});

it('never sees the future: neither what happens later nor what only later is known to be a contact’s', async () => {
  const { turn } = await openNight();
  const shop = makeShop();
  const before = figuresOf(await turn(shop));
  const buys = (at: number, joinedAt?: number) =>
    event(EVENT.orderCompleted, at, { amountCents: 9_000, ...(joinedAt !== undefined && { joinedAt }) });
  const later = change(shop, (n) => (n % 3 === 0 ? [buys(NEWEST + WINDOW), buys(END - DAY)] : []));
  expect(figuresOf(await turn(later))).toEqual(before);
  for (const place of [0, 1, 2]) {
    const origin = NEWEST - place * WINDOW;
    const joined = change(shop, (n) =>
      n % 3 === 0 ? [0.5, 1.5, 2.5, 3.5].map((windows) => buys(origin - windows * WINDOW, END - DAY)) : [],
    );
    expect(figuresOf(await turn(joined)).origins![place]).toEqual(before.origins![place]);
  }
  // What was known in time does move it.
  const known = change(shop, (n) => (n % 3 === 0 ? [buys(NEWEST - 1)] : []));
  expect(figuresOf(await turn(known)).origins![0]).not.toEqual(before.origins![0]);
});

it('learns an origin once, and again only where what it learned from is no longer the same', async () => {
  const { turn, kept, settings } = await openNight();
  const shop = makeShop();
  const first = await turn(shop);
  const again = await turn(shop);
  expect(reused(first)).toEqual([false, false, false]);
  expect(reused(again)).toEqual([true, true, true]);
  expect(figuresOf(again)).toEqual(figuresOf(first));
  // A late order, in the outcome window of the second, and before the cutoff of the first.
  const late = change(shop, (n) => (n === 0 ? [event(EVENT.orderCompleted, NEWEST - DAY)] : []));
  expect(reused(await turn(late))).toEqual([false, false, true]);
  expect(reused(await turn(late))).toEqual([true, true, true]);
  settings.program = '1+b';
  expect(reused(await turn(late))).toEqual([false, false, false]);
  const [[id, files]] = [...kept.kept] as [[string, Record<string, Uint8Array>]];
  await kept.save(id, { ...files, 'probabilities.bin': files['probabilities.bin']!.slice(4) });
  expect(reused(await turn(late))).toEqual([false, false, false]);
});

it('leaves origins to the next night once training took long, and says so', async () => {
  const { turn, time } = await openNight();
  const shop = makeShop();
  time.ticks = 12_000;
  const night = async () => {
    const { origins, missing } = (await turn(shop))!;
    return [origins.length, missing];
  };
  const waits = (windows: number) =>
    expect.stringMatching(
      new RegExp(`^As of ${sayDate(END - windows * WINDOW)}: the next night looks at it`),
    );
  expect(await night()).toEqual([2, [waits(4)]]);
  expect(await night()).toEqual([3, []]);
});

it('leaves origins to the next night once this one is used up, and says so', async () => {
  const { turn } = await openNight({ minutes: 0 });
  const { origins, missing } = (await turn(makeShop()))!;
  expect(origins).toEqual([]);
  expect(missing).toHaveLength(3);
  expect(missing[0]).toContain('since the 0 minutes that a night may take (NIGHT_MINUTES) were used up');
});

it('says that there is not enough data, where the past is short or hardly anybody ordered', async () => {
  const { turn, stored } = await openNight();
  const short = (await turn(makeShop(400, 48)))!;
  expect([short.origins, short.pooled]).toEqual([[], null]);
  expect(short.missing).toEqual([
    'Not enough data: it takes up to 60 days of events to look at one earlier window of 10 days. Import older orders, or wait.',
  ]);
  expect(stored).toEqual([short]);
  const quietBefore = makeShop(200, 140).map(({ contactId, events }, n) =>
    history(
      events.filter(({ at, name }) => name !== EVENT.orderCompleted || n < 5 || at >= NEWEST - WINDOW),
      contactId,
    ),
  );
  const quiet = (await turn(quietBefore))!;
  expect(quiet.origins).toEqual([]);
  expect(quiet.missing).toHaveLength(3);
  expect(quiet.missing[0]).toMatch(
    /^As of 2026-\d\d-\d\d: Between .* \(the training set\) only \d+ of \d+ times a contact bought/,
  );
});

it('pools nothing where fewer than thirty ordered in all earlier windows, gives the windows still, and says so', async () => {
  const { turn } = await openNight();
  const isKept = ({ name, at }: { name: string; at: number }) =>
    name !== EVENT.orderCompleted || at < NEWEST || at >= NEWEST + WINDOW;
  const shop = makeShop(400, 55).map(({ contactId, events }, n) =>
    history(n < 60 ? events : events.filter(isKept), contactId),
  );
  const { origins, pooled, missing } = (await turn(shop))!;
  expect([origins.length, pooled]).toEqual([1, null]);
  const { positives, rows } = origins[0]!;
  expect(missing).toEqual([
    `Over all of them ${positives} of ${rows} contacts ordered; it takes 30 who ordered and 30 who did not.`,
  ]);
});

function reused(evidence: RollingEvidence | null) {
  return evidence?.origins.map(({ lineage }) => lineage.isReused);
}

function sayDate(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
