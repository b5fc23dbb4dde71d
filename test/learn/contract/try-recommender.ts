/** Recommenders of next products, for the suite of the contract. */

import { createRecommender } from '../../../src/learn/recommend/create-recommender.ts';
import { type ProductSequence, plainSequence } from '../../../src/learn/recommend/product-sequence.ts';
import { rankTarget } from '../../../src/learn/recommend/rank-products.ts';
import type {
  LeftOut,
  ProductFacts,
  RecommenderKind,
  RecommenderTerms,
} from '../../../src/learn/recommend/recommender.ts';
import { hitRateAt } from '../../../src/statistics/next-item.ts';
import { createRandom } from '../../../src/statistics/random.ts';
import type { Trial } from './trial.ts';

/** The last one nobody met. */
const PRODUCTS = 40;
const OWN = 19;
const LENGTH = 6;
const TOP = 10;

/** Contacts walk through even or through odd products, which have an attribute each; number 0 is taken by all, and at the end. */
export function buildProductFacts(contacts = 400, seed = 4): ProductFacts {
  return {
    products: PRODUCTS,
    sequences: walk(contacts, seed).map(plainSequence),
    circumstances: [],
    attributes: Array.from({ length: PRODUCTS }, (_, product) => [product % 2 === 0 ? 'even' : 'odd']),
  };
}

function walk(contacts: number, seed: number): number[][] {
  const random = createRandom(seed);
  return Array.from({ length: contacts }, (_, contact) => {
    const own = random.shuffle(Array.from({ length: OWN }, (__, at) => 2 * at + 2 - (contact % 2)));
    return [...own.slice(0, LENGTH), 0];
  });
}

/** Of every second contact the last product but one is looked for, else the last. */
function leaveOutOne(contacts: number, seed: number): LeftOut[] {
  return walk(contacts, seed).map((products, contact) => {
    const at = LENGTH - (contact % 4 < 2 ? 0 : 1);
    return { history: plainSequence(products.slice(0, at)), target: products[at]! };
  });
}

export function tryRecommender(
  kind: RecommenderKind,
): Trial<RecommenderTerms, ProductSequence, Float32Array> {
  const facts = buildProductFacts();
  const cases = leaveOutOne(100, 9);
  const nobody = { ...facts, sequences: [] };
  const nothing = { ...facts, sequences: [plainSequence([]), plainSequence([])] };
  return {
    create: () => createRecommender(kind),
    facts: () => [buildProductFacts()],
    hopeless: [
      { what: 'nobody', facts: [nobody], says: /Import orders or product views/ },
      { what: 'nobody with a product', facts: [nothing], says: /Import orders or product views/ },
    ],
    questions: cases.map(({ history }) => history),
    strange: [
      [],
      [PRODUCTS - 1],
      new Array<number>(60).fill(3),
      Array.from({ length: 600 }, (_, step) => (step * step) % PRODUCTS),
      Array.from({ length: PRODUCTS }, (_, product) => product),
    ].map(plainSequence),
    ask: async (recommender, histories) => histories.map((history) => recommender.predict(history)),
    isPossible: (scores) => scores.length === PRODUCTS && scores.every(Number.isFinite),
    lossOf: (answers) =>
      1 -
      hitRateAt(
        TOP,
        answers.map((scores, at) => rankTarget(scores, cases[at]!)),
      ),
    // By lot it is among the ten for a third of them.
    lossToBeat: 1 - TOP / (PRODUCTS - LENGTH) - 0.1,
    // Of popularity, how many products there were only the blend knows.
    cuts: kind === 'popularity' ? [3] : [3, 8],
    // It knows no contacts, and one kind remembers stretches of histories, without whose they are.
    secrets: {
      contactIds: [],
      rows: kind === 'session-neighbours' ? [] : facts.sequences.map(({ products }) => products),
    },
  };
}
