/** On a made shop whose browsers forget who signed in: rows say what was known then, and the bench shows what else they would say. */

import { expect, it } from 'vitest';
import { forgetSignIns } from '../../bench/joins/forget-sign-ins.ts';
import { benchJoins, forgetJoins } from '../../bench/joins.ts';
import { createShop } from '../../simulator/shop.ts';
import { Fault } from '../../src/collect/fault.ts';
import { parseMessage } from '../../src/collect/parse-message.ts';
import { DAY } from '../../src/domain/clock.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import { buildScoringSet } from '../../src/prepare/build-scoring-set.ts';
import { describeOnEach, type Kind } from '../support/each-database.ts';
import { openApp } from '../support/open-app.ts';

const START = Date.UTC(2026, 0, 5);
const CUTOFF = START + 45 * DAY;
const END = CUTOFF + 14 * DAY;

/** Nobody signs in before an order. */
function livedShop(): readonly NewEvent[] {
  const shop = createShop({ seed: 5, customers: 300, startAt: START, days: 60 });
  const forget = forgetSignIns(5, 0);
  return shop.advanceTo(END).messages.map((message) => {
    const event = parseMessage(forget(message), { receivedAt: END, archived: true });
    if (event instanceof Fault) throw new Error(`${event.field} ${event.reason}`);
    return event;
  });
}

type Rows = ReadonlyMap<string, readonly number[]>;

/** Of who had a name, by that, as of the cutoff, from a store that was told of these events. */
async function rowsOf(on: Kind, known: readonly NewEvent[], keepJoins: boolean): Promise<Rows> {
  const { stores } = (await openApp({ on })).app;
  for (let from = 0; from < known.length; from += 700)
    await stores.events.ingest(known.slice(from, from + 700), []);
  const told = stores.events.histories(END);
  const histories = keepJoins ? told : forgetJoins(told);
  const { x, contactIds, featureNames } = await buildScoringSet({ histories, cutoff: CUTOFF, now: END });
  const rows = new Map<string, readonly number[]>();
  for (const [row, contactId] of contactIds.entries()) {
    const userId = (await stores.contacts.get(contactId))?.profile.userId;
    const from = row * featureNames.length;
    if (typeof userId === 'string') rows.set(userId, [...x.subarray(from, from + featureNames.length)]);
  }
  return rows;
}

describeOnEach((on) => {
  it('rows as of a moment are those of a store that was told no more by then', async () => {
    const events = livedShop();
    const then = await rowsOf(
      on,
      events.filter(({ timestamp }) => timestamp < CUTOFF),
      true,
    );
    const wrong = (rows: Rows) =>
      [...then].filter(
        ([userId, row]) => !row.every((value, at) => Object.is(value, rows.get(userId)?.[at])),
      );
    expect(then.size).toBeGreaterThan(100);
    expect(wrong(await rowsOf(on, events, true))).toEqual([]);
    expect(wrong(await rowsOf(on, events, false))).not.toEqual([]);
  });
});

it('the bench says how much better its test looked than serving was, and what it costs', async () => {
  const said: string[] = [];
  const { joins } = await benchJoins({
    ...{ customers: 500, days: 90, windowDays: 14, seeds: [1], signedInShare: 0 },
    kind: 'reference-network',
    onProgress: (text) => said.push(text),
  });
  const [found] = joins.found;
  expect(found!.joinedShare).toBeGreaterThan(0.05);
  expect(found!.leaking.told).toBeLessThan(found!.leaking.served);
  expect(joins.flattery).toBeCloseTo(found!.leaking.served - found!.leaking.told, 9);
  expect(joins.servingLoss).toBeCloseTo(found!.leaking.served - found!.mended, 9);
  expect(said).toEqual([expect.stringMatching(/^seed 1: \d+ contacts, \d+ ordered/)]);
});

it('says nothing where everybody signs in at once', async () => {
  const { joins } = await benchJoins({
    ...{ customers: 300, days: 90, windowDays: 14, seeds: [1], signedInShare: 1 },
    kind: 'reference-network',
    onProgress: () => undefined,
  });
  expect(joins).toMatchObject({ flattery: 0, servingLoss: 0 });
});
