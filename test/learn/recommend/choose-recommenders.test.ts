/** Which recommenders a night trains follows from how much there is to learn from, and what is left out is said. */

import { expect, it } from 'vitest';
import { MINUTE } from '../../../src/domain/clock.ts';
import { startBudget } from '../../../src/domain/night-budget.ts';
import { chooseRecommenders } from '../../../src/learn/recommend/choose-recommenders.ts';
import { type ProductSequence, plainSequence } from '../../../src/learn/recommend/product-sequence.ts';

/** So many contacts who went through so many products each, over and over. */
function facts(contacts: number, length: number, products = 300) {
  const sequence = plainSequence(Array.from({ length }, (_, at) => at % products));
  const sequences = new Array<ProductSequence>(contacts).fill(sequence);
  return { products, sequences, circumstances: [], attributes: [] };
}

it('leaves the transformer out of a small shop, and says what it takes', () => {
  const { kinds, leftOut } = chooseRecommenders(facts(500, 21));
  expect(kinds).not.toContain('transformer');
  expect(kinds).toContain('markov-chain');
  expect(leftOut).toEqual([
    'The transformer was not trained: contacts went from one product to the next 10,000 times, and it takes 30,000.',
  ]);
});

it('trains the transformer where there is enough to learn an order from', () => {
  const { kinds, leftOut } = chooseRecommenders(facts(5_000, 21));
  expect(kinds).toContain('transformer');
  expect(leftOut).toEqual([]);
});

it('leaves the transformer out where a night is too short for all histories, and says so', () => {
  const { kinds, leftOut } = chooseRecommenders(facts(50_000, 21));
  expect(kinds).not.toContain('transformer');
  expect(leftOut).toEqual([
    'The transformer was not trained: to read all histories 5 times it takes 1,955 steps, and a night has 1,000.',
  ]);
});

it('leaves the transformer out once the night is used up, and says so', () => {
  const time = { now: 0 };
  const night = startBudget(90, { now: () => time.now });
  expect(chooseRecommenders(facts(5_000, 21), night).kinds).toContain('transformer');
  time.now = 90 * MINUTE;
  const { kinds, leftOut } = chooseRecommenders(facts(5_000, 21), night);
  expect(kinds).not.toContain('transformer');
  expect(leftOut).toEqual([
    'The transformer was not trained: the 90 minutes that a night may take (NIGHT_MINUTES) were used up.',
  ]);
});

it('never trains what counting beats', () => {
  expect(chooseRecommenders(facts(5_000, 21)).kinds).not.toContain('neural-collaborative');
});

it('inverts no matrix of a catalogue that is large for a night', () => {
  expect(chooseRecommenders(facts(10, 5, 1500)).kinds).toContain('ease');
  expect(chooseRecommenders(facts(10, 5, 1501)).kinds).not.toContain('ease');
});
