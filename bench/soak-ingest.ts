/** Kills web processes under load, again and again, and looks for each event that was acknowledged. */

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createRandom, type Random } from '../src/statistics/random.ts';
import { judgeEvents, type Verdict } from './ingest/judge-events.ts';
import { createCallMaker } from './ingest/make-call.ts';
import { openDatabase } from './ingest/open-database.ts';
import { createSenders, type Senders } from './ingest/senders.ts';
import { type BenchProcess, startProcess } from './ingest/start-process.ts';
import type { WebOrder } from './ingest/web-process.ts';

export interface SoakIngestOptions {
  readonly kills: number;
  /** Acknowledged events at least. */
  readonly events: number;
  /** Of an empty PostgreSQL database; null for SQLite in a temporary folder. */
  readonly databaseUrl: string | null;
  /** Draws calls and the moments of the kills. */
  readonly seed: number;
  readonly onProgress?: (text: string) => void;
}

export interface SoakIngestFigures extends Verdict {
  readonly kills: number;
  readonly acknowledged: number;
  /** Requests that a kill left without an answer, and that were sent again. */
  readonly interrupted: number;
  readonly halved: number;
  readonly refused: number;
  readonly seconds: number;
}

const CONNECTIONS = 8;
const PEOPLE = 300;
const WRITE_KEY = 'wk_soak';
/** A kill comes so long at most after its round's share of events: between commits, and in the middle of one. */
const MOST_WAIT_MS = 60;
const LOOK_MS = 5;

/**
 * One web process at a time, killed under load and replaced by the next, which is loaded meanwhile. Requests without an
 * answer are sent again, as every Segment client does; at the end each call was acknowledged.
 */
export async function soakIngest(options: SoakIngestOptions): Promise<SoakIngestFigures> {
  const startedAt = performance.now();
  const { kills, databaseUrl, seed } = options;
  const dataDir = await mkdtemp(join(tmpdir(), 'flywheel-soak-'));
  const random = createRandom(seed);
  const senders = createSenders({
    maker: createCallMaker({ seed: seed + 1, people: PEOPLE, prefix: 'soak' }),
    random,
    writeKey: WRITE_KEY,
    connections: CONNECTIONS,
  });
  const startWeb = () =>
    startProcess('web-process', {
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl ?? '',
      WRITE_KEY,
      FLYWHEEL_KEY: key,
      LOG_LEVEL: 'fatal',
    });
  const key = randomBytes(32).toString('base64');
  const team = createTeam(startWeb);
  try {
    const interrupted = await killUnderLoad(options, { team, senders, random });
    const last = await team.next();
    await senders.finish(await openWeb(last));
    await last.ask('close' satisfies WebOrder);
    const database = await openDatabase({ databaseUrl, dataDir });
    try {
      const verdict = await judgeEvents(database, senders.acknowledged);
      return {
        ...verdict,
        kills,
        acknowledged: senders.acknowledged.size,
        interrupted,
        halved: senders.halved(),
        refused: [...senders.refused.values()].reduce((sum, count) => sum + count, 0),
        seconds: Math.round((performance.now() - startedAt) / 1000),
      };
    } finally {
      await database.close();
    }
  } finally {
    await team.end();
    await rm(dataDir, { recursive: true, force: true });
  }
}

interface Battle {
  readonly team: Team;
  readonly senders: Senders;
  readonly random: Random;
}

/** How many requests were without an answer when their server died. */
async function killUnderLoad(
  { kills, events, onProgress }: SoakIngestOptions,
  { team, senders, random }: Battle,
): Promise<number> {
  let interrupted = 0;
  for (let round = 1; round <= kills; round += 1) {
    const server = await team.next();
    const load = senders.send(await openWeb(server));
    const share = Math.ceil((events * round) / kills);
    while (senders.acknowledged.size < share) await wait(LOOK_MS);
    await wait(random.uniform() * MOST_WAIT_MS);
    const before = senders.unanswered();
    await server.kill();
    load.stop();
    await load.done;
    interrupted += senders.unanswered() - before;
    onProgress?.(`kill ${round} of ${kills}, ${senders.acknowledged.size} events acknowledged`);
  }
  return interrupted;
}

function openWeb(server: BenchProcess): Promise<string> {
  return server.ask('open' satisfies WebOrder);
}

interface Team {
  /** The next process, loaded. */
  next(): Promise<BenchProcess>;
  end(): Promise<void>;
}

/** One process is always loaded in advance. */
function createTeam(start: () => BenchProcess): Team {
  const all: BenchProcess[] = [];
  const hire = () => {
    const one = start();
    all.push(one);
    return one;
  };
  let spare = hire();
  return {
    async next() {
      const one = spare;
      await one.loaded;
      spare = hire();
      return one;
    },
    async end() {
      await Promise.all(all.map((one) => one.kill()));
    },
  };
}
