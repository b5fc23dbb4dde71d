/** The ladder: which kinds of model a training set is large enough for. */

import type { ModelKind } from './model.ts';

interface Rung {
  readonly kinds: readonly ModelKind[];
  /** Examples with the outcome that they take. */
  readonly positives: number;
}

/**
 * The baseline first, and always. The ensemble's number is of its learning curves (`npm run bench -- ladder`): with 300 better than the
 * baseline beyond chance on a simulated shop, and on UCI Online Retail within chance of it; with 100 it is within chance on both, and a
 * night is the shorter without it. Trees take the same, since they serve beside it, and both together are made of the two before.
 */
const LADDER: readonly Rung[] = [
  { kinds: ['logistic-regression', 'reference-network'], positives: 0 },
  { kinds: ['ensemble-network', 'gradient-boosting', 'ensemble-with-trees'], positives: 300 },
  // It needs contacts who came back rather than positives, and says itself how many.
  { kinds: ['purchase-rhythm'], positives: 0 },
];

/** The kinds to train on so many positive examples, and of the others, in words, what it would take. */
export function chooseKinds(positives: number): {
  readonly kinds: readonly ModelKind[];
  readonly leftOut: readonly string[];
} {
  const isFit = (rung: Rung) => positives >= rung.positives;
  return {
    kinds: LADDER.filter(isFit).flatMap(({ kinds }) => kinds),
    leftOut: LADDER.filter((rung) => !isFit(rung)).map(({ kinds, positives: needed }) => {
      const names = kinds.map((kind) => kind.replaceAll('-', ' ')).join(', ');
      return `Not trained: ${names}. ${positives.toLocaleString('en')} training examples ended in an order, and it takes ${needed.toLocaleString('en')}.`;
    }),
  };
}
