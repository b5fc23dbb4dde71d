/** What it does to learning when visits count for a customer's before anybody knew that: the test is flattered, and serving worse. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImportRun } from '../jobs/import-run.ts';
import { createShop } from '../simulator/shop.ts';
import { type App, createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { DAY } from '../src/domain/clock.ts';
import type { ContactHistory } from '../src/domain/event.ts';
import { createModel } from '../src/learn/create-model.ts';
import type { ModelKind } from '../src/learn/model.ts';
import { takeRows } from '../src/learn/take-rows.ts';
import { createLog } from '../src/log.ts';
import { buildTrainingSets, type TrainingSets } from '../src/prepare/build-training-sets.ts';
import { chooseCutoffs } from '../src/prepare/choose-cutoffs.ts';
import { measureDataSpan } from '../src/prepare/measure-data-span.ts';
import type { Interval } from '../src/statistics/interval.ts';
import { rowLogLoss } from '../src/statistics/log-loss.ts';
import { mean, pairedInterval } from '../src/statistics/mean-interval.ts';
import { forgetSignIns } from './joins/forget-sign-ins.ts';

export interface BenchJoinsOptions {
  readonly customers: number;
  readonly days: number;
  readonly windowDays: number;
  /** Of each, a shop and its models are made. */
  readonly seeds: readonly number[];
  /** Of browsers that know nobody, how many sign in at once. */
  readonly signedInShare: number;
  readonly kind: ModelKind;
  readonly onProgress: (text: string) => void;
}

const END = Date.UTC(2026, 5, 1);

/** Log losses on the same contacts; differences with 95 % intervals by paired bootstrap over them. */
interface Found {
  readonly seed: number;
  readonly contacts: number;
  readonly buyers: number;
  /** Of all events, how many joined their contact after they happened. */
  readonly joinedShare: number;
  /** Learnt from visits as if they had been known at once: what its own test says, what it comes to when it serves. */
  readonly leaking: { readonly told: number; readonly served: number };
  /** Learnt from what was known: its test is what it comes to. */
  readonly mended: number;
  /** How much better the former test looked than serving was. */
  readonly flattery: Interval;
  /** How much worse the former served. */
  readonly servingLoss: Interval;
}

/**
 * Imports a simulated shop whose browsers forget who signed in, and trains a model on what its histories say, twice: with and
 * without since when each event is its contact's. Both serve the test contacts as they were known at its cutoff.
 */
export async function benchJoins(options: BenchJoinsOptions) {
  const found: Found[] = [];
  for (const seed of options.seeds) {
    const one = await withShop(options, seed, (app) => judge(app, options, seed));
    options.onProgress(describe(one));
    found.push(one);
  }
  const { customers, days, windowDays, signedInShare, kind } = options;
  return {
    joins: {
      ...{ customers, days, windowDays, signedInShare, kind },
      flattery: mean(found.map(({ flattery }) => flattery.estimate)),
      servingLoss: mean(found.map(({ servingLoss }) => servingLoss.estimate)),
      found,
    },
  };
}

async function withShop<T>(
  { customers, days, signedInShare }: BenchJoinsOptions,
  seed: number,
  work: (app: App) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'flywheel-joins-'));
  const clock = { now: () => END };
  const app = await createApp({ config: readConfig({ DATA_DIR: folder }), clock, log: createLog('silent') });
  try {
    const shop = createShop({ seed, customers, startAt: END - days * DAY, days });
    const run = new ImportRun(false, { events: app.stores.events, clock }, { write: async () => undefined });
    const forget = forgetSignIns(seed, signedInShare);
    for (const [line, message] of shop.advanceTo(END).messages.entries()) {
      run.take({ raw: forget(message), line });
      await run.flushIfFull();
    }
    await run.flush();
    return await work(app);
  } finally {
    await app.close();
    await rm(folder, { recursive: true });
  }
}

async function judge({ stores }: App, { windowDays, kind }: BenchJoinsOptions, seed: number): Promise<Found> {
  const histories = () => stores.events.histories(END);
  const mended = await buildSets(histories, windowDays);
  const leaking = await buildSets(() => forgetJoins(histories()), windowDays);
  const served = mended.test;
  // Who was known by nothing else then was not scored.
  const scored = rowsOf(leaking, served.contactIds);
  const told = takeRows(leaking.test, scored);
  const former = createModel(kind);
  await former.fit(leaking.training, leaking.validation, { seed });
  const model = createModel(kind);
  await model.fit(mended.training, mended.validation, { seed });
  const losses = {
    told: rowLogLoss(told.y, await former.predict(told.x, told.rows)),
    served: rowLogLoss(served.y, await former.predict(served.x, served.rows)),
    mended: rowLogLoss(served.y, await model.predict(served.x, served.rows)),
  };
  return {
    ...{ seed, contacts: served.rows, buyers: served.positives },
    joinedShare: await countJoined(histories()),
    leaking: { told: mean(losses.told), served: mean(losses.served) },
    mended: mean(losses.mended),
    flattery: pairedInterval(losses.served, losses.told, seed),
    servingLoss: pairedInterval(losses.served, losses.mended, seed),
  };
}

async function buildSets(
  histories: () => AsyncIterable<ContactHistory>,
  windowDays: number,
): Promise<TrainingSets> {
  const cutoffs = chooseCutoffs(await measureDataSpan(histories(), END), windowDays);
  if (cutoffs.kind !== 'cutoffs') throw new Error(`${cutoffs.reason} ${cutoffs.enough}`);
  const all = { histories: histories(), cutoffs, outcomeWindowDays: windowDays, now: END };
  const sets = await buildTrainingSets(all);
  if (sets.kind !== 'training-sets') throw new Error(`${sets.reason} ${sets.enough}`);
  return sets;
}

/** As histories were told before events kept since when they are their contact's. */
export async function* forgetJoins(histories: AsyncIterable<ContactHistory>): AsyncIterable<ContactHistory> {
  for await (const { contactId, events } of histories)
    yield { contactId, events: events.map(({ joinedAt: _, ...event }) => event) };
}

function rowsOf({ test }: TrainingSets, contactIds: readonly string[]): number[] {
  const rows = new Map(test.contactIds.map((contactId, row) => [contactId, row]));
  return contactIds.map((contactId) => rows.get(contactId)!);
}

async function countJoined(histories: AsyncIterable<ContactHistory>): Promise<number> {
  let [all, joined] = [0, 0];
  for await (const { events } of histories) {
    all += events.length;
    joined += events.filter(({ joinedAt }) => joinedAt !== undefined).length;
  }
  return joined / all;
}

function describe({ seed, contacts, buyers, joinedShare, leaking, mended, ...found }: Found): string {
  const of = ({ estimate, low, high }: Interval) =>
    `${estimate.toFixed(4)} (${low.toFixed(4)} to ${high.toFixed(4)})`;
  return [
    `seed ${seed}: ${contacts} contacts, ${buyers} ordered, ${(100 * joinedShare).toFixed(1)} % of events joined later`,
    `  leaking: its test says ${leaking.told.toFixed(4)}, serving ${leaking.served.toFixed(4)}; mended ${mended.toFixed(4)}`,
    `  flattery ${of(found.flattery)}, loss when serving ${of(found.servingLoss)}`,
  ].join('\n');
}
