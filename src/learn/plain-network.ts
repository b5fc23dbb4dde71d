/** A trained network in plain numbers: what it says of a few contacts, and why, without a backend. */

import { readMember, type Straight, traceMember } from './trace-member.ts';

export interface PlainShape {
  /** Inputs, hidden layers with ReLU, then 1 with a sigmoid. */
  readonly sizes: readonly number[];
  /** All weights of each member, layer by layer, kernel (inputs x outputs, row-major) before bias. */
  readonly members: readonly ArrayLike<number>[];
  /** For each input the feature that it was made from. */
  readonly owners: readonly number[];
  readonly features: number;
  /** The inputs of a contact that is typical in everything. */
  readonly baseline: ArrayLike<number>;
  /** The last step from the members' mean probability to what is said, never falling. None: the mean is what is said. */
  readonly calibrate?: ((probability: number) => number) | undefined;
}

/** Parts of the way from the typical contact in each of which a calibration is taken as straight. */
const PARTS = 8;

export class PlainNetwork {
  private readonly shape: PlainShape;
  private readonly members: readonly Straight[];
  private readonly parts: number;
  /** The inputs of a row that are not the baseline's, and by how much; of a value's bins few are. */
  private readonly places: Int32Array;
  private readonly differences: Float64Array;
  private count = 0;

  constructor(shape: PlainShape) {
    this.shape = shape;
    this.parts = shape.calibrate === undefined ? 1 : PARTS;
    this.members = shape.members.map((weights) => readMember(shape, weights, this.parts));
    this.places = new Int32Array(shape.sizes[0]!);
    this.differences = new Float64Array(shape.sizes[0]!);
  }

  /** The conversionProbability of each of the rows of inputs. */
  predict(inputs: Float32Array, rows: number): Float32Array {
    return Float32Array.from({ length: rows }, (_, row) => {
      this.setOut(inputs, row);
      return this.calibrate(this.meanAt(this.parts));
    });
  }

  /**
   * Each row's integrated gradients of conversionProbability, rows x features: the derivative by each input, averaged over
   * the straight way from the baseline's inputs to the row's, times the input's difference, and added up over the inputs
   * that one feature was made into. Sundararajan, Taly and Yan, "Axiomatic attribution for deep networks", ICML 2017.
   * Exact rather than in steps (`traceMember`), so a row's add up to the difference of the two probabilities; with a
   * calibration they do so too, and their shares are those of eight chords of it.
   */
  attribute(inputs: Float32Array, rows: number): Float32Array {
    const { features } = this.shape;
    const attributions = new Float32Array(rows * features);
    for (let row = 0; row < rows; row += 1) {
      this.setOut(inputs, row);
      this.share(this.chords(), attributions.subarray(row * features, (row + 1) * features));
    }
    return attributions;
  }

  /** Sends each member from the baseline to the row. */
  private setOut(inputs: Float32Array, row: number): void {
    const { baseline } = this.shape;
    const from = row * baseline.length;
    this.count = 0;
    for (let input = 0; input < baseline.length; input += 1) {
      const difference = inputs[from + input]! - baseline[input]!;
      if (difference === 0) continue;
      this.places[this.count] = input;
      this.differences[this.count] = difference;
      this.count += 1;
    }
    for (const member of this.members) {
      this.takeSteps(member);
      traceMember(member);
    }
  }

  /** What each feature's inputs add to the way, and the way itself. */
  private takeSteps({ layers, way, steps }: Straight): void {
    const { kernel, outputs } = layers[0]!;
    const { owners } = this.shape;
    steps.fill(0);
    for (let at = 0; at < this.count; at += 1) {
      const input = this.places[at]!;
      const difference = this.differences[at]!;
      const [from, to] = [input * outputs, owners[input]! * outputs];
      for (let unit = 0; unit < outputs; unit += 1) steps[to + unit]! += difference * kernel[from + unit]!;
    }
    way.fill(0);
    for (let to = 0; to < steps.length; to += outputs)
      for (let unit = 0; unit < outputs; unit += 1) way[unit]! += steps[to + unit]!;
  }

  /** The members' mean probability after so many parts of the way. */
  private meanAt(part: number): number {
    let sum = 0;
    for (const { probabilities } of this.members) sum += probabilities[part]!;
    return sum / this.members.length;
  }

  private calibrate(probability: number): number {
    return this.shape.calibrate?.(probability) ?? probability;
  }

  /** How much steeper than the mean what is said rises over each part of the way. */
  private chords(): readonly number[] {
    return Array.from({ length: this.parts }, (_, part) => {
      const [from, to] = [this.meanAt(part), this.meanAt(part + 1)];
      return from === to ? 0 : (this.calibrate(to) - this.calibrate(from)) / (to - from);
    });
  }

  /** Gives each feature what its part of the way makes of the derivatives along it. */
  private share(chords: readonly number[], into: Float32Array): void {
    const weights = chords.map((chord) => chord / this.members.length);
    for (const { layers, derivatives, total, steps } of this.members) {
      const { outputs } = layers[0]!;
      total.fill(0);
      for (let part = 0, at = 0; part < this.parts; part += 1) {
        const weight = weights[part]!;
        for (let unit = 0; unit < outputs; unit += 1, at += 1) total[unit]! += weight * derivatives[at]!;
      }
      for (let feature = 0, at = 0; feature < into.length; feature += 1) {
        let sum = 0;
        for (let unit = 0; unit < outputs; unit += 1, at += 1) sum += steps[at]! * total[unit]!;
        into[feature]! += sum;
      }
    }
  }
}
