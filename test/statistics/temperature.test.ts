/** Temperature scaling finds how much too sure probabilities are. */

import { expect, it } from 'vitest';
import { logLoss } from '../../src/statistics/log-loss.ts';
import { createRandom } from '../../src/statistics/random.ts';
import { applyTemperature, fitTemperature } from '../../src/statistics/temperature.ts';

it('finds the temperature that undoes too much sureness, and leaves right probabilities alone', () => {
  const random = createRandom(2);
  const logits = Float32Array.from({ length: 20_000 }, () => 1.5 * random.normal());
  const right = logits.map((logit) => 1 / (1 + Math.exp(-logit)));
  const labels = right.map((p) => (random.uniform() < p ? 1 : 0));
  const tooSure = logits.map((logit) => 1 / (1 + Math.exp(-2 * logit)));
  expect(fitTemperature(labels, tooSure)).toBeCloseTo(2, 0);
  expect(fitTemperature(labels, right)).toBeCloseTo(1, 1);
  const mended = applyTemperature(fitTemperature(labels, tooSure), tooSure);
  expect(logLoss(labels, mended)).toBeLessThan(logLoss(labels, tooSure) - 0.02);
});
