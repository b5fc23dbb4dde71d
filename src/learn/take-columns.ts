/** The columns that a model was trained on, out of all features. */

/** All features of contacts as of one cutoff. */
export interface ScoringSet {
  readonly featureNames: readonly string[];
  readonly rows: number;
  /** rows x featureNames, row-major. */
  readonly x: Float32Array;
  readonly contactIds: readonly string[];
}

/** Rows `from` to `from + size`, with columns as a model names them; a feature that the set does not have is NaN. */
export function takeColumns(
  { x, featureNames }: Pick<ScoringSet, 'x' | 'featureNames'>,
  names: readonly string[],
  { from, size }: { readonly from: number; readonly size: number },
): Float32Array {
  const columns = names.map((name) => featureNames.indexOf(name));
  const taken = new Float32Array(size * columns.length);
  let at = 0;
  for (let row = from; row < from + size; row += 1)
    for (const column of columns)
      taken[at++] = column < 0 ? Number.NaN : x[row * featureNames.length + column]!;
  return taken;
}
