/**
 * Cross-entropy over the whole catalogue, with its gradients, without ever holding rows x items of logits: before a block of
 * rows the items go by in chunks, once for the shares and once for the gradients, so that what is multiplied is in cache.
 */

import { exp1, exp4, max4, sum4 } from './exp';
import { packB } from './mat-mul';
import { multiply } from './tile';

/** Rows whose logits are held at once. */
const BLOCK: i32 = 64;
/** Items of a chunk. */
const CHUNK: i32 = 192;
/** Floats from one row of a chunk's logits to the next. By a power of two all rows would want the same few lines of cache. */
const STRIDE: i32 = 208;

// @ts-ignore: decorator
@external("env", "log")
declare function log(x: f64): f64;

/** Bytes: the items in panels, a block's logits by chunks, the highest of each row and chunk, and three numbers a row. */
export function catalogueScratch(items: i32, width: i32): i32 {
  const chunks = (items + CHUNK - 1) / CHUNK;
  return (roundUp(items) * width + chunks * BLOCK * (STRIDE + 1) + BLOCK * 3) * 4;
}

/**
 * The sum over rows of -log softmax(hidden . items')[target]. Adds the gradients, times `scale`, to `ditems`, and writes
 * them to `dhidden`. `hidden` is rows x width, `items` items x width, `target` an int32 a row.
 */
export function catalogueLoss(
  hidden: usize, items: usize, target: usize, dhidden: usize, ditems: usize,
  rows: i32, width: i32, count: i32, scale: f32, scratch: usize,
): f64 {
  const chunks = (count + CHUNK - 1) / CHUNK;
  const wide = <usize>(width * 4);
  const logits = scratch + <usize>roundUp(count) * wide;
  const mosts = logits + <usize>(chunks * BLOCK * STRIDE * 4);
  const totals = mosts + <usize>(chunks * BLOCK * 4);
  packB(items, scratch, count, width, width, true);
  let loss: f64 = 0;
  for (let row = 0; row < rows; row += BLOCK) {
    const some = min(BLOCK, rows - row);
    const at = <usize>row * wide;
    const targets = target + <usize>(row * 4);
    begin(totals, some);
    for (let chunk = 0; chunk < chunks; chunk++) {
      const first = chunk * CHUNK;
      const own = logits + <usize>(chunk * BLOCK * STRIDE * 4);
      const size = min(CHUNK, count - first);
      multiply(hidden + at, wide, 4, scratch + <usize>first * wide, 32, 8 * wide, own, STRIDE * 4, some, roundUp(size), width, false);
      exponentiate(own, mosts + <usize>(chunk * BLOCK * 4), totals, targets, first, size, some);
    }
    for (let chunk = 0; chunk < chunks; chunk++) {
      const first = chunk * CHUNK;
      const own = logits + <usize>(chunk * BLOCK * STRIDE * 4);
      const size = min(CHUNK, count - first);
      const from = <usize>first * wide;
      share(own, mosts + <usize>(chunk * BLOCK * 4), totals, targets, first, size, some, scale);
      multiply(own, STRIDE * 4, 4, items + from, wide, 32, dhidden + at, wide, some, width, size, chunk > 0);
      multiply(own, 4, STRIDE * 4, hidden + at, wide, 32, ditems + from, wide, size, width, some, true);
    }
    loss += sumOf(totals, some);
  }
  return loss;
}

// @ts-ignore: decorator
@inline
function roundUp(count: i32): i32 {
  return (count + 7) & ~7;
}

/** Of each row so far: the highest logit, the sum of exponentials beside it, the target's logit. */
function begin(totals: usize, rows: i32): void {
  for (let i = 0; i < rows; i++, totals += 12) {
    store<f32>(totals, -Infinity);
    store<f32>(totals, 0, 4);
  }
}

/** Logits become exponentials beside the highest of their chunk, which is noted, and join the rows' totals. */
function exponentiate(
  logits: usize, mosts: usize, totals: usize, targets: usize, first: i32, size: i32, rows: i32,
): void {
  const whole = <usize>((size & ~3) * 4);
  const end = <usize>(size * 4);
  for (let i = 0; i < rows; i++) {
    const target = load<i32>(targets) - first;
    if (target >= 0 && target < size) store<f32>(totals, load<f32>(logits + <usize>(target * 4)), 8);
    let highest = f32x4.splat(-Infinity);
    for (let at: usize = 0; at < whole; at += 16) highest = f32x4.max(highest, v128.load(logits + at));
    let most = max4(highest);
    for (let at = whole; at < end; at += 4) most = max(most, load<f32>(logits + at));
    const shift = f32x4.splat(most);
    let sums = f32x4.splat(0);
    for (let at: usize = 0; at < whole; at += 16) {
      const value = exp4(f32x4.sub(v128.load(logits + at), shift));
      v128.store(logits + at, value);
      sums = f32x4.add(sums, value);
    }
    let sum = sum4(sums);
    for (let at = whole; at < end; at += 4) {
      const value = exp1(load<f32>(logits + at) - most);
      store<f32>(logits + at, value);
      sum += value;
    }
    store<f32>(mosts, most);
    const before = load<f32>(totals);
    const now = max(before, most);
    store<f32>(totals, now);
    store<f32>(totals, load<f32>(totals, 4) * exp1(before - now) + sum * exp1(most - now), 4);
    logits += STRIDE * 4;
    mosts += 4, totals += 12, targets += 4;
  }
}

/** Exponentials become the gradient by their logits. */
function share(
  logits: usize, mosts: usize, totals: usize, targets: usize, first: i32, size: i32, rows: i32, scale: f32,
): void {
  const whole = <usize>((size & ~3) * 4);
  const end = <usize>(size * 4);
  for (let i = 0; i < rows; i++) {
    const part = (scale * exp1(load<f32>(mosts) - load<f32>(totals))) / load<f32>(totals, 4);
    const parts = f32x4.splat(part);
    for (let at: usize = 0; at < whole; at += 16) v128.store(logits + at, f32x4.mul(v128.load(logits + at), parts));
    for (let at = whole; at < end; at += 4) store<f32>(logits + at, load<f32>(logits + at) * part);
    const target = load<i32>(targets) - first;
    if (target >= 0 && target < size) {
      const at = logits + <usize>(target * 4);
      store<f32>(at, load<f32>(at) - scale);
    }
    logits += STRIDE * 4;
    mosts += 4, totals += 12, targets += 4;
  }
}

function sumOf(totals: usize, rows: i32): f64 {
  let sum: f64 = 0;
  for (let i = 0; i < rows; i++, totals += 12)
    sum += log(<f64>load<f32>(totals, 4)) + <f64>load<f32>(totals) - <f64>load<f32>(totals, 8);
  return sum;
}
