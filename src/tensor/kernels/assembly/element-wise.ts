/** Operations on vectors of floats, most of them in place. Counts need not be multiples of 4 unless said. */

/** to = from. `count` is a multiple of 4. */
export function copy(to: usize, from: usize, count: i32): void {
  const bytes = <usize>(count * 4);
  for (let at: usize = 0; at < bytes; at += 16) v128.store(to + at, v128.load(from + at));
}

/** to += from * scale */
export function addScaled(to: usize, from: usize, count: i32, scale: f32): void {
  const whole = <usize>((count & ~3) * 4);
  const scales = f32x4.splat(scale);
  for (let at: usize = 0; at < whole; at += 16)
    v128.store(to + at, f32x4.add(v128.load(to + at), f32x4.mul(v128.load(from + at), scales)));
  for (let at = whole; at < <usize>(count * 4); at += 4)
    store<f32>(to + at, load<f32>(to + at) + load<f32>(from + at) * scale);
}

/** to = a * b, number by number; `to` may be one of them. `count` is a multiple of 4. */
export function multiplyEach(to: usize, a: usize, b: usize, count: i32): void {
  const bytes = <usize>(count * 4);
  for (let at: usize = 0; at < bytes; at += 16) v128.store(to + at, f32x4.mul(v128.load(a + at), v128.load(b + at)));
}

/** Adds a vector to each row. `width` is a multiple of 4. */
export function addToRows(matrix: usize, vector: usize, rows: i32, width: i32): void {
  const bytes = <usize>(width * 4);
  for (let row = 0; row < rows; row++) {
    for (let at: usize = 0; at < bytes; at += 16)
      v128.store(matrix + at, f32x4.add(v128.load(matrix + at), v128.load(vector + at)));
    matrix += bytes;
  }
}

/** In place. `count` is a multiple of 4. */
export function relu(values: usize, count: i32): void {
  const zero = f32x4.splat(0);
  const bytes = <usize>(count * 4);
  for (let at: usize = 0; at < bytes; at += 16) v128.store(values + at, f32x4.max(v128.load(values + at), zero));
}

/** sums[j] += the sum of column j: the gradient of a bias. `width` is a multiple of 4. */
export function columnSums(matrix: usize, sums: usize, rows: i32, width: i32): void {
  const bytes = <usize>(width * 4);
  for (let row = 0; row < rows; row++) {
    for (let at: usize = 0; at < bytes; at += 16)
      v128.store(sums + at, f32x4.add(v128.load(sums + at), v128.load(matrix + at)));
    matrix += bytes;
  }
}

/** slopes = 0 where the activation is 0, in place. `count` is a multiple of 4. */
export function reluGradient(activations: usize, slopes: usize, count: i32): void {
  const zero = f32x4.splat(0);
  const bytes = <usize>(count * 4);
  for (let at: usize = 0; at < bytes; at += 16) {
    const isOn = f32x4.gt(v128.load(activations + at), zero);
    v128.store(slopes + at, v128.and(v128.load(slopes + at), isOn));
  }
}

/**
 * Drops each value with the chance `rate` and scales the rest, in place. What is dropped follows from `seed` and the
 * place alone, so the same call on the gradient is its gradient. Hash: Wellons' lowbias32. `count` is a multiple of 4.
 */
export function dropout(values: usize, count: i32, rate: f32, seed: i32): void {
  const kept = f32x4.splat(<f32>1 / (<f32>1 - rate));
  const limit = i32x4.splat(<i32>(<f64>rate * 2147483648.0));
  let place = i32x4.add(v128(0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0), i32x4.splat(seed));
  const four = i32x4.splat(4);
  const bytes = <usize>(count * 4);
  for (let at: usize = 0; at < bytes; at += 16) {
    let hash = v128.xor(place, i32x4.shr_u(place, 16));
    hash = i32x4.mul(hash, i32x4.splat(0x7feb352d));
    hash = v128.xor(hash, i32x4.shr_u(hash, 15));
    hash = i32x4.mul(hash, i32x4.splat(<i32>0x846ca68b));
    hash = v128.xor(hash, i32x4.shr_u(hash, 16));
    const isKept = i32x4.ge_s(i32x4.shr_u(hash, 1), limit);
    v128.store(values + at, v128.and(f32x4.mul(v128.load(values + at), kept), isKept));
    place = i32x4.add(place, four);
  }
}

/**
 * One step of Adam (Kingma and Ba, 2015), in place; gradients are set to 0. `rate` and `squareScale` hold the bias
 * corrections of this step: rate / (1 - 0.9^t) and 1 / (1 - squareDecay^t). `count` is a multiple of 4.
 */
export function adam(
  parameters: usize, gradients: usize, means: usize, squares: usize, count: i32,
  rate: f32, squareScale: f32, squareDecay: f32, epsilon: f32, weightDecay: f32,
): void {
  const bytes = <usize>(count * 4);
  const b1 = f32x4.splat(0.9), r1 = f32x4.splat(0.1);
  const b2 = f32x4.splat(squareDecay), r2 = f32x4.splat(<f32>1 - squareDecay);
  const rates = f32x4.splat(rate), scales = f32x4.splat(squareScale), epsilons = f32x4.splat(epsilon);
  const keep = f32x4.splat(<f32>1 - weightDecay);
  const zero = f32x4.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    const g = v128.load(gradients + at);
    const m = f32x4.add(f32x4.mul(b1, v128.load(means + at)), f32x4.mul(r1, g));
    const v = f32x4.add(f32x4.mul(b2, v128.load(squares + at)), f32x4.mul(r2, f32x4.mul(g, g)));
    v128.store(means + at, m);
    v128.store(squares + at, v);
    v128.store(gradients + at, zero);
    const step = f32x4.div(f32x4.mul(rates, m), f32x4.add(f32x4.sqrt(f32x4.mul(v, scales)), epsilons));
    v128.store(parameters + at, f32x4.sub(f32x4.mul(v128.load(parameters + at), keep), step));
  }
}
