/** Contacts are asked about ahead of what is kept of them, a part at a time. */

import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { ModelRun, ModelRunStore, Score } from '../../src/domain/model-run.ts';
import type { ForetellHeads } from '../../src/learn/heads/foretell-heads.ts';
import { LogisticRegression } from '../../src/learn/logistic-regression.ts';
import { scoreContacts } from '../../src/learn/score-contacts.ts';
import { buildTrainingSet } from './build-training-set.ts';

const ROWS = 4200;

async function score(foretellHeads: ForetellHeads, replaceScores: ModelRunStore['replaceScores']) {
  const model = new LogisticRegression();
  await model.fit(buildTrainingSet(500, 1), buildTrainingSet(200, 2), { seed: 1 });
  const run = { id: 'champion', kind: model.kind, outcomeWindowDays: 30 } as ModelRun;
  const set = buildTrainingSet(ROWS, 3);
  const ports = {
    modelRuns: { champion: async () => run, replaceScores } as unknown as ModelRunStore,
    artifacts: { save: async () => undefined, remove: async () => undefined, load: async () => model.save() },
  };
  const scored = await scoreContacts(ports, {
    set: { ...set, contactIds: Array.from({ length: ROWS }, (_, row) => `contact-${row}`) },
    ...{ cutoff: 0, nextProductsOf: () => [], foretellHeads, leftAlone: new Set() },
  });
  return { ...scored, said: await model.predict(set.x, ROWS) };
}

const noHeads: ForetellHeads = async (_, { size }) => new Array<null>(size).fill(null);

it('asks about the next two parts while one is kept, and no further', async () => {
  const asked: number[] = [];
  const kept: Score[] = [];
  const { scored, probabilities, said } = await score(
    (set, part) => {
      asked.push(part.from);
      return noHeads(set, part);
    },
    async (scores) => {
      for await (const one of scores) {
        kept.push(one);
        if (kept.length > 1) continue;
        await setImmediate();
        expect(asked).toEqual([0, 1024, 2048]);
      }
      return kept.length;
    },
  );
  expect(asked).toEqual([0, 1024, 2048, 3072, 4096]);
  expect(scored).toBe(ROWS);
  expect(kept.map(({ contactId }) => contactId)).toEqual(kept.map((_, row) => `contact-${row}`));
  expect(probabilities).toEqual(said);
  expect(Float32Array.from(kept, (one) => one.conversionProbability)).toEqual(said);
});

it('fails by what cannot be kept, also where the next part could not be asked about', async () => {
  const scoring = score(
    async (set, part) => {
      if (part.from > 0) throw new Error('no heads');
      return noHeads(set, part);
    },
    async (scores) => {
      for await (const _ of scores) {
        await setImmediate();
        throw new Error('no room');
      }
      return 0;
    },
  );
  await expect(scoring).rejects.toThrow('no room');
});
