/** C = A B, with either operand transposed, strided rows, and C optionally added to. */

/** Rows and columns of the tile that is held in registers: 8 accumulators, 2 of B, 1 of A. */
const ROWS: i32 = 4;
const COLUMNS: i32 = 8;

const TRANSPOSE_A: i32 = 1;
const TRANSPOSE_B: i32 = 2;
const ACCUMULATE: i32 = 4;

/** Bytes of scratch that `matMul` needs for these sizes: B whole, a panel of A, and a tile. */
export function matMulScratch(n: i32, k: i32): i32 {
  const panels = (n + COLUMNS - 1) / COLUMNS;
  return (panels * COLUMNS * k + ROWS * k + ROWS * COLUMNS) * 4;
}

/**
 * C (m x n) = A (m x k) B (k x n). `flags`: 1 A is stored k x m, 2 B is stored n x k, 4 add to C. `lda`, `ldb`, `ldc` are
 * floats from one stored row to the next. Both operands are packed into panels first, so one inner loop serves all cases.
 */
export function matMul(
  a: usize, b: usize, c: usize,
  m: i32, n: i32, k: i32,
  lda: i32, ldb: i32, ldc: i32,
  flags: i32, scratch: usize,
): void {
  const panels = (n + COLUMNS - 1) / COLUMNS;
  const packedA = scratch + <usize>(panels * COLUMNS * k * 4);
  const tile = packedA + <usize>(ROWS * k * 4);
  packB(b, scratch, n, k, ldb, (flags & TRANSPOSE_B) != 0);
  const accumulate = (flags & ACCUMULATE) != 0;
  for (let row = 0; row < m; row += ROWS) {
    const rows = min(ROWS, m - row);
    packA(a, packedA, row, rows, k, lda, (flags & TRANSPOSE_A) != 0);
    for (let panel = 0; panel < panels; panel++) {
      const column = panel * COLUMNS;
      const columns = min(COLUMNS, n - column);
      const packedB = scratch + <usize>(panel * COLUMNS * k * 4);
      const target = c + <usize>((row * ldc + column) * 4);
      if (rows == ROWS && columns == COLUMNS) {
        multiplyTile(packedA, packedB, target, ldc, k, accumulate);
      } else {
        multiplyTile(packedA, packedB, tile, COLUMNS, k, false);
        copyTile(tile, target, rows, columns, ldc, accumulate);
      }
    }
  }
}

/** B in panels of eight columns, k after k, padded with zeros. */
function packB(b: usize, packed: usize, n: i32, k: i32, ldb: i32, transposed: bool): void {
  for (let column = 0; column < n; column += COLUMNS) {
    const columns = min(COLUMNS, n - column);
    if (!transposed && columns == COLUMNS) {
      let from = b + <usize>(column * 4);
      for (let at = 0; at < k; at++) {
        v128.store(packed, v128.load(from));
        v128.store(packed, v128.load(from, 16), 16);
        packed += 32;
        from += <usize>(ldb * 4);
      }
      continue;
    }
    for (let j = 0; j < COLUMNS; j++) {
      let to = packed + <usize>(j * 4);
      if (j >= columns) {
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

/** Four rows of A, k after k, padded with zeros. */
function packA(a: usize, packed: usize, row: i32, rows: i32, k: i32, lda: i32, transposed: bool): void {
  if (transposed && rows == ROWS) {
    let from = a + <usize>(row * 4);
    for (let at = 0; at < k; at++) {
      v128.store(packed, v128.load(from));
      packed += 16;
      from += <usize>(lda * 4);
    }
    return;
  }
  for (let i = 0; i < ROWS; i++) {
    let to = packed + <usize>(i * 4);
    if (i >= rows) {
      for (let at = 0; at < k; at++, to += 16) store<f32>(to, 0);
      continue;
    }
    let from = transposed ? a + <usize>((row + i) * 4) : a + <usize>((row + i) * lda * 4);
    const step: usize = transposed ? <usize>(lda * 4) : 4;
    for (let at = 0; at < k; at++, to += 16, from += step) store<f32>(to, load<f32>(from));
  }
}

function multiplyTile(a: usize, b: usize, c: usize, ldc: i32, k: i32, accumulate: bool): void {
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0), c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0), c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0), c31 = f32x4.splat(0);
  for (let at = 0; at < k; at++) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load32_splat(a);
    c00 = f32x4.add(c00, f32x4.mul(a0, b0));
    c01 = f32x4.add(c01, f32x4.mul(a0, b1));
    const a1 = v128.load32_splat(a, 4);
    c10 = f32x4.add(c10, f32x4.mul(a1, b0));
    c11 = f32x4.add(c11, f32x4.mul(a1, b1));
    const a2 = v128.load32_splat(a, 8);
    c20 = f32x4.add(c20, f32x4.mul(a2, b0));
    c21 = f32x4.add(c21, f32x4.mul(a2, b1));
    const a3 = v128.load32_splat(a, 12);
    c30 = f32x4.add(c30, f32x4.mul(a3, b0));
    c31 = f32x4.add(c31, f32x4.mul(a3, b1));
    a += 16;
    b += 32;
  }
  const step = <usize>(ldc * 4);
  putRow(c, c00, c01, accumulate);
  putRow(c + step, c10, c11, accumulate);
  putRow(c + 2 * step, c20, c21, accumulate);
  putRow(c + 3 * step, c30, c31, accumulate);
}

// @ts-ignore: decorator
@inline
function putRow(c: usize, left: v128, right: v128, accumulate: bool): void {
  v128.store(c, accumulate ? f32x4.add(v128.load(c), left) : left);
  v128.store(c, accumulate ? f32x4.add(v128.load(c, 16), right) : right, 16);
}

function copyTile(tile: usize, c: usize, rows: i32, columns: i32, ldc: i32, accumulate: bool): void {
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      const to = c + <usize>((i * ldc + j) * 4);
      const value = load<f32>(tile + <usize>((i * COLUMNS + j) * 4));
      store<f32>(to, accumulate ? load<f32>(to) + value : value);
    }
}
