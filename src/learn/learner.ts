/** The one contract of everything that learns from facts and is asked afterwards; each family of models extends it. */

import type { ArtifactFiles } from '../domain/artifact.ts';

/** What a family is taught and asked. */
export interface LearnerTerms {
  /** The arguments of `fit`: what there is to learn from, and how. */
  readonly facts: readonly unknown[];
  /** What `fit` says of the learning. */
  readonly report: unknown;
  /** The arguments of `predict`. */
  readonly question: readonly unknown[];
  readonly answer: unknown;
}

/** Each promise is tried on every kind of every family: test/learn/contract.test.ts. */
export interface Learner<Terms extends LearnerTerms = LearnerTerms> {
  /** One of its family's: it stands with what is saved, and says what loads that. */
  readonly kind: string;
  /** The hyperparameters, for the record. */
  readonly config: Readonly<Record<string, unknown>>;
  /**
   * Learns anew. The same facts and the same seed, on the same backend of the same machine, teach the same to the last digit.
   * Holds no tensor back. Throws `invalid`, with what to do, on facts that cannot teach.
   */
  fit(...facts: Terms['facts']): Promise<Terms['report']>;
  /**
   * Possible values, however strange the question, and the same whatever else is asked with it or before it. Holds no tensor back.
   * Throws `invalid` before `fit` or `load`.
   */
  predict(...question: Terms['question']): Terms['answer'];
  /** Everything that `load` needs to predict exactly the same; who taught it is not among that. */
  save(): ArtifactFiles;
  /** Throws `invalid` when the files are damaged or another kind's. */
  load(files: ArtifactFiles): void | Promise<void>;
}

/** How each kind of a family is made, knowing nothing yet. */
export type Kinds<Kind extends string, Made extends Learner, With extends unknown[] = []> = Readonly<
  Record<Kind, (...how: With) => Made>
>;
