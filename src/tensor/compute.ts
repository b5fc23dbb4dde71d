/** What networks are computed with: vectors and matrices of floats that stay where they are, and operations on them in place. */

/** Floats that the operations work on. They begin as 0. */
export interface Floats {
  readonly length: number;
  /** A view of `count` floats from `from` on, which is the same memory. */
  part(from: number, count: number): Floats;
  /** A copy. */
  read(): Float32Array;
  write(values: Float32Array): void;
}

/** Row numbers and other whole numbers. */
export interface Ints {
  readonly length: number;
  write(values: Int32Array): void;
}

export interface MatMul {
  readonly a: Floats;
  readonly b: Floats;
  readonly c: Floats;
  /** C is m x n, A m x k and B k x n; a transposed one is stored the other way round. */
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
  /** Adds to C what else it would become. */
  readonly accumulate?: boolean;
  /** Floats from one stored row to the next, where the rows lie further apart than they are long. */
  readonly strides?: { readonly a?: number; readonly b?: number; readonly c?: number };
}

export interface LayerNorm {
  readonly x: Floats;
  readonly gain: Floats;
  readonly bias: Floats;
  readonly y: Floats;
  /** Two floats a row, which the gradient needs. */
  readonly stats: Floats;
  readonly rows: number;
  readonly width: number;
}

export interface LayerNormGradient extends Omit<LayerNorm, 'bias' | 'y'> {
  readonly slopes: Floats;
  readonly gradient: Floats;
  readonly gainGradient: Floats;
  readonly biasGradient: Floats;
}

export interface Softmax {
  /** `matrices` matrices of `length` x `length`. */
  readonly scores: Floats;
  /** Of each matrix, the first column that is no padding. */
  readonly first: Ints;
  readonly matrices: number;
  readonly length: number;
  readonly scale: number;
}

export interface CatalogueLoss {
  readonly hidden: Floats;
  readonly items: Floats;
  /** The item of each row that was right. */
  readonly target: Ints;
  readonly hiddenGradient: Floats;
  readonly itemGradient: Floats;
  readonly rows: number;
  readonly width: number;
  readonly count: number;
  /** What the gradients are multiplied by: 1 / rows for that of the mean. */
  readonly scale: number;
}

export interface AdamStep {
  readonly parameters: Floats;
  /** Set to 0 afterwards. */
  readonly gradients: Floats;
  readonly means: Floats;
  readonly squares: Floats;
  /** Counts from 1. */
  readonly step: number;
  readonly rate: number;
  readonly squareDecay: number;
  /** The share that every parameter loses in this step (decoupled: Loshchilov and Hutter, ICLR 2019). */
  readonly weightDecay: number;
}

export interface Table {
  readonly table: Floats;
  readonly index: Ints;
  readonly rows: number;
  /** A multiple of 4, as all widths and counts of the operations on floats. */
  readonly width: number;
  readonly scale: number;
}

/** Operations in place; shapes are given in numbers, and nothing is allocated but by `floats` and `ints`. */
export interface Compute {
  readonly name: string;
  floats(length: number): Floats;
  ints(length: number): Ints;
  matMul(what: MatMul): void;
  layerNorm(what: LayerNorm): void;
  /** Writes `gradient`, adds to the gradients of gain and bias. */
  layerNormGradient(what: LayerNormGradient): void;
  /** Row i of each matrix sees the columns from `first` to i; what it does not see becomes 0. */
  causalSoftmax(what: Softmax): void;
  /** `slopes` by the shares become those by the scores. */
  causalSoftmaxGradient(what: {
    readonly shares: Floats;
    readonly slopes: Floats;
    readonly rows: number;
    readonly length: number;
    readonly scale: number;
  }): void;
  /** out[i] = table[index[i]] * scale */
  gatherRows(what: Table & { readonly out: Floats }): void;
  /** table[index[i]] += values[i] * scale */
  addRows(what: Table & { readonly values: Floats }): void;
  /** Cross-entropy over all items, summed over the rows; writes the hidden gradient, adds to that of the items. */
  catalogueLoss(what: CatalogueLoss): number;
  copy(to: Floats, from: Floats): void;
  addScaled(to: Floats, from: Floats, scale: number): void;
  /** to = a * b, number by number. */
  multiplyEach(to: Floats, a: Floats, b: Floats): void;
  addToRows(matrix: Floats, vector: Floats, rows: number): void;
  columnSums(matrix: Floats, sums: Floats, rows: number): void;
  relu(values: Floats): void;
  reluGradient(activations: Floats, slopes: Floats): void;
  /** Drops values by chance and scales the rest; the same call on the slopes is its gradient. */
  dropout(values: Floats, rate: number, seed: number): void;
  adam(what: AdamStep): void;
  /** Gives all memory back; what was made here is dead afterwards. */
  free(): void;
}
