/** Follows a ReLU network along a straight way through its inputs, where its logit is made of straight pieces. */

import { sigmoid } from '../statistics/sigmoid.ts';

interface Layer {
  readonly outputs: number;
  readonly kernel: Float64Array;
  readonly bias: Float64Array;
  /** At the point of the way: what goes into each ReLU, how it changes along the way, and whether it is let through. */
  readonly value: Float64Array;
  readonly change: Float64Array;
  readonly isOpen: Uint8Array;
  /** The logit's derivative by what comes out of each ReLU. */
  readonly back: Float64Array;
}

/** A member with room for a way. */
export interface Straight {
  /** Hidden layers; none for a logistic regression, whose only layer is the last. */
  readonly layers: readonly Layer[];
  /** What the first layer makes of the baseline, and how that changes from there to the row. */
  readonly start: Float64Array;
  readonly way: Float64Array;
  /** Features x units: what each feature adds to the way. */
  readonly steps: Float64Array;
  /** Parts x units: the probability's derivative by what goes into the first layer's ReLUs, integrated over each part. */
  readonly derivatives: Float64Array;
  /** The probability at the ends of the parts, the baseline's first. */
  readonly probabilities: Float64Array;
  readonly total: Float64Array;
}

/** A logit that changes less is taken as constant: the quotient of two such small differences would be noise. */
const STILL = 1e-6;

/** Weights layer by layer, kernel (inputs x outputs) before bias. */
export function readMember(
  {
    sizes,
    baseline,
    features,
  }: {
    readonly sizes: readonly number[];
    readonly baseline: ArrayLike<number>;
    readonly features: number;
  },
  weights: ArrayLike<number>,
  parts: number,
): Straight {
  let from = 0;
  const take = (count: number) => {
    from += count;
    return Float64Array.from({ length: count }, (_, at) => weights[from - count + at]!);
  };
  const layers = sizes.slice(1).map((outputs, at): Layer => {
    const [kernel, bias] = [take(sizes[at]! * outputs), take(outputs)];
    const [value, change, back] = [0, 0, 0].map(() => new Float64Array(outputs)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    return { outputs, kernel, bias, value, change, back, isOpen: new Uint8Array(outputs) };
  });
  const { kernel, bias, outputs } = layers[0]!;
  const start = bias.slice();
  for (let input = 0; input < baseline.length; input += 1)
    for (let unit = 0; unit < outputs; unit += 1)
      start[unit]! += baseline[input]! * kernel[input * outputs + unit]!;
  return {
    ...{ layers, start },
    way: new Float64Array(outputs),
    steps: new Float64Array(features * outputs),
    derivatives: new Float64Array(parts * outputs),
    probabilities: new Float64Array(parts + 1),
    total: new Float64Array(outputs),
  };
}

/**
 * Goes from `start` by `way` and writes `derivatives` and `probabilities`. Between two points where a ReLU opens or closes
 * the logit is straight in the way and its derivatives are constant, so what a piece adds is exact: the probability's change
 * over the logit's, times the derivatives. Each unit of the first layer turns at most once; a turn changes the next layer's
 * course, and the derivatives of the layer before, by one row or column of weights.
 */
export function traceMember(member: Straight): void {
  const { layers, derivatives, probabilities } = member;
  const parts = probabilities.length - 1;
  const last = layers.length - 1;
  const [{ outputs, isOpen, back }, { value: logit, change: slope }] = [layers[0]!, layers[last]!];
  begin(member);
  derivatives.fill(0);
  probabilities[0] = sigmoid(logit[0]!);
  for (let part = 0; part < parts; part += 1) {
    for (let left = 1 / parts; ; ) {
      const turn = findTurn(layers, left);
      const weight = integrateSlope(logit[0]!, slope[0]!, turn.after);
      for (let unit = 0, at = part * outputs; unit < outputs; unit += 1, at += 1)
        if (isOpen[unit] === 1) derivatives[at]! += weight * back[unit]!;
      advance(layers, turn.after);
      if (turn.depth < 0) break;
      left -= turn.after;
      turnUnit(layers, turn.depth, turn.unit);
    }
    probabilities[part + 1] = sigmoid(logit[0]!);
  }
}

/** Computes everything at the start. */
function begin({ layers, start, way }: Straight): void {
  const last = layers.length - 1;
  layers[0]!.value.set(start);
  layers[0]!.change.set(way);
  layers.forEach((layer, depth) => {
    if (depth > 0) {
      layer.value.set(layer.bias);
      passOn(layers, depth, 'value');
      layer.change.fill(0);
      passOn(layers, depth, 'change');
    }
    for (let unit = 0; unit < layer.outputs; unit += 1) {
      const value = layer.value[unit]!;
      layer.isOpen[unit] = depth === last || value > 0 || (value === 0 && layer.change[unit]! > 0) ? 1 : 0;
    }
  });
  layers[last]!.back.fill(1);
  for (let depth = last - 1; depth >= 0; depth -= 1) passBack(layers, depth);
}

/** Adds what the layer before lets through. */
function passOn(layers: readonly Layer[], depth: number, what: 'value' | 'change'): void {
  const { kernel, outputs, [what]: into } = layers[depth]!;
  const { isOpen, [what]: from } = layers[depth - 1]!;
  for (let i = 0; i < from.length; i += 1) {
    if (isOpen[i] === 0) continue;
    for (let j = 0, at = i * outputs; j < outputs; j += 1, at += 1) into[j]! += from[i]! * kernel[at]!;
  }
}

function passBack(layers: readonly Layer[], depth: number): void {
  const { back } = layers[depth]!;
  const { kernel, outputs, back: next, isOpen } = layers[depth + 1]!;
  for (let i = 0; i < back.length; i += 1) {
    let sum = 0;
    for (let j = 0, at = i * outputs; j < outputs; j += 1, at += 1)
      if (isOpen[j] === 1) sum += kernel[at]! * next[j]!;
    back[i] = sum;
  }
}

/** The next ReLU to open or close within what is left of the part; none has depth -1. */
function findTurn(layers: readonly Layer[], left: number) {
  let depth = -1;
  let unit = -1;
  let after = left;
  for (let d = 0; d < layers.length - 1; d += 1) {
    const { value, change, isOpen, outputs } = layers[d]!;
    for (let i = 0; i < outputs; i += 1) {
      // Closed units rise to zero, open ones fall to it. Divided is only where it comes before what was found: this is called most.
      const sign = isOpen[i] === 0 ? 1 : -1;
      const pace = sign * change[i]!;
      if (!(pace > 0) || !(-sign * value[i]! < after * pace)) continue;
      after = (-sign * value[i]!) / pace;
      depth = d;
      unit = i;
    }
  }
  // Rounding may have carried a value past zero already.
  return { depth, unit, after: Math.max(0, after) };
}

function advance(layers: readonly Layer[], by: number): void {
  for (const { value, change, outputs } of layers)
    for (let unit = 0; unit < outputs; unit += 1) value[unit]! += by * change[unit]!;
}

function turnUnit(layers: readonly Layer[], depth: number, unit: number): void {
  const { isOpen, value, change, back, kernel, outputs } = layers[depth]!;
  const sign = isOpen[unit] === 1 ? -1 : 1;
  isOpen[unit] = sign === 1 ? 1 : 0;
  value[unit] = 0;
  const next = layers[depth + 1]!;
  const step = sign * change[unit]!;
  for (let j = 0, at = unit * next.outputs; j < next.outputs; j += 1, at += 1)
    next.change[j]! += step * next.kernel[at]!;
  for (let later = depth + 2; later < layers.length; later += 1) {
    layers[later]!.change.fill(0);
    passOn(layers, later, 'change');
  }
  if (depth === 0) return;
  const before = layers[depth - 1]!;
  const pull = sign * back[unit]!;
  for (let i = 0, at = unit; i < before.outputs; i += 1, at += outputs) before.back[i]! += pull * kernel[at]!;
  for (let earlier = depth - 2; earlier >= 0; earlier -= 1) passBack(layers, earlier);
}

/** The integral of the sigmoid's derivative over a stretch on which the logit changes evenly. */
function integrateSlope(logit: number, slope: number, by: number): number {
  if (Math.abs(slope * by) > STILL) return (sigmoid(logit + slope * by) - sigmoid(logit)) / slope;
  const probability = sigmoid(logit + (slope * by) / 2);
  return probability * (1 - probability) * by;
}
