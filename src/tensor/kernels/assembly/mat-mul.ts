/** C = A B, with either operand transposed, strided rows, and C optionally added to. */

import { multiply } from './tile';

/** Columns of a tile, and of a panel of B. */
const COLUMNS: i32 = 8;
/** So much of k at a time, that the parts of A and B that belong together stay in the nearest cache. */
const DEPTH: i32 = 128;

const TRANSPOSE_A: i32 = 1;
const TRANSPOSE_B: i32 = 2;
const ACCUMULATE: i32 = 4;

/** Bytes of scratch that `matMul` needs for these sizes: B whole, and a tile. */
export function matMulScratch(n: i32, k: i32): i32 {
  return ((n + COLUMNS - 1) / COLUMNS * COLUMNS * k + 4 * COLUMNS) * 4;
}

/**
 * C (m x n) = A (m x k) B (k x n). `flags`: 1 A is stored k x m, 2 B is stored n x k, 4 add to C. `lda`, `ldb`, `ldc` are
 * floats from one stored row to the next. B is read where it lies, unless it is transposed or fills no whole vectors.
 */
export function matMul(
  a: usize, b: usize, c: usize,
  m: i32, n: i32, k: i32,
  lda: i32, ldb: i32, ldc: i32,
  flags: i32, scratch: usize,
): void {
  const isTransposed = (flags & TRANSPOSE_A) != 0;
  const rowA = <usize>(isTransposed ? 4 : lda * 4);
  const stepA = <usize>(isTransposed ? lda * 4 : 4);
  const rowB = <usize>(ldb * 4);
  const rowC = <usize>(ldc * 4);
  const isPacked = (flags & TRANSPOSE_B) != 0 || (n & 3) != 0;
  const whole = isPacked ? n & ~7 : n;
  const columns = n - whole;
  const panel = <usize>(COLUMNS * k * 4);
  const last = scratch + <usize>(whole / COLUMNS) * panel;
  const tile = last + panel;
  if (isPacked) packB(b, scratch, n, k, ldb, (flags & TRANSPOSE_B) != 0);
  for (let from = 0; from < k; from += DEPTH) {
    const depth = min(DEPTH, k - from);
    const accumulate = from > 0 || (flags & ACCUMULATE) != 0;
    const partA = a + <usize>from * stepA;
    if (isPacked) multiply(partA, rowA, stepA, scratch + <usize>(from * 32), 32, panel, c, rowC, m, whole, depth, accumulate);
    else multiply(partA, rowA, stepA, b + <usize>from * rowB, rowB, 32, c, rowC, m, n, depth, accumulate);
    if (columns == 0) continue;
    for (let row = 0; row < m; row += 4) {
      const rows = min(4, m - row);
      multiply(partA + <usize>row * rowA, rowA, stepA, last + <usize>(from * 32), 32, panel, tile, 32, rows, COLUMNS, depth, false);
      copyTile(tile, c + <usize>row * rowC + <usize>(whole * 4), rows, columns, ldc, accumulate);
    }
  }
}

/** B in panels of eight columns, k after k, padded with zeros. */
export function packB(b: usize, packed: usize, n: i32, k: i32, ldb: i32, transposed: bool): void {
  for (let column = 0; column < n; column += COLUMNS) {
    for (let j = 0; j < COLUMNS; j++) {
      let to = packed + <usize>(j * 4);
      if (column + j >= n) {
        for (let at = 0; at < k; at++, to += 32) store<f32>(to, 0);
        continue;
      }
      let from = transposed ? b + <usize>((column + j) * ldb * 4) : b + <usize>((column + j) * 4);
      const step: usize = transposed ? 4 : <usize>(ldb * 4);
      for (let at = 0; at < k; at++, to += 32, from += step) store<f32>(to, load<f32>(from));
    }
    packed += <usize>(COLUMNS * k * 4);
  }
}

function copyTile(tile: usize, c: usize, rows: i32, columns: i32, ldc: i32, accumulate: bool): void {
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      const to = c + <usize>((i * ldc + j) * 4);
      const value = load<f32>(tile + <usize>((i * COLUMNS + j) * 4));
      store<f32>(to, accumulate ? load<f32>(to) + value : value);
    }
}
