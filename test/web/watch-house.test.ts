/** Whether a process of several workspaces can take requests: asked together, and seldom. */

import { expect, it } from 'vitest';
import { addUpQueues, type QueueState } from '../../src/collect/queue-state.ts';
import { DISK_RESERVE_BYTES } from '../../src/domain/disk-space.ts';
import { createMetrics } from '../../src/web/metrics.ts';
import { createServer } from '../../src/web/server.ts';
import { type HouseWatch, watchHouse } from '../../src/web/watch-house.ts';

const OK = { database: 'ok', disk: 'ok', queue: 'ok', mail: 'ok' };
const queueOf = (calls: number): (() => QueueState) => {
  return () => ({ calls, maxCalls: 20_000, bytes: 0, maxBytes: 1 });
};

function watched(changes: Partial<HouseWatch> = {}) {
  const server = createServer();
  watchHouse(server, {
    metrics: createMetrics(),
    jobs: { tryWriting: async () => undefined },
    installations: { list: async () => [] },
    storesOf: async () => null,
    clock: { now: () => 1 },
    collector: { queue: () => addUpQueues([queueOf(9_000), queueOf(10_999)]) },
    disk: { freeBytes: async () => DISK_RESERVE_BYTES },
    needsDisk: true,
    hasMailServer: true,
    ...changes,
  });
  return server;
}

it('is ready while database, disk and all queues together have room', async () => {
  const answer = await watched().inject('/health/ready');
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual({ ready: true, checks: OK });
});

it.each<[string, Partial<HouseWatch>, RegExp]>([
  ['database', { jobs: { tryWriting: () => Promise.reject(new Error('gone')) } }, /cannot be written/],
  ['disk', { disk: { freeBytes: async () => 0 } }, /0 MB are free/],
  [
    'queue',
    { collector: { queue: () => addUpQueues([queueOf(9_000), queueOf(11_000)]) } },
    /^20000 calls .* wait for the database/,
  ],
])('is not ready without room or answer: %s', async (name, changes, words) => {
  const answer = await watched(changes).inject('/health/ready');
  expect(answer.statusCode).toBe(503);
  expect(answer.json()).toEqual({ ready: false, checks: { ...OK, [name]: expect.stringMatching(words) } });
});

it('writes once for all who ask in one second, and tells how much waits', async () => {
  let written = 0;
  const server = watched({
    jobs: {
      async tryWriting() {
        written += 1;
      },
    },
  });
  for (let asked = 0; asked < 20; asked += 1) await server.inject('/health/ready');
  expect(written).toBe(1);
  const { body } = await server.inject('/metrics');
  expect(body).toMatch(/^flywheel_ingest_queue_calls 19999$/m);
  expect(body).toMatch(/^flywheel_ingest_queue_capacity_calls 20000$/m);
});
