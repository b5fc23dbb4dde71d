/** Layer normalisation (Ba, Kiros and Hinton, 2016) and its gradient, a row at a time. */

import { sum4 } from './exp';

/** y = (x - mean) / deviation * gain + bias; `stats` keeps mean and 1 / deviation of each row. `width` is a multiple of 4. */
export function layerNorm(
  x: usize, gain: usize, bias: usize, y: usize, stats: usize,
  rows: i32, width: i32, epsilon: f32,
): void {
  const bytes = <usize>(width * 4);
  for (let row = 0; row < rows; row++) {
    let sum = f32x4.splat(0);
    for (let at: usize = 0; at < bytes; at += 16) sum = f32x4.add(sum, v128.load(x + at));
    const mean = sum4(sum) / <f32>width;
    const means = f32x4.splat(mean);
    let squares = f32x4.splat(0);
    for (let at: usize = 0; at < bytes; at += 16) {
      const apart = f32x4.sub(v128.load(x + at), means);
      squares = f32x4.add(squares, f32x4.mul(apart, apart));
    }
    const scale = <f32>1 / sqrt<f32>(sum4(squares) / <f32>width + epsilon);
    const scales = f32x4.splat(scale);
    for (let at: usize = 0; at < bytes; at += 16) {
      const normal = f32x4.mul(f32x4.sub(v128.load(x + at), means), scales);
      v128.store(y + at, f32x4.add(f32x4.mul(normal, v128.load(gain + at)), v128.load(bias + at)));
    }
    store<f32>(stats, mean);
    store<f32>(stats, scale, 4);
    stats += 8;
    x += bytes;
    y += bytes;
  }
}

/** Gradients by x (written), gain and bias (added to). */
export function layerNormGradient(
  x: usize, gain: usize, stats: usize, dy: usize, dx: usize, dgain: usize, dbias: usize,
  rows: i32, width: i32,
): void {
  const bytes = <usize>(width * 4);
  for (let row = 0; row < rows; row++) {
    const means = f32x4.splat(load<f32>(stats));
    const scales = f32x4.splat(load<f32>(stats, 4));
    let sum = f32x4.splat(0);
    let product = f32x4.splat(0);
    for (let at: usize = 0; at < bytes; at += 16) {
      const slope = v128.load(dy + at);
      const normal = f32x4.mul(f32x4.sub(v128.load(x + at), means), scales);
      const inner = f32x4.mul(slope, v128.load(gain + at));
      sum = f32x4.add(sum, inner);
      product = f32x4.add(product, f32x4.mul(inner, normal));
      v128.store(dgain + at, f32x4.add(v128.load(dgain + at), f32x4.mul(slope, normal)));
      v128.store(dbias + at, f32x4.add(v128.load(dbias + at), slope));
    }
    const meanSlope = f32x4.splat(sum4(sum) / <f32>width);
    const meanProduct = f32x4.splat(sum4(product) / <f32>width);
    for (let at: usize = 0; at < bytes; at += 16) {
      const normal = f32x4.mul(f32x4.sub(v128.load(x + at), means), scales);
      const inner = f32x4.mul(v128.load(dy + at), v128.load(gain + at));
      const centred = f32x4.sub(f32x4.sub(inner, meanSlope), f32x4.mul(normal, meanProduct));
      v128.store(dx + at, f32x4.mul(centred, scales));
    }
    stats += 8;
    x += bytes;
    dy += bytes;
    dx += bytes;
  }
}
