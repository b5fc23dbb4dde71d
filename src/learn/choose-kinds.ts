/** The ladder: which kinds of model a training set is large enough for. */

import type { ModelKind } from './model.ts';

interface Rung {
  readonly kind: ModelKind;
  /** Examples with the outcome that it takes. */
  readonly positives: number;
}

/**
 * The baseline first, and always. The ensemble's number is a judgement, not a measurement: with fewer orders to learn
 * from, its lead over the others has little chance to stand out from noise, and the night is the shorter without it.
 */
const LADDER: readonly Rung[] = [
  { kind: 'logistic-regression', positives: 0 },
  { kind: 'reference-network', positives: 0 },
  { kind: 'ensemble-network', positives: 1_000 },
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
