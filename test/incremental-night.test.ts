/** A night that reads only what is new learns, scores and proposes what one that reads everything does. */

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { DAY } from '../src/domain/clock.ts';
import type { NightResult } from '../src/flywheel.ts';
import { buildScoringSet } from '../src/prepare/build-scoring-set.ts';
import { prepareNight } from '../src/prepare/prepare-night.ts';
import { recallHistories } from '../src/prepare/recall-histories.ts';
import { anEvent, collect } from './db/builders.ts';
import { describeOnEach } from './support/each-database.ts';
import { importPast } from './support/live-shop.ts';
import { keepInMemory } from './support/memory-artifacts.ts';
import { type RunningFlywheel, startFlywheel } from './support/open-flywheel.ts';

const START = Date.UTC(2026, 2, 2);
const FIRST_NIGHT = START + 60 * DAY;
const SECOND_NIGHT = FIRST_NIGHT + DAY;

it('learns, scores and proposes the same as a night that reads everything', async () => {
  const first = await startFlywheel({ at: FIRST_NIGHT });
  await importPast(first, { seed: 7, customers: 300, startAt: START, until: FIRST_NIGHT });
  const before = await first.app.turn();
  expect(before.events.read).toBe(before.events.known);
  const news = await bringNews(first);
  const copy = copyOf(first);
  rmSync(join(copy, 'histories'), { recursive: true });
  const second = await startFlywheel({ at: SECOND_NIGHT, settings: { DATA_DIR: copy } });
  first.setTime(SECOND_NIGHT);

  const [incremental, full] = [await first.app.turn(), await second.app.turn()];
  expect(full.events).toEqual({ known: before.events.known + news, read: before.events.known + news });
  expect(incremental.events.known).toBe(full.events.known);
  expect(incremental.events.read).toBeLessThan(full.events.read / 20);
  expect(outcomeOf(incremental)).toEqual(outcomeOf(full));
  expect(incremental.scored).toBeGreaterThan(200);
  const [scores, others] = [await scoresOf(first), await scoresOf(second)];
  expect(scores).toEqual(others);
});

describeOnEach((on) => {
  it('builds the same training sets after late events, a merge and a change of the outcome window', async () => {
    const flywheel = await startFlywheel({ at: FIRST_NIGHT, on });
    const { app } = flywheel;
    await importPast(flywheel, { seed: 8, customers: 300, startAt: START, until: FIRST_NIGHT });
    const kept = keepInMemory();
    const recall = () => recallHistories({ events: app.stores.events, kept });
    await recall();
    await bringNews(flywheel);
    flywheel.setTime(SECOND_NIGHT);
    let reports = 0;
    for (const outcomeWindowDays of [7, 8]) {
      const prepare = (histories: Parameters<typeof prepareNight>[0]['histories']) =>
        prepareNight(
          { ...app.stores, histories, clock: app.clock },
          { outcomeWindowDays, reportId: `${outcomeWindowDays} ${reports++}` },
        );
      const [some, all] = [await prepare(await recall()), await prepare(app.stores.events)];
      expect(hashOf(some)).toMatch(/^[0-9a-f]{64}$/);
      expect(hashOf(some)).toBe(hashOf(all));
      expect(some.span).toEqual(all.span);
    }
  });

  it('takes what a browser did for a customer’s from the night on before which it signed in, and in no night before', async () => {
    const flywheel = await startFlywheel({ at: FIRST_NIGHT, on });
    const { stores } = flywheel.app;
    await importPast(flywheel, { seed: 9, customers: 300, startAt: START, until: FIRST_NIGHT });
    const { contactId, userId } = await busyCustomer(flywheel);
    const browser = { identity: { anonymousId: 'a browser' } };
    const visits = [20, 15, 9].map((days) =>
      anEvent(`visit ${days}`, { ...browser, at: FIRST_NIGHT - days * DAY }),
    );
    const joinedAt = FIRST_NIGHT + 5;
    const signIn = anEvent('sign-in', {
      type: 'identify',
      name: 'identify',
      identity: { userId, anonymousId: 'a browser' },
      at: joinedAt,
    });
    const kept = keepInMemory();
    const recall = () => recallHistories({ events: stores.events, kept });
    await stores.events.ingest(visits, []);
    await recall();
    await stores.events.ingest([signIn], []);
    flywheel.setTime(SECOND_NIGHT);

    const recalled = await recall();
    expect(recalled).toMatchObject({ readContacts: 1 });
    const events = (await collect(recalled.histories(SECOND_NIGHT))).find(
      (one) => one.contactId === contactId,
    )!.events;
    expect(events.filter((one) => one.joinedAt === joinedAt)).toHaveLength(3);
    const withoutBrowser = async function* (before: number) {
      for await (const history of stores.events.histories(before))
        yield { ...history, events: history.events.filter((one) => one.joinedAt === undefined) };
    };
    const hashes = [recalled, stores.events, { histories: withoutBrowser }].map((histories, index) =>
      prepareNight(
        { ...flywheel.app.stores, histories, clock: flywheel.app.clock },
        { outcomeWindowDays: 7, reportId: `${index}` },
      ).then(hashOf),
    );
    expect(new Set(await Promise.all(hashes)).size).toBe(1);
    const rows = await Promise.all(
      [stores.events.histories(SECOND_NIGHT), withoutBrowser(SECOND_NIGHT)].map((histories) =>
        buildScoringSet({ histories, cutoff: SECOND_NIGHT, now: SECOND_NIGHT }),
      ),
    );
    expect(rows[0]!.x).not.toEqual(rows[1]!.x);
  });
});

/** Contacts who did something, by id. */
async function busyContacts({ app }: RunningFlywheel): Promise<readonly string[]> {
  const histories = await collect(app.stores.events.histories(FIRST_NIGHT));
  return histories.filter(({ events }) => events.length > 3).map(({ contactId }) => contactId);
}

/** The first of them that has an account: others are known by a browser alone. */
async function busyCustomer(flywheel: RunningFlywheel) {
  for (const contactId of await busyContacts(flywheel)) {
    const userId = (await flywheel.app.stores.contacts.get(contactId))?.profile.userId;
    if (userId !== undefined) return { contactId, userId };
  }
  throw new Error('nobody has an account');
}

/** Orders of the day, one that is weeks late, and two contacts that turn out to be one; gives how many events that is. */
async function bringNews(flywheel: RunningFlywheel): Promise<number> {
  const [one, two, three] = await busyContacts(flywheel);
  const order = (id: string, contactId: string, at: number) =>
    anEvent(id, {
      at,
      receivedAt: FIRST_NIGHT + DAY / 2,
      name: 'Order Completed',
      identity: { contactId },
      orderId: id,
      amountCents: 4200,
    });
  const user = (userId: string) => ({ identity: { userId }, at: FIRST_NIGHT + 5 });
  const news = [
    order('today', one!, FIRST_NIGHT + 1000),
    order('late', two!, FIRST_NIGHT - 40 * DAY),
    order('later', three!, FIRST_NIGHT - 20 * DAY),
    anEvent('x', user('somebody new')),
    anEvent('y', user('somebody else')),
    anEvent('z', {
      ...user('somebody new'),
      type: 'alias',
      name: 'alias',
      identity: { userId: 'somebody new', previousId: 'somebody else' },
    }),
  ];
  return (await flywheel.app.stores.events.ingest(news, [])).stored;
}

/** A copy of its data, which nobody writes at this moment. */
function copyOf({ app }: RunningFlywheel): string {
  const folder = mkdtempSync(join(tmpdir(), 'flywheel-copy-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(app.config.dataDir, folder, { recursive: true });
  return folder;
}

function hashOf({ outcome }: NightResult['prepared']): string {
  if (outcome.kind !== 'ready') throw new Error(JSON.stringify(outcome));
  return outcome.sets.hash;
}

/** Of a night all that does not carry an id or a duration of its own. */
function outcomeOf(night: NightResult) {
  return {
    hash: hashOf(night.prepared),
    metrics: night.trained.map(({ kind, metrics }) => ({ kind, metrics })),
    champion: night.champion?.kind,
    decision: night.judgement?.words,
    nextProduct: night.nextProduct,
    pastWindows: night.pastWindows,
    drift: night.drift,
    live: night.live,
    lifetime: night.lifetime,
    strategies: night.strategies.map(({ modelRunId: _, ...strategy }) => strategy),
    skipped: night.skipped,
    proposed: night.proposed.map(({ number, contentHash }) => ({ number, contentHash })),
  };
}

async function scoresOf({ app }: RunningFlywheel) {
  return (await collect(app.stores.modelRuns.scores())).map(({ modelRunId: _, ...score }) => score);
}
