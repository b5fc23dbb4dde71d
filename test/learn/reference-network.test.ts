/** How the reference network trains: as the article says, and without getting in anyone's way. */

import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { learningBackend } from '../../src/learn/learning-backend.ts';
import { ReferenceNetwork } from '../../src/learn/reference-network.ts';
import { buildTrainingSet, FEATURE_NAMES } from './build-training-set.ts';

describe('ReferenceNetwork', () => {
  it('has the layers and the optimiser of the article', async () => {
    const network = new ReferenceNetwork();
    await network.fit(buildTrainingSet(200, 1), buildTrainingSet(100, 2), { seed: 1 });
    const inputs = FEATURE_NAMES.length;
    const parameters = (inputs + 1) * 64 + (64 + 1) * 32 + (32 + 1) * 1;
    expect(network.save()['weights.bin']).toHaveLength(4 * parameters);
    expect(network.config).toMatchObject({
      hidden: [64, 32],
      learningRate: 0.001,
      epochs: 10,
      batchSize: 32,
    });
  });

  it('names the backend that trained it', async () => {
    const report = await new ReferenceNetwork().fit(buildTrainingSet(200, 1), buildTrainingSet(100, 2), {
      seed: 1,
    });
    expect(report.backend).toBe((await learningBackend()).name);
  });

  it('stops early once the validation loss no longer falls', async () => {
    const training = buildTrainingSet(4000, 1);
    const unrelated = { ...buildTrainingSet(1000, 2), y: buildTrainingSet(1000, 77).y };
    const report = await new ReferenceNetwork().fit(training, unrelated, { seed: 1 });
    expect(report.epochs.length).toBeLessThan(10);
    expect(report.epochs.length).toBe(report.bestEpoch + 3);
  });

  it('gives other weights for another seed', async () => {
    const weights = async (seed: number) => {
      const network = new ReferenceNetwork();
      await network.fit(buildTrainingSet(200, 1), buildTrainingSet(100, 2), { seed });
      return network.save()['weights.bin'];
    };
    expect(await weights(1)).not.toEqual(await weights(2));
  });

  it('lets the event loop turn between epochs', async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 0);
    const report = await new ReferenceNetwork().fit(buildTrainingSet(1000, 1), buildTrainingSet(500, 2), {
      seed: 1,
    });
    clearInterval(timer);
    expect(turns).toBeGreaterThanOrEqual(report.epochs.length - 1);
  });

  it('leaves no tensor behind in a training and a prediction', async () => {
    await learningBackend();
    const before = tf.memory().numTensors;
    const network = new ReferenceNetwork();
    const training = buildTrainingSet(3200, 1);
    await network.fit(training, buildTrainingSet(500, 2), { seed: 1 });
    await network.predict(training.x, training.rows);
    expect(tf.memory().numTensors).toBe(before);
  });
});
