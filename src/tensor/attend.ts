/** Multi-head causal attention over sequences, and its gradient. Heads are columns of wider rows, so nothing is transposed. */

import type { Compute, Floats, Ints } from './compute.ts';

export interface AttentionShape {
  readonly length: number;
  /** A multiple of 4 times `heads`. */
  readonly width: number;
  readonly heads: number;
}

export interface Attention {
  readonly shape: AttentionShape;
  readonly sequences: number;
  /** First position that is no padding, once for each sequence and head. */
  readonly first: Ints;
  /** Queries, keys and values beside each other: rows x 3 width. */
  readonly qkv: Floats;
  /** length x length for each sequence and head. */
  readonly shares: Floats;
}

/** Where one head of one sequence lies. */
interface Head {
  readonly from: number;
  readonly square: number;
  readonly out: number;
}

function* headsOf({ shape: { length, width, heads }, sequences }: Attention): Generator<Head> {
  for (let sequence = 0; sequence < sequences; sequence += 1)
    for (let head = 0; head < heads; head += 1) {
      const column = (head * width) / heads;
      yield {
        from: sequence * length * 3 * width + column,
        square: (sequence * heads + head) * length * length,
        out: sequence * length * width + column,
      };
    }
}

/** Writes the shares and, from them, what each position mixes of the values: rows x width. */
export function attend(compute: Compute, what: Attention & { readonly mixed: Floats }): void {
  const { shape, sequences, first, qkv, shares, mixed } = what;
  const { length, width, heads } = shape;
  const k = width / heads;
  const wide = 3 * width;
  const size = length * length;
  const strides = { a: wide, b: wide };
  for (const { from, square } of headsOf(what))
    compute.matMul({
      ...{ a: rest(qkv, from), b: rest(qkv, from + width), c: shares.part(square, size) },
      ...{ m: length, n: length, k, transposeB: true, strides },
    });
  const scale = 1 / Math.sqrt(k);
  compute.causalSoftmax({ scores: shares, first, matrices: sequences * heads, length, scale });
  for (const { from, square, out } of headsOf(what))
    compute.matMul({
      ...{ a: shares.part(square, size), b: rest(qkv, from + 2 * width), c: rest(mixed, out) },
      ...{ m: length, n: k, k: length, strides: { b: wide, c: width } },
    });
}

/** From the slopes of `mixed`, writes those of `qkv`; `sharesGradient` is scratch like `shares`. */
export function backpropagateAttention(
  compute: Compute,
  what: Attention & {
    readonly slopes: Floats;
    readonly qkvGradient: Floats;
    readonly sharesGradient: Floats;
  },
): void {
  const { shape, sequences, qkv, shares, slopes, qkvGradient, sharesGradient } = what;
  const { length, width, heads } = shape;
  const k = width / heads;
  const wide = 3 * width;
  const size = length * length;
  for (const { from, square, out } of headsOf(what)) {
    const sloped = rest(slopes, out);
    compute.matMul({
      ...{ a: sloped, b: rest(qkv, from + 2 * width), c: sharesGradient.part(square, size) },
      ...{ m: length, n: length, k, transposeB: true, strides: { a: width, b: wide } },
    });
    compute.matMul({
      ...{ a: shares.part(square, size), b: sloped, c: rest(qkvGradient, from + 2 * width) },
      ...{ m: length, n: k, k: length, transposeA: true, strides: { b: width, c: wide } },
    });
  }
  const rows = sequences * heads * length;
  compute.causalSoftmaxGradient({ shares, slopes: sharesGradient, rows, length, scale: 1 / Math.sqrt(k) });
  for (const { from, square } of headsOf(what)) {
    const ofScores = sharesGradient.part(square, size);
    const sizes = { m: length, n: k, k: length, strides: { b: wide, c: wide } };
    compute.matMul({ a: ofScores, b: rest(qkv, from + width), c: rest(qkvGradient, from), ...sizes });
    const ofKeys = { a: ofScores, b: rest(qkv, from), c: rest(qkvGradient, from + width) };
    compute.matMul({ ...ofKeys, ...sizes, transposeA: true });
  }
}

function rest(floats: Floats, from: number): Floats {
  return floats.part(from, floats.length - from);
}
