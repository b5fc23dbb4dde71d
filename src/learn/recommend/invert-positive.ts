/** Inverts large symmetric positive definite matrices, in double precision: single loses what small ridges leave. */

/** Below this size plain elimination. */
const BASE = 48;
/** So many products at a time stay in the processor's cache. */
const DEPTH = 256;

/**
 * The inverse, row-major, by halves: with blocks A, B', D and Schur's complement S = D - B' A^-1 B everything is products
 * of matrices. About n^3 / 2 multiplications: half a minute for 3,400 rows. Memory: four times the matrix.
 * Golub and Van Loan, "Matrix Computations" (4th ed.), section 2.1.4 on inverses and 3.2.11 on blocks.
 */
export function invertPositive(matrix: Float64Array, n: number): Float64Array {
  if (n <= BASE) return invertPlain(matrix, n);
  const half = n >> 1;
  const rest = n - half;
  const lower = cut(matrix, n, { row: half, column: 0, rows: rest, columns: half });
  const a = invertPositive(cut(matrix, n, { row: 0, column: 0, rows: half, columns: half }), half);
  const wTransposed = new Float64Array(rest * half);
  addProduct(wTransposed, lower, a, { depth: half, sign: 1 });
  const schur = cut(matrix, n, { row: half, column: half, rows: rest, columns: rest });
  addProduct(schur, wTransposed, lower, { depth: half, sign: -1 });
  const s = invertPositive(schur, rest);
  const w = transpose(wTransposed, rest, half);
  const upperRight = new Float64Array(half * rest);
  addProduct(upperRight, w, s, { depth: rest, sign: -1 });
  addProduct(a, upperRight, w, { depth: rest, sign: -1 });
  const inverse = new Float64Array(n * n);
  for (let row = 0; row < half; row += 1) {
    inverse.set(a.subarray(row * half, (row + 1) * half), row * n);
    inverse.set(upperRight.subarray(row * rest, (row + 1) * rest), row * n + half);
  }
  const lowerLeft = transpose(upperRight, half, rest);
  for (let row = 0; row < rest; row += 1) {
    inverse.set(lowerLeft.subarray(row * half, (row + 1) * half), (half + row) * n);
    inverse.set(s.subarray(row * rest, (row + 1) * rest), (half + row) * n + half);
  }
  return inverse;
}

/** Adds `sign` times a b' to c, a and b having `depth` columns: two rows by four at a time, summed in registers. */
function addProduct(
  c: Float64Array,
  a: Float64Array,
  b: Float64Array,
  { depth, sign }: Pick<Tile, 'depth' | 'sign'>,
): void {
  const columns = b.length / depth;
  for (let from = 0; from < depth; from += DEPTH) {
    const to = Math.min(depth, from + DEPTH);
    for (let row = 0; row * depth < a.length; row += 2)
      for (let column = 0; column < columns; column += 4)
        addTile(c, a, b, { row, column, from, to, depth, sign });
  }
}

interface Tile {
  readonly row: number;
  readonly column: number;
  readonly from: number;
  readonly to: number;
  readonly depth: number;
  readonly sign: 1 | -1;
}

/** At the edges rows are taken twice and written once: no second loop. */
function addTile(c: Float64Array, a: Float64Array, b: Float64Array, tile: Tile): void {
  const { row, column, from, to, depth, sign } = tile;
  const rows = a.length / depth;
  const columns = b.length / depth;
  const a0 = row * depth;
  const a1 = Math.min(row + 1, rows - 1) * depth;
  const [b0, b1, b2, b3] = [0, 1, 2, 3].map((i) => Math.min(column + i, columns - 1) * depth) as Four;
  let [s00, s01, s02, s03, s10, s11, s12, s13] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let k = from; k < to; k += 1) {
    const x0 = a[a0 + k]!;
    const x1 = a[a1 + k]!;
    const y0 = b[b0 + k]!;
    const y1 = b[b1 + k]!;
    const y2 = b[b2 + k]!;
    const y3 = b[b3 + k]!;
    s00 += x0 * y0;
    s01 += x0 * y1;
    s02 += x0 * y2;
    s03 += x0 * y3;
    s10 += x1 * y0;
    s11 += x1 * y1;
    s12 += x1 * y2;
    s13 += x1 * y3;
  }
  const sums: readonly Four[] = [
    [s00, s01, s02, s03],
    [s10, s11, s12, s13],
  ];
  for (let i = 0; i < 2 && row + i < rows; i += 1)
    for (let j = 0; j < 4 && column + j < columns; j += 1)
      c[(row + i) * columns + column + j]! += sign * sums[i]![j]!;
}

type Four = [number, number, number, number];

interface Block {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

function cut(matrix: Float64Array, n: number, { row, column, rows, columns }: Block): Float64Array {
  const block = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i += 1) {
    const from = (row + i) * n + column;
    block.set(matrix.subarray(from, from + columns), i * columns);
  }
  return block;
}

function transpose(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const transposed = new Float64Array(matrix.length);
  for (let i = 0; i < rows; i += 1)
    for (let j = 0; j < columns; j += 1) transposed[j * rows + i] = matrix[i * columns + j]!;
  return transposed;
}

/** Gauss and Jordan's elimination; a positive definite matrix needs no pivoting. */
function invertPlain(matrix: Float64Array, n: number): Float64Array {
  const m = matrix.slice();
  for (let pivot = 0; pivot < n; pivot += 1) {
    const scale = 1 / m[pivot * n + pivot]!;
    m[pivot * n + pivot] = 1;
    for (let i = 0; i < n; i += 1) m[pivot * n + i]! *= scale;
    for (let row = 0; row < n; row += 1) {
      if (row === pivot) continue;
      const factor = m[row * n + pivot]!;
      m[row * n + pivot] = 0;
      for (let i = 0; i < n; i += 1) m[row * n + i]! -= factor * m[pivot * n + i]!;
    }
  }
  return m;
}
