/** Layers of networks that score: bias and ReLU are done while a tile of the product is still in registers. */

import { exp4 } from './exp';

/**
 * out (rows x width, by rows) = the bias and `a` (rows x inputs) times the kernel, or `least` where that is more: 0 is a ReLU. Of `a`, `row` bytes lead from one row to the
 * next and `step` bytes from one input to the next. The kernel lies in panels of eight outputs, input after input. Rows are a
 * multiple of 4, the width is one of 8.
 */
export function denseLayer(
  a: usize, row: usize, step: usize, kernel: usize, bias: usize, out: usize, rows: i32, inputs: i32, width: i32, least: f32,
): void {
  const stride = <usize>(width * 4);
  const panel = <usize>(inputs * 32);
  const none = f32x4.splat(least);
  for (let at = 0; at < rows; at += 4) {
    let from = kernel;
    for (let column: usize = 0; column < stride; column += 32) {
      tile(a, row, step, from, bias + column, out + column, stride, inputs, none);
      from += panel;
    }
    a += 4 * row;
    out += 4 * stride;
  }
}

/** Four rows of eight outputs. */
// @ts-ignore: decorator
@inline
function tile(
  a0: usize, row: usize, step: usize, b: usize, bias: usize, out: usize, stride: usize, inputs: i32, least: v128,
): void {
  let c00 = v128.load(bias), c01 = v128.load(bias, 16);
  let c10 = c00, c11 = c01, c20 = c00, c21 = c01, c30 = c00, c31 = c01;
  let a1 = a0 + row, a2 = a1 + row, a3 = a2 + row;
  for (let end = b + <usize>(inputs * 32); b < end; b += 32) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    let s = v128.load32_splat(a0);
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
    a0 += step, a1 += step, a2 += step, a3 += step;
  }
  put(out, c00, c01, least);
  put(out + stride, c10, c11, least);
  put(out + 2 * stride, c20, c21, least);
  put(out + 3 * stride, c30, c31, least);
}

// @ts-ignore: decorator
@inline
function put(out: usize, left: v128, right: v128, least: v128): void {
  v128.store(out, f32x4.pmax(left, least));
  v128.store(out, f32x4.pmax(right, least), 16);
}

/** sums[row] += share * sigmoid(bias + kernel . hidden[row]), four rows at a time; the width is a multiple of 4. */
export function addChances(
  hidden: usize, kernel: usize, bias: f32, sums: usize, rows: i32, width: i32, share: f32,
): void {
  const bytes = <usize>(width * 4);
  const one = f32x4.splat(1);
  for (let end = sums + <usize>(rows * 4); sums < end; sums += 16, hidden += 4 * bytes) {
    let c0 = f32x4.splat(0), c1 = c0, c2 = c0, c3 = c0;
    for (let at: usize = 0; at < bytes; at += 16) {
      const k = v128.load(kernel + at);
      const from = hidden + at;
      c0 = f32x4.add(c0, f32x4.mul(k, v128.load(from)));
      c1 = f32x4.add(c1, f32x4.mul(k, v128.load(from + bytes)));
      c2 = f32x4.add(c2, f32x4.mul(k, v128.load(from + 2 * bytes)));
      c3 = f32x4.add(c3, f32x4.mul(k, v128.load(from + 3 * bytes)));
    }
    const logits = f32x4.add(addUp(c0, c1, c2, c3), f32x4.splat(bias));
    const chances = f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(logits))));
    v128.store(sums, f32x4.add(v128.load(sums), f32x4.mul(f32x4.splat(share), chances)));
  }
}

/** The sum of each of the four, beside each other. */
// @ts-ignore: decorator
@inline
function addUp(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 1, 4, 5), v128.shuffle<f32>(a, b, 2, 3, 6, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 1, 4, 5), v128.shuffle<f32>(c, d, 2, 3, 6, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 2, 4, 6), v128.shuffle<f32>(ab, cd, 1, 3, 5, 7));
}
