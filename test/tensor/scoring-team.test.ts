/** Threads that share rows say what the network says of each alone, and hold nobody up meanwhile. */

import { setImmediate } from 'node:timers/promises';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { createRandom } from '../../src/statistics/random.ts';
import { EnsembleNetwork } from '../../src/tensor/ensemble-network.ts';
import { askTogether } from '../../src/tensor/scoring-team.ts';
import { type Question, ServedNetwork } from '../../src/tensor/served-network.ts';
import type * as StartScoringThreads from '../../src/tensor/start-scoring-thread.ts';
import { builtFile } from '../support/build-changed.ts';

const FEATURES = 3;

let startScoringThread: typeof StartScoringThreads.startScoringThread;
/** Threads run what was compiled. */
beforeAll(async () => {
  ({ startScoringThread } = await import(builtFile('src/tensor/start-scoring-thread')));
});

function aNetwork(seed: number): ServedNetwork {
  const sizes = [FEATURES + 4, 16, 16, 1];
  const network = new EnsembleNetwork({ sizes, members: 2 }, createRandom(seed));
  const all = <T>(value: T) => Array.from({ length: FEATURES }, () => value);
  return new ServedNetwork({
    features: FEATURES,
    scaling: { columns: [0, 1, 2], logs: all(false), means: all(0), inverseDeviations: all(1) },
    edges: [[-1, 0, 1], [], [0, 0.5, 2]],
    ...{ sizes, members: network.memberWeights() },
    ...{ typical: new Float32Array(FEATURES), calibration: { kind: 'none' } },
  });
}

function rowsOf(rows: number) {
  const random = createRandom(5);
  return { rows, x: Float32Array.from({ length: rows * FEATURES }, () => random.normal()) };
}

function aThread() {
  const thread = startScoringThread();
  onTestFinished(() => thread.close());
  return thread;
}

it.each<[Question, number]>([
  ['predict', 20_001],
  ['attribute', 1_001],
])('is asked to %s %i rows by three threads as by one', async (question, rows) => {
  const [network, some] = [aNetwork(1), rowsOf(rows)];
  const asked = [0, 0];
  const team = [aThread(), aThread()].map(({ ask }, at): typeof ask => {
    return (...one) => {
      asked[at]! += one[2].rows;
      return ask(...one);
    };
  });
  const said = await askTogether(network, question, some, () => team);
  expect(said).toEqual(network[question](some.x, rows));
  expect(Math.min(...asked)).toBeGreaterThan(0);
});

it('gives each thread its share, also of no more than some hundred rows', async () => {
  const network = aNetwork(1);
  const asked = [0, 0, 0];
  const team = asked.map((_, at): ReturnType<typeof aThread>['ask'] => async (one, question, { x, rows }) => {
    asked[at]! += rows;
    return one[question](x, rows);
  });
  await askTogether(network, 'attribute', rowsOf(1_024), () => team);
  expect(Math.min(...asked)).toBeGreaterThanOrEqual(256);
});

it('answers by itself what a thread was asked that died', async () => {
  const [network, some, dead] = [aNetwork(1), rowsOf(1_001), startScoringThread()];
  await dead.close();
  const said = await askTogether(network, 'attribute', some, () => [dead.ask]);
  expect(said).toEqual(network.attribute(some.x, some.rows));
});

it('asks each network by itself, also more of them than a thread keeps', async () => {
  const networks = Array.from({ length: 6 }, (_, at) => aNetwork(at));
  const some = rowsOf(5);
  const { ask } = aThread();
  const inTurn = [...networks, ...networks, networks[5]!];
  const said = await Promise.all(inTurn.map((network) => ask(network, 'predict', some)));
  expect(said).toEqual(inTurn.map((network) => network.predict(some.x, some.rows)));
  expect(new Set(said.map(([first]) => first)).size).toBe(6);
});

it('lets others have their turn between a few rows and the next, where no thread helps too', async () => {
  let turns = 0;
  let isOver = false;
  const said = askTogether(aNetwork(1), 'predict', rowsOf(20_000), () => []).then(() => {
    isOver = true;
  });
  while (!isOver) {
    await setImmediate();
    turns += 1;
  }
  await said;
  expect(turns).toBeGreaterThanOrEqual(5);
});

it('fails when a thread dies, and goes on failing', async () => {
  const thread = startScoringThread();
  const broken = new ServedNetwork({ ...aNetwork(1).network, members: undefined as never });
  const failing = { name: 'AppError', code: 'unavailable', message: expect.stringContaining('scoring') };
  await expect(thread.ask(broken, 'attribute', rowsOf(1))).rejects.toMatchObject(failing);
  await expect(thread.ask(aNetwork(1), 'predict', rowsOf(1))).rejects.toMatchObject(failing);
});
