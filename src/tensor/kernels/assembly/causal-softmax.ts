/** Softmax over what came before: row i of each square matrix sees columns `first` to i. */

import { exp1 } from './exp';

/**
 * In place, on `matrices` of `length` x `length`, each beside `first[matrix]`, the first column that is no padding.
 * Scores are multiplied by `scale`; what may not be seen becomes 0, as does all of a row of padding.
 */
export function causalSoftmax(scores: usize, first: usize, matrices: i32, length: i32, scale: f32): void {
  const bytes = <usize>(length * 4);
  for (let matrix = 0; matrix < matrices; matrix++) {
    const start = load<i32>(first + <usize>(matrix * 4));
    for (let row = 0; row < length; row++) {
      softmaxRow(scores, start, row, length, scale);
      scores += bytes;
    }
  }
}

function softmaxRow(scores: usize, start: i32, row: i32, length: i32, scale: f32): void {
  let most: f32 = -Infinity;
  for (let column = start; column <= row; column++) most = max(most, load<f32>(scores + <usize>(column * 4)));
  let sum: f32 = 0;
  for (let column = start; column <= row; column++) {
    const at = scores + <usize>(column * 4);
    const value = exp1((load<f32>(at) - most) * scale);
    store<f32>(at, value);
    sum += value;
  }
  const share: f32 = start <= row ? 1 / sum : 0;
  for (let column = 0; column < length; column++) {
    const at = scores + <usize>(column * 4);
    store<f32>(at, column < start || column > row ? 0 : load<f32>(at) * share);
  }
}

/** Of the scores, from that of the shares, in place: shares * (slope - sum(slope * shares)) * scale. */
export function causalSoftmaxGradient(shares: usize, slopes: usize, rows: i32, length: i32, scale: f32): void {
  const bytes = <usize>(length * 4);
  for (let row = 0; row < rows; row++) {
    let sum: f32 = 0;
    for (let at: usize = 0; at < bytes; at += 4) sum += load<f32>(shares + at) * load<f32>(slopes + at);
    for (let at: usize = 0; at < bytes; at += 4)
      store<f32>(slopes + at, load<f32>(shares + at) * (load<f32>(slopes + at) - sum) * scale);
    shares += bytes;
    slopes += bytes;
  }
}
