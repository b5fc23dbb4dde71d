/** What a family of models has to lend to the suite that tries the one contract on each of its kinds. */

import type { Learner, LearnerTerms } from '../../../src/learn/learner.ts';

/** Of one kind: what teaches it, what it is asked, and what may be expected of the answers. */
export interface Trial<Terms extends LearnerTerms, Question, Answer> {
  /** Knowing nothing yet. */
  create(): Learner<Terms>;
  /** Learnable ones, made anew each time. */
  facts(): Terms['facts'];
  /** Facts that cannot teach, by what ails them, with words of the refusal that say what to do. */
  readonly hopeless: readonly {
    readonly what: string;
    readonly facts: Terms['facts'];
    readonly says: RegExp;
  }[];
  /** About contacts whom the facts do not hold. */
  readonly questions: readonly Question[];
  /** Unlike any that the facts hold. */
  readonly strange: readonly Question[];
  /** Asks all of them, at once where the family can; an answer to each. */
  ask(learner: Learner<Terms>, questions: readonly Question[]): Promise<readonly Answer[]>;
  /** Whether such a thing can be: of the right size, finite, within its range. */
  isPossible(answer: Answer): boolean;
  /** How far the answers to `questions` are from what came, the lower the better. */
  lossOf(answers: readonly Answer[]): number;
  /** What somebody loses who knows nothing of the contacts, less what the kind has to gain on that. */
  readonly lossToBeat: number;
  /** By how many bytes a file can be cut so that its reader has to see it. */
  readonly cuts: readonly number[];
  /** The contacts in the facts by their ids, and what the facts say of some of them: nothing of that may be kept. */
  readonly secrets: { readonly contactIds: readonly string[]; readonly rows: readonly NumberRow[] };
}

/** A row of the facts as it came. */
type NumberRow = Float32Array | Float64Array | Int32Array;

/** Whether the file has the row, as its bytes or in words. */
export function holdsRow(file: Buffer, row: NumberRow): boolean {
  return (
    file.includes(Buffer.from(row.buffer, row.byteOffset, row.byteLength)) ||
    file.includes(Buffer.from(Float64Array.from(row).buffer)) ||
    file.includes(row.join(','))
  );
}

/** Ids such as contacts have: found by chance in no file. */
export function nameContacts<Set extends { readonly rows: number }>(
  set: Set,
): Set & { readonly contactIds: string[] } {
  return { ...set, contactIds: Array.from({ length: set.rows }, (_, row) => `contact-${row}-of-the-facts`) };
}

/** Every tenth row of features. */
export function takeTenth({
  x,
  featureNames,
}: {
  readonly x: Float32Array;
  readonly featureNames: readonly string[];
}): Float32Array[] {
  const width = featureNames.length;
  return Array.from({ length: Math.floor(x.length / width / 10) }, (_, at) =>
    x.slice(10 * at * width, (10 * at + 1) * width),
  );
}

/** Rows unlike any that a model has met, in all features and in one of `others`. */
export function strangeRows(others: Float32Array): Float32Array[] {
  const strange = [0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e30, -1e30, -5];
  return [
    ...strange.map((value) => new Float32Array(others.length).fill(value)),
    ...strange.map((value, at) => others.with(at % others.length, value)),
  ];
}

/** One after the other, as `predict` takes them. */
export function joinRows(rows: readonly Float32Array[]): Float32Array {
  const x = new Float32Array(rows.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const row of rows) {
    x.set(row, at);
    at += row.length;
  }
  return x;
}

/** Each row of features alone. */
export function splitRows({ x, rows }: { readonly x: Float32Array; readonly rows: number }): Float32Array[] {
  const width = x.length / rows;
  return Array.from({ length: rows }, (_, row) => x.slice(row * width, (row + 1) * width));
}
