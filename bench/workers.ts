/** How ingest grows with web processes on one PostgreSQL: one, two, four. */

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from '../src/statistics/quantile.ts';
import type { LoadFigures, LoadOrder } from './ingest/load-process.ts';
import { startProcess } from './ingest/start-process.ts';
import type { WebOrder } from './ingest/web-process.ts';
import { startPostgres } from './start-postgres.ts';

export interface BenchWorkersOptions {
  /** Of a PostgreSQL server whose user may create databases; null starts one. */
  readonly database: string | null;
  readonly rounds: number;
  readonly onProgress: (text: string) => void;
}

interface WorkersFigures {
  readonly eventsPerSecond: number;
  readonly p99Milliseconds: number;
  /** Of the load's own process: near 1 it is the load that limits. */
  readonly loadCores: number;
}

const WRITE_KEY = 'wk_bench';
const PROCESSES = [1, 2, 4];
const CASES = {
  single: { batchSize: 1, connections: 128, requests: 8_000 },
  batch: { batchSize: 100, connections: 16, requests: 160 },
} as const;
const PEOPLE = 2_000;

/** Medians of rounds, each number of processes on a database of its own. Throws when a request fails. */
export async function benchWorkers(options: BenchWorkersOptions): Promise<Record<string, WorkersFigures>> {
  const postgres = await startPostgres(options.database);
  const figures: Record<string, WorkersFigures> = {};
  try {
    for (const processes of PROCESSES) {
      options.onProgress(`${processes} web processes`);
      Object.assign(figures, await measureTeam(processes, await postgres.create(), options));
    }
    return figures;
  } finally {
    await postgres.stop();
  }
}

async function measureTeam(processes: number, databaseUrl: string, { rounds }: BenchWorkersOptions) {
  const dataDir = await mkdtemp(join(tmpdir(), 'flywheel-bench-'));
  const environment = {
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    FLYWHEEL_KEY: randomBytes(32).toString('base64'),
    WRITE_KEY,
    LOG_LEVEL: 'fatal',
  };
  const team = Array.from({ length: processes }, () => startProcess('web-process', environment));
  const load = startProcess('load-process');
  try {
    const urls: string[] = [];
    for (const web of team) urls.push(await web.ask<string>('open' satisfies WebOrder));
    const figures: Record<string, WorkersFigures> = {};
    for (const [name, one] of Object.entries(CASES)) {
      const sent: LoadFigures[] = [];
      // The first round is what compiles and caches.
      for (let round = 0; round <= rounds; round += 1)
        sent.push(
          await load.ask<LoadFigures>({
            ...one,
            urls,
            writeKey: WRITE_KEY,
            calls: { seed: round, people: PEOPLE, prefix: `${name}-${round}` },
            perSecond: null,
          } satisfies LoadOrder),
        );
      figures[`${name}, ${processes} web`] = summarise(sent.slice(1), one.requests * one.batchSize);
    }
    return figures;
  } finally {
    await Promise.all([load, ...team].map((one) => one.kill()));
    await rm(dataDir, { recursive: true, force: true });
  }
}

function summarise(sent: readonly LoadFigures[], events: number): WorkersFigures {
  const failed = sent.reduce((sum, one) => sum + one.failed, 0);
  if (failed > 0) throw new Error(`${failed} requests failed.`);
  return {
    eventsPerSecond: Math.round(median(sent.map(({ seconds }) => events / seconds))),
    p99Milliseconds: Number(median(sent.map(({ p99Milliseconds }) => p99Milliseconds)).toFixed(1)),
    loadCores: Number(median(sent.map(({ cpuSeconds, seconds }) => cpuSeconds / seconds)).toFixed(2)),
  };
}
