/** Layers of networks that score: bias and ReLU are done while a tile of the product is still in registers. */

import { exp4 } from './exp';

/**
 * out (rows x width, by rows) = ReLU of the bias and `a` (rows x inputs) times the kernel. Of `a`, `row` bytes lead from one row to the
 * next and `step` bytes from one input to the next. The kernel lies in panels of eight outputs, input after input. Rows are a
 * multiple of 4, the width is one of 8.
 */
export function denseLayer(
  a: usize, row: usize, step: usize, kernel: usize, bias: usize, out: usize, rows: i32, inputs: i32, width: i32,
): void {
  const stride = <usize>(width * 4);
  const panel = <usize>(inputs * 32);
  const none = f32x4.splat(0);
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

/**
 * out (rows x width) = the bias and the open units of `a` (rows x inputs: what a ReLU let through) times the kernel (inputs x
 * width), or `least` where that is more: 0 is a ReLU. Two thirds of a trained layer's units are closed, and cost nothing
 * here. Inputs and width are multiples of 16. `open` has room for a bit an input, in whole words of 64.
 */
export function openLayer(
  a: usize, kernel: usize, bias: usize, out: usize, rows: i32, inputs: i32, width: i32, least: f32, open: usize,
): void {
  const stride = <usize>(width * 4);
  const none = f32x4.splat(least);
  for (let end = a + <usize>rows * <usize>(inputs * 4); a < end; a += <usize>(inputs * 4)) {
    listOpen(a, inputs, open);
    for (let column: usize = 0; column < stride; column += 64, out += 64) {
      const from = bias + column;
      let c0 = v128.load(from), c1 = v128.load(from, 16), c2 = v128.load(from, 32), c3 = v128.load(from, 48);
      let values = a;
      let rowsOfKernel = kernel + column;
      for (let word = 0; word < inputs; word += 64, values += 256, rowsOfKernel += 64 * stride) {
        for (let left = load<u64>(open + <usize>(word >> 3)); left != 0; left &= left - 1) {
          const unit = <usize>ctz(left);
          const s = v128.load32_splat(values + unit * 4);
          const weights = rowsOfKernel + unit * stride;
          c0 = f32x4.add(c0, f32x4.mul(s, v128.load(weights)));
          c1 = f32x4.add(c1, f32x4.mul(s, v128.load(weights, 16)));
          c2 = f32x4.add(c2, f32x4.mul(s, v128.load(weights, 32)));
          c3 = f32x4.add(c3, f32x4.mul(s, v128.load(weights, 48)));
        }
      }
      put(out, c0, c1, none);
      put(out + 32, c2, c3, none);
    }
  }
}

/** A bit for each unit, 1 where more than nothing comes out of it; the last word is filled up with zeros. */
// @ts-ignore: decorator
@inline
function listOpen(a: usize, inputs: i32, open: usize): void {
  for (let word = 0; word < inputs; word += 64, open += 8) {
    let bits: u64 = 0;
    for (let unit = 0; unit < min(64, inputs - word); unit += 16, a += 64) {
      const low = i16x8.narrow_i32x4_s(isOpen(a), isOpen(a + 16));
      const high = i16x8.narrow_i32x4_s(isOpen(a + 32), isOpen(a + 48));
      bits |= <u64>i8x16.bitmask(i8x16.narrow_i16x8_s(low, high)) << unit;
    }
    // Whole, since it is read at once.
    store<u64>(open, bits);
  }
}

// @ts-ignore: decorator
@inline
function isOpen(a: usize): v128 {
  return f32x4.gt(v128.load(a), f32x4.splat(0));
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
