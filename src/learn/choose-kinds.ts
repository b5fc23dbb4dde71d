/** The ladder: which kinds of model a training set is large enough for. */

import type { ModelKind } from './model.ts';

interface Rung {
  readonly kind: ModelKind;
  /** Examples with the outcome that it takes. */
  readonly positives: number;
}

/**
 * The baseline first, and always. The ensemble's number is of its learning curves (`npm run bench -- ladder`): with 300 better than the
 * baseline beyond chance on a simulated shop, and on UCI Online Retail within chance of it; with 100 it is within chance on both, and a
 * night is the shorter without it.
 */
const LADDER: readonly Rung[] = [
  { kind: 'logistic-regression', positives: 0 },
  { kind: 'reference-network', positives: 0 },
  { kind: 'ensemble-network', positives: 300 },
  // It needs contacts who came back rather than positives, and says itself how many.
  { kind: 'purchase-rhythm', positives: 0 },
];

/** The kinds to train on so many positive examples, and of the others, in words, what it would take. */
export function chooseKinds(positives: number): {
  readonly kinds: readonly ModelKind[];
  readonly leftOut: readonly string[];
} {
  const isFit = (rung: Rung) => positives >= rung.positives;
  return {
    kinds: LADDER.filter(isFit).map(({ kind }) => kind),
    leftOut: LADDER.filter((rung) => !isFit(rung)).map(
      (rung) =>
        `The ${rung.kind.replaceAll('-', ' ')} was not trained: ${positives.toLocaleString('en')} training examples ended in an order, and it takes ${rung.positives.toLocaleString('en')}.`,
    ),
  };
}
