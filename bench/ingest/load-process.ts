/** Makes requests in a process of its own, so that what they cost is not counted against the server. */

import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'undici';
import { quantile } from '../../src/statistics/quantile.ts';
import { answerOrders } from './answer-orders.ts';
import { type CallOptions, createCallMaker } from './make-call.ts';

export interface LoadOrder {
  readonly urls: readonly string[];
  readonly writeKey: string;
  readonly calls: CallOptions;
  readonly requests: number;
  /** Calls in each; 1 sends single calls. */
  readonly batchSize: number;
  readonly connections: number;
  /** Requests start at this pace whatever becomes of them; null starts the next as soon as one is answered. */
  readonly perSecond: number | null;
}

export interface LoadFigures {
  readonly seconds: number;
  /** From the moment at which a request was due until its answer was read. */
  readonly p99Milliseconds: number;
  readonly failed: number;
  readonly cpuSeconds: number;
}

interface Request {
  readonly path: string;
  readonly body: string;
}

answerOrders<LoadOrder>(async (order) => {
  const requests = makeRequests(order);
  const pools = order.urls.map(
    (url) => new Pool(url, { connections: Math.ceil(order.connections / order.urls.length) }),
  );
  const tally: Tally = { milliseconds: [], failed: 0 };
  const send = createSender(pools, order.writeKey, tally);
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  await (order.perSecond === null
    ? sendAtOnce(requests, order.connections, send)
    : sendOnTime(requests, order.perSecond, send));
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  await Promise.all(pools.map((pool) => pool.destroy()));
  return {
    seconds,
    failed: tally.failed,
    p99Milliseconds: quantile(tally.milliseconds, 0.99),
    cpuSeconds: (user + system) / 1_000_000,
  } satisfies LoadFigures;
});

/** Before the clock starts. */
function makeRequests({ calls, requests, batchSize }: LoadOrder): readonly Request[] {
  const maker = createCallMaker(calls);
  return Array.from({ length: requests }, () => {
    if (batchSize > 1) {
      const batch = Array.from({ length: batchSize }, () => maker.next());
      return { path: '/v1/batch', body: JSON.stringify({ batch }) };
    }
    const call = maker.next();
    return { path: `/v1/${call['type']}`, body: JSON.stringify(call) };
  });
}

interface Tally {
  readonly milliseconds: number[];
  failed: number;
}

type Send = (request: Request, dueAt: number) => Promise<void>;

function createSender(pools: readonly Pool[], writeKey: string, tally: Tally): Send {
  const authorization = `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`;
  const headers = { 'content-type': 'application/json', authorization };
  let turn = 0;
  return async ({ path, body }, dueAt) => {
    turn += 1;
    const pool = pools[turn % pools.length] as Pool;
    try {
      const answer = await pool.request({ method: 'POST', path, headers, body });
      await answer.body.dump();
      if (answer.statusCode !== 200) tally.failed += 1;
    } catch {
      tally.failed += 1;
    }
    tally.milliseconds.push(performance.now() - dueAt);
  };
}

async function sendAtOnce(requests: readonly Request[], connections: number, send: Send): Promise<void> {
  let next = 0;
  const work = async () => {
    for (let request = requests[next++]; request !== undefined; request = requests[next++])
      await send(request, performance.now());
  };
  await Promise.all(Array.from({ length: connections }, work));
}

async function sendOnTime(requests: readonly Request[], perSecond: number, send: Send): Promise<void> {
  const startedAt = performance.now();
  const sent: Promise<void>[] = [];
  while (sent.length < requests.length) {
    const due = Math.min(requests.length, ((performance.now() - startedAt) / 1000) * perSecond);
    while (sent.length < due)
      sent.push(send(requests[sent.length] as Request, startedAt + (sent.length / perSecond) * 1000));
    await wait(1);
  }
  await Promise.all(sent);
}
