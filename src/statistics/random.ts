/** Seeded random numbers: one seed gives one sequence on every machine, so that any run can be repeated. */

/** A source of random numbers that is a function of its seed alone. */
export interface Random {
  /** A number in [0, 1) with 53 random bits. */
  uniform(): number;
  /** A whole number in [0, limit), for limits up to 2^32. */
  integer(limit: number): number;
  /** A draw from the normal distribution with mean 0 and standard deviation 1. */
  normal(): number;
  /** A waiting time with the given mean. */
  exponential(mean: number): number;
  /** A count with the given mean. */
  poisson(mean: number): number;
  /** An index drawn in proportion to the (non-negative) weights; throws a RangeError when they sum to nothing. */
  weightedIndex(weights: ArrayLike<number>): number;
  /** Puts the items into a random order, in place, and returns them. */
  shuffle<T extends { readonly length: number; [index: number]: unknown }>(items: T): T;
}

/** A random number source for a seed; only the seed's low 32 bits count. */
export function createRandom(seed: number): Random {
  const next = xoshiro128(expandSeed(seed));
  const uniform = () => ((next() >>> 5) * 67_108_864 + (next() >>> 6)) / 9_007_199_254_740_992;
  const integer = (limit: number) => Math.floor((next() / 4_294_967_296) * limit);
  return {
    uniform,
    integer,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    exponential: (mean) => -mean * Math.log(1 - uniform()),
    poisson: (mean) => drawPoisson(mean, uniform),
    weightedIndex: (weights) => drawWeightedIndex(weights, uniform()),
    shuffle: (items) => shuffleInPlace(items, integer),
  };
}

/**
 * xoshiro128** over the four 32-bit words of state; each call gives an unsigned 32-bit number.
 * Blackman and Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47 (2021).
 */
export function xoshiro128(state: readonly [number, number, number, number]): () => number {
  let [a, b, c, d] = state;
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return result;
  };
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** Four well-mixed words from one seed (splitmix32), since xoshiro must not start near the all-zero state. */
function expandSeed(seed: number): [number, number, number, number] {
  let state = seed | 0;
  const word = () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
  return [word(), word(), word(), word()];
}

/** Knuth's product of uniforms, in steps of at most 30 because exp(-mean) underflows for large means. */
function drawPoisson(mean: number, uniform: () => number): number {
  let count = 0;
  for (let left = mean; left > 0; left -= 30) {
    const limit = Math.exp(-Math.min(left, 30));
    for (let product = uniform(); product > limit; product *= uniform()) count += 1;
  }
  return count;
}

function drawWeightedIndex(weights: ArrayLike<number>, uniform: number): number {
  let total = 0;
  for (let i = 0; i < weights.length; i += 1) total += weights[i]!;
  if (!(total > 0)) throw new RangeError('The weights must sum to more than nothing.');
  let left = uniform * total;
  let last = 0;
  for (let i = 0; i < weights.length; i += 1) {
    if (weights[i]! <= 0) continue;
    last = i;
    left -= weights[i]!;
    if (left < 0) return i;
  }
  return last;
}

function shuffleInPlace<T extends { readonly length: number; [index: number]: unknown }>(
  items: T,
  integer: (limit: number) => number,
): T {
  for (let i = items.length - 1; i > 0; i -= 1) {
    const j = integer(i + 1);
    const kept = items[i];
    items[i] = items[j];
    items[j] = kept;
  }
  return items;
}
