/** Cross-entropy over the whole catalogue, with its gradients, without ever holding rows x items of logits. */

import { exp4, exp1, max4, sum4 } from './exp';
import { matMul, matMulScratch } from './mat-mul';

/** Rows whose logits are held at once. */
const BLOCK: i32 = 32;

// @ts-ignore: decorator
@external("env", "log")
declare function log(x: f64): f64;

export function catalogueScratch(items: i32, width: i32): i32 {
  return BLOCK * items * 4 + max(matMulScratch(items, width), max(matMulScratch(width, items), matMulScratch(width, BLOCK)));
}

/**
 * The sum over rows of -log softmax(hidden . items')[target]. Adds the gradients, times `scale`, to `ditems`, and writes
 * them to `dhidden`. `hidden` is rows x width, `items` items x width, `target` an int32 a row.
 */
export function catalogueLoss(
  hidden: usize, items: usize, target: usize, dhidden: usize, ditems: usize,
  rows: i32, width: i32, count: i32, scale: f32, scratch: usize,
): f64 {
  const logits = scratch;
  const rest = scratch + <usize>(BLOCK * count * 4);
  let loss: f64 = 0;
  for (let row = 0; row < rows; row += BLOCK) {
    const some = min(BLOCK, rows - row);
    const at = <usize>(row * width * 4);
    matMul(hidden + at, items, logits, some, count, width, width, width, count, 2, rest);
    for (let i = 0; i < some; i++)
      loss += rowLoss(logits + <usize>(i * count * 4), load<i32>(target + <usize>((row + i) * 4)), count, scale);
    matMul(logits, items, dhidden + at, some, width, count, count, width, width, 0, rest);
    matMul(logits, hidden + at, ditems, count, width, some, count, width, width, 1 | 4, rest);
  }
  return loss;
}

/** Of one row; its logits become the gradient by them. */
function rowLoss(logits: usize, target: i32, count: i32, scale: f32): f64 {
  const whole = <usize>((count & ~3) * 4);
  const end = <usize>(count * 4);
  let mosts = f32x4.splat(-Infinity);
  for (let at: usize = 0; at < whole; at += 16) mosts = f32x4.max(mosts, v128.load(logits + at));
  let most = max4(mosts);
  for (let at = whole; at < end; at += 4) most = max(most, load<f32>(logits + at));
  const targetLogit = load<f32>(logits + <usize>(target * 4));
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
  const share = f32x4.splat(scale / sum);
  for (let at: usize = 0; at < whole; at += 16) v128.store(logits + at, f32x4.mul(v128.load(logits + at), share));
  for (let at = whole; at < end; at += 4) store<f32>(logits + at, load<f32>(logits + at) * (scale / sum));
  const at = logits + <usize>(target * 4);
  store<f32>(at, load<f32>(at) - scale);
  return log(<f64>sum) + <f64>most - <f64>targetLogit;
}
