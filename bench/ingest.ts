/** How many events a second are stored, durably: over HTTP, beside the raw store and beside a server that does nothing. */

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFieldCipher } from '../src/privacy/encrypt-field.ts';
import { median } from '../src/statistics/quantile.ts';
import { TENANT } from '../src/tenant.ts';
import type { EmptyOrder } from './ingest/empty-process.ts';
import { fillStore } from './ingest/fill-store.ts';
import type { LoadFigures, LoadOrder } from './ingest/load-process.ts';
import { multiplyEvents } from './ingest/multiply-events.ts';
import { openDatabase, type Place } from './ingest/open-database.ts';
import { writeRaw } from './ingest/raw-store.ts';
import { type BenchProcess, startProcess } from './ingest/start-process.ts';
import { storedRows } from './ingest/stored-rows.ts';
import type { WebOrder } from './ingest/web-process.ts';
import { startPostgres } from './start-postgres.ts';

export interface BenchIngestOptions {
  /** Of a PostgreSQL server whose user may create databases; null starts one. */
  readonly database: string | null;
  readonly kinds: readonly ('sqlite' | 'postgres')[];
  /** In the store that is not empty. */
  readonly rows: number;
  readonly rounds: number;
  readonly onProgress: (text: string) => void;
}

export interface IngestFigures {
  readonly eventsPerSecond: number;
  readonly ratioToRawStore: number;
  readonly ratioToEmptyServer: number;
  /** Of single events at the pace below; of batches as fast as they go. */
  readonly p99Milliseconds: number;
  readonly rawEventsPerSecond: number;
  readonly emptyEventsPerSecond: number;
  /** Calls that shared a transaction, on average. */
  readonly groupSize: number;
  readonly serverCpuMicrosecondsPerEvent: number;
}

const WRITE_KEY = 'wk_bench';
const PACE = { perSecond: 2_000, seconds: 5 };
const CASES = {
  single: { batchSize: 1, connections: 128, requests: 12_000, rawTransactions: 300 },
  batch: { batchSize: 100, connections: 16, requests: 200, rawTransactions: 100 },
} as const;
type Case = (typeof CASES)[keyof typeof CASES];
/** Who is known is met again. */
const EVENTS_A_PERSON = 100;
/** Of each event that goes through the store to fill it. */
const COPIES = 20;
const FEWEST_PEOPLE = 2_000;

/** Medians over rounds in which each rival has a turn. Throws when a request fails. */
export async function benchIngest(options: BenchIngestOptions): Promise<Record<string, IngestFigures>> {
  const postgres = options.kinds.includes('postgres') ? await startPostgres(options.database) : null;
  const load = startProcess('load-process');
  const empty = startProcess('empty-process');
  const emptyUrl = await empty.ask<string>('open' satisfies EmptyOrder);
  const figures: Record<string, IngestFigures> = {};
  try {
    for (const kind of options.kinds)
      for (const rows of [0, options.rows]) {
        const dataDir = await mkdtemp(join(tmpdir(), 'flywheel-bench-'));
        const place = { dataDir, databaseUrl: kind === 'sqlite' ? null : await postgres!.create() };
        try {
          const scene = { ...options, place, rows, load, emptyUrl };
          const name = `${kind}, ${rows === 0 ? 'empty' : `${rows.toLocaleString('en')} rows`}`;
          Object.assign(figures, await measureStore(name, scene));
        } finally {
          await rm(dataDir, { recursive: true, force: true });
        }
      }
    return figures;
  } finally {
    await Promise.all([load.kill(), empty.kill()]);
    await postgres?.stop();
  }
}

interface Scene extends BenchIngestOptions {
  readonly place: Place;
  readonly load: BenchProcess;
  readonly emptyUrl: string;
}

async function measureStore(name: string, scene: Scene): Promise<Record<string, IngestFigures>> {
  const key = randomBytes(32);
  const people = Math.max(FEWEST_PEOPLE, Math.round(scene.rows / EVENTS_A_PERSON));
  await prepareStore(scene, key, people);
  const web = startProcess('web-process', {
    DATA_DIR: scene.place.dataDir,
    DATABASE_URL: scene.place.databaseUrl ?? '',
    FLYWHEEL_KEY: key.toString('base64'),
    WRITE_KEY,
    LOG_LEVEL: 'fatal',
  });
  try {
    const url = await web.ask<string>('open' satisfies WebOrder);
    const figures: Record<string, IngestFigures> = {};
    for (const [kind, one] of Object.entries(CASES)) {
      scene.onProgress(`${name}: ${kind}`);
      figures[`${kind}, ${name}`] = await measureCase(one, { ...scene, web, url, people });
    }
    return figures;
  } finally {
    await web.kill();
  }
}

async function prepareStore({ place, rows, onProgress }: Scene, key: Buffer, people: number): Promise<void> {
  const database = await openDatabase(place);
  const cipher = createFieldCipher(key, TENANT);
  const calls = { seed: 1, people, prefix: 'fill' };
  await fillStore(
    { database, cipher, tenant: TENANT },
    {
      calls,
      events: rows / COPIES,
      onProgress: (stored) => {
        if (stored % 10_000 === 0) onProgress(`${stored * COPIES} of ${rows} rows prepared`);
      },
    },
  );
  if (rows > 0) await multiplyEvents(database, COPIES);
  await database.close();
}

interface Run extends Scene {
  readonly web: BenchProcess;
  readonly url: string;
  readonly people: number;
}

async function measureCase(one: Case, run: Run): Promise<IngestFigures> {
  const { rounds, people, place, emptyUrl, url } = run;
  const perSecond = (requests: number, seconds: number) => (requests * one.batchSize) / seconds;
  const measured: Measured = { own: [], raw: [], empty: [], p99: [], cpu: [], groups: [] };
  // What is compiled and cached by the first requests is not measured.
  await send(run, one, { url, requests: one.requests / 4 });
  await send(run, one, { url: emptyUrl, requests: one.requests / 4 });
  for (let round = 1; round <= rounds; round += 1) {
    measured.empty.push(perSecond(one.requests, (await send(run, one, { url: emptyUrl })).seconds));
    const before = await readState(run);
    const sent = await send(run, one, { url });
    const after = await readState(run);
    measured.own.push(perSecond(one.requests, sent.seconds));
    measured.cpu.push(((after.cpu - before.cpu) / (one.requests * one.batchSize)) * 1_000_000);
    measured.groups.push((one.requests * one.batchSize) / (after.commits - before.commits));
    measured.p99.push(
      one.batchSize > 1
        ? sent.p99Milliseconds
        : (await send(run, one, { url, requests: PACE.perSecond * PACE.seconds, perSecond: PACE.perSecond }))
            .p99Milliseconds,
    );
    const calls = { seed: 1_000 + round, people, prefix: `raw-${one.batchSize}-${round}` };
    const transactions = await storedRows(calls, one.rawTransactions * one.batchSize, one.batchSize);
    measured.raw.push(perSecond(transactions.length, await writeRaw(place, transactions)));
  }
  return summarise(measured);
}

/** Of each round. */
interface Measured {
  readonly own: number[];
  readonly raw: number[];
  readonly empty: number[];
  readonly p99: number[];
  readonly cpu: number[];
  readonly groups: number[];
}

function summarise({ own, raw, empty, p99, cpu, groups }: Measured): IngestFigures {
  return {
    eventsPerSecond: Math.round(median(own)),
    ratioToRawStore: round(median(own) / median(raw), 2),
    ratioToEmptyServer: round(median(own) / median(empty), 2),
    p99Milliseconds: round(median(p99), 1),
    rawEventsPerSecond: Math.round(median(raw)),
    emptyEventsPerSecond: Math.round(median(empty)),
    groupSize: Math.round(median(groups)),
    serverCpuMicrosecondsPerEvent: Math.round(median(cpu)),
  };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

interface Sending {
  readonly url: string;
  readonly requests?: number;
  readonly perSecond?: number;
}

let sendings = 0;

async function send(
  { load, people }: Run,
  one: Case,
  { url, requests, perSecond }: Sending,
): Promise<LoadFigures> {
  sendings += 1;
  const figures = await load.ask<LoadFigures>({
    urls: [url],
    writeKey: WRITE_KEY,
    calls: { seed: sendings, people, prefix: `send-${sendings}` },
    requests: requests ?? one.requests,
    batchSize: one.batchSize,
    connections: one.connections,
    perSecond: perSecond ?? null,
  } satisfies LoadOrder);
  if (figures.failed > 0) throw new Error(`${figures.failed} requests to ${url} failed.`);
  return figures;
}

/** Processor seconds and commits of the server so far. */
async function readState({ web, url }: Run): Promise<{ readonly cpu: number; readonly commits: number }> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const commits = /^flywheel_ingest_group_calls_count (\d+)/m.exec(text)?.[1];
  if (commits === undefined) throw new Error('The server does not say how often it has committed.');
  return { cpu: await web.ask<number>('cpu' satisfies WebOrder), commits: Number(commits) };
}
