/** Clients that send calls over HTTP until they are told to stop, and send again what nobody has confirmed. */

import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'undici';
import type { Random } from '../../src/statistics/random.ts';
import type { CallMaker } from './make-call.ts';

export interface Senders {
  /** Message ids of all calls that were answered with 200. */
  readonly acknowledged: ReadonlySet<string>;
  /** Requests that were made and have no good answer yet. */
  readonly unanswered: () => number;
  /** Requests that were sent again and turned out to be stored in part: never, since each is one transaction. */
  readonly halved: () => number;
  /** Requests that were answered neither with 200 nor by a broken connection, by status. */
  readonly refused: ReadonlyMap<number, number>;
  /** Sends to a server until `stop`; resolves when the last request has been answered or has failed. */
  send(url: string): { readonly stop: () => void; readonly done: Promise<void> };
  /** Sends what is left from broken connections, and nothing new. */
  finish(url: string): Promise<void>;
}

export interface SenderOptions {
  readonly maker: CallMaker;
  readonly random: Random;
  readonly writeKey: string;
  readonly connections: number;
}

type Batch = readonly Record<string, unknown>[];
const LARGEST_BATCH = 40;
const REFUSED_PAUSE_MS = 20;

export function createSenders(options: SenderOptions): Senders {
  const { maker, random, connections } = options;
  const tally: Tally = { unsure: [], acknowledged: new Set(), refused: new Map(), halved: 0 };
  const draw = (): Batch => {
    const size = random.uniform() < 0.5 ? 1 : 1 + random.integer(LARGEST_BATCH);
    return tally.unsure.pop() ?? Array.from({ length: size }, () => maker.next());
  };

  async function run(url: string, next: () => Batch | null): Promise<void> {
    const pool = new Pool(url, { connections });
    const work = async () => {
      for (let batch = next(); batch !== null; batch = next()) await post({ pool, tally, ...options }, batch);
    };
    await Promise.allSettled(Array.from({ length: connections }, work));
    await pool.destroy();
  }

  return {
    acknowledged: tally.acknowledged,
    refused: tally.refused,
    halved: () => tally.halved,
    unanswered: () => tally.unsure.length,
    send(url) {
      let stopped = false;
      return {
        stop: () => {
          stopped = true;
        },
        done: run(url, () => (stopped ? null : draw())),
      };
    },
    finish: (url) => run(url, () => tally.unsure.pop() ?? null),
  };
}

interface Tally {
  /** Batches without a good answer. */
  readonly unsure: Batch[];
  readonly acknowledged: Set<string>;
  readonly refused: Map<number, number>;
  halved: number;
}

interface Posting {
  readonly pool: Pool;
  readonly tally: Tally;
  readonly writeKey: string;
}

/** Throws when the connection breaks. */
async function post({ pool, tally, writeKey }: Posting, batch: Batch): Promise<void> {
  const { statusCode, stored } = await request(pool, writeKey, batch).catch((fault: unknown) => {
    tally.unsure.push(batch);
    throw fault;
  });
  if (statusCode !== 200) {
    tally.refused.set(statusCode, (tally.refused.get(statusCode) ?? 0) + 1);
    tally.unsure.push(batch);
    await wait(REFUSED_PAUSE_MS);
    return;
  }
  if (stored !== 0 && stored !== batch.length) tally.halved += 1;
  for (const call of batch) tally.acknowledged.add(String(call['messageId']));
}

async function request(pool: Pool, writeKey: string, batch: Batch) {
  const [only] = batch;
  const single = batch.length === 1 && only !== undefined;
  const { statusCode, body } = await pool.request({
    method: 'POST',
    path: single ? `/v1/${only['type']}` : '/v1/batch',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`,
    },
    body: JSON.stringify(single ? only : { batch }),
  });
  const { stored } = (await body.json()) as { readonly stored: number };
  return { statusCode, stored };
}
