/** A simulated shop that Flywheel has learnt from once, and processes that go on learning from it. */

import { cp } from 'node:fs/promises';
import { ImportRun } from '../../jobs/import-run.ts';
import { driveShop } from '../../simulator/drive-shop.ts';
import { createShop, type Shop } from '../../simulator/shop.ts';
import { type App, createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { DAY } from '../../src/domain/clock.ts';
import { createLog } from '../../src/log.ts';
import { createSystemClock } from '../../src/system-clock.ts';
import { type Entry, startEntry } from './start-entry.ts';

type Settings = Readonly<Record<string, string>>;

const HISTORY_DAYS = 180;
const clock = createSystemClock(0);

/** Imports its past and turns the first night; gives the address of a contact that has a score. */
export async function openLearntShop(settings: Settings, customers: number): Promise<string> {
  await withApp(settings, async ({ stores }) => {
    const to = clock.now();
    const shop = createShop({ seed: 7, customers, startAt: to - HISTORY_DAYS * DAY, days: HISTORY_DAYS });
    await stores.products.put(shop.products, to);
    await stores.offers.put(shop.offers);
    await importPast(stores.events, shop, to);
  });
  const night = startNight(settings);
  if ((await night.ended) !== 0) throw new Error(`The first night failed: ${night.said()}`);
  return withApp(settings, async ({ stores }) => {
    for await (const { contactId } of stores.modelRuns.scores()) {
      const email = (await stores.contacts.get(contactId))?.profile.email;
      if (typeof email === 'string') return email;
    }
    throw new Error('The first night scored nobody who has an address.');
  });
}

async function importPast(events: App['stores']['events'], shop: Shop, to: number): Promise<void> {
  const parts = { events, clock, onProgress: () => undefined };
  const run = new ImportRun(false, parts, { write: async () => undefined });
  let line = 0;
  await driveShop({
    ...{ shop, to, signal: new AbortController().signal },
    async sink(messages) {
      for (const raw of messages) run.take({ raw, line: ++line });
      await run.flushIfFull();
    },
    onReactions: async () => undefined,
  });
  await run.flush();
}

/** The same data in another folder. */
export async function copyShop(settings: Settings, dataDir: string): Promise<Settings> {
  await cp(settings['DATA_DIR'] ?? '', dataDir, { recursive: true });
  return { ...settings, DATA_DIR: dataDir };
}

export interface Training {
  /** Resolves once models are being fitted. */
  readonly isUnderWay: Promise<void>;
  /** Ends it; gives how many nights were turned to their end meanwhile. */
  stop(): Promise<number>;
}

/** Turns one night after the other. */
export function keepLearning(settings: Settings): Training {
  let night: Entry = startNight(settings);
  const isUnderWay = night.heard('learn:');
  let isStopped = false;
  let nights = 0;
  const turning = (async () => {
    while ((await night.ended) === 0 && !isStopped) {
      nights += 1;
      night = startNight(settings);
    }
    if (!isStopped) throw new Error(`A night failed: ${night.said()}`);
  })();
  turning.catch(() => undefined);
  return {
    isUnderWay,
    async stop() {
      isStopped = true;
      await night.kill();
      await turning;
      return nights;
    },
  };
}

function startNight(settings: Settings): Entry {
  return startEntry('jobs/main', ['nightly'], settings);
}

async function withApp<T>(settings: Settings, work: (app: App) => Promise<T>): Promise<T> {
  const app = await createApp({ config: readConfig(settings), clock, log: createLog('silent') });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
