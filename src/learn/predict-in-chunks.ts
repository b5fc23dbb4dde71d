/** Predicts many rows a few at a time, so that what they are made into is neither held nor written to memory as a whole. */

const CHUNK = 4096;

/** One probability a row, of rows of raw features that `predictSome` scales and scores. */
export function predictInChunks(
  x: Float32Array,
  rows: number,
  predictSome: (x: Float32Array, rows: number) => Float32Array,
): Float32Array {
  const width = rows === 0 ? 0 : x.length / rows;
  const probabilities = new Float32Array(rows);
  for (let from = 0; from < rows; from += CHUNK) {
    const size = Math.min(CHUNK, rows - from);
    probabilities.set(predictSome(x.subarray(from * width, (from + size) * width), size), from);
  }
  return probabilities;
}
