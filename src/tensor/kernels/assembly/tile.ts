/**
 * What products of matrices are made of: four rows by eight columns of C, held in registers while k goes by (8
 * accumulators, 2 of B, 1 of A). Nothing is copied beforehand. Strides are bytes from one stored row to the next.
 */

/** Of A stored by rows. */
export function tileByRows(
  a: usize, strideA: usize, b: usize, strideB: usize, c: usize, strideC: usize, k: i32, accumulate: bool,
): void {
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0), c10 = f32x4.splat(0), c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0), c21 = f32x4.splat(0), c30 = f32x4.splat(0), c31 = f32x4.splat(0);
  let a1 = a + strideA, a2 = a1 + strideA, a3 = a2 + strideA;
  for (let at = 0; at < k; at++) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    let s = v128.load32_splat(a);
    c00 = f32x4.add(c00, f32x4.mul(s, b0));
    c01 = f32x4.add(c01, f32x4.mul(s, b1));
    s = v128.load32_splat(a1);
    c10 = f32x4.add(c10, f32x4.mul(s, b0));
    c11 = f32x4.add(c11, f32x4.mul(s, b1));
    s = v128.load32_splat(a2);
    c20 = f32x4.add(c20, f32x4.mul(s, b0));
    c21 = f32x4.add(c21, f32x4.mul(s, b1));
    s = v128.load32_splat(a3);
    c30 = f32x4.add(c30, f32x4.mul(s, b0));
    c31 = f32x4.add(c31, f32x4.mul(s, b1));
    a += 4, a1 += 4, a2 += 4, a3 += 4;
    b += strideB;
  }
  put(c, c00, c01, accumulate);
  put(c + strideC, c10, c11, accumulate);
  put(c + 2 * strideC, c20, c21, accumulate);
  put(c + 3 * strideC, c30, c31, accumulate);
}

/** Of A stored by columns: its four rows lie beside each other. */
export function tileByColumns(
  a: usize, strideA: usize, b: usize, strideB: usize, c: usize, strideC: usize, k: i32, accumulate: bool,
): void {
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0), c10 = f32x4.splat(0), c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0), c21 = f32x4.splat(0), c30 = f32x4.splat(0), c31 = f32x4.splat(0);
  for (let at = 0; at < k; at++) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    let s = v128.load32_splat(a);
    c00 = f32x4.add(c00, f32x4.mul(s, b0));
    c01 = f32x4.add(c01, f32x4.mul(s, b1));
    s = v128.load32_splat(a, 4);
    c10 = f32x4.add(c10, f32x4.mul(s, b0));
    c11 = f32x4.add(c11, f32x4.mul(s, b1));
    s = v128.load32_splat(a, 8);
    c20 = f32x4.add(c20, f32x4.mul(s, b0));
    c21 = f32x4.add(c21, f32x4.mul(s, b1));
    s = v128.load32_splat(a, 12);
    c30 = f32x4.add(c30, f32x4.mul(s, b0));
    c31 = f32x4.add(c31, f32x4.mul(s, b1));
    a += strideA;
    b += strideB;
  }
  put(c, c00, c01, accumulate);
  put(c + strideC, c10, c11, accumulate);
  put(c + 2 * strideC, c20, c21, accumulate);
  put(c + 3 * strideC, c30, c31, accumulate);
}

// @ts-ignore: decorator
@inline
function put(c: usize, left: v128, right: v128, accumulate: bool): void {
  v128.store(c, accumulate ? f32x4.add(v128.load(c), left) : left);
  v128.store(c, accumulate ? f32x4.add(v128.load(c, 16), right) : right, 16);
}

/**
 * C (m x n) = A (m x k) B (k x n), or added to C. `n` is a multiple of 4. Of A, `rowA` bytes lead from one row to the
 * next and `stepA` from one k to the next; one of them is 4. Of B, `panel` bytes lead from eight columns to the next eight.
 */
export function multiply(
  a: usize, rowA: usize, stepA: usize, b: usize, strideB: usize, panel: usize, c: usize, strideC: usize,
  m: i32, n: i32, k: i32, accumulate: bool,
): void {
  for (let row = 0; row < m; row += 4) {
    const isWhole = m - row >= 4;
    let from = b;
    let to = c;
    for (let column = 0; column < n; column += 8) {
      if (isWhole && n - column >= 8) {
        if (stepA == 4) tileByRows(a, rowA, from, strideB, to, strideC, k, accumulate);
        else tileByColumns(a, stepA, from, strideB, to, strideC, k, accumulate);
      } else {
        for (let i: usize = 0; i < <usize>min(4, m - row); i++) {
          four(a + i * rowA, stepA, from, strideB, to + i * strideC, k, accumulate);
          if (n - column >= 8) four(a + i * rowA, stepA, from + 16, strideB, to + i * strideC + 16, k, accumulate);
        }
      }
      from += panel;
      to += 32;
    }
    a += 4 * rowA;
    c += 4 * strideC;
  }
}

/** Four columns of one row: what fills no tile. */
function four(a: usize, stepA: usize, b: usize, strideB: usize, c: usize, k: i32, accumulate: bool): void {
  let sums = f32x4.splat(0);
  for (let at = 0; at < k; at++) {
    sums = f32x4.add(sums, f32x4.mul(v128.load32_splat(a), v128.load(b)));
    a += stepA;
    b += strideB;
  }
  v128.store(c, accumulate ? f32x4.add(v128.load(c), sums) : sums);
}
