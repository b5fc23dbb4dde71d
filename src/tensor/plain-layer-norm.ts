/** Layer normalisation (Ba, Kiros and Hinton, 2016) and its gradient in plain JavaScript, a row at a time. */

const EPSILON = 1e-8;

interface Size {
  readonly rows: number;
  readonly width: number;
}

type Arrays<Names extends string> = Readonly<Record<Names, Float32Array>>;

/** Writes `y` and, two numbers a row, `stats`: the mean, and 1 over the deviation. */
export function normaliseRows(
  { x, gain, bias, y, stats }: Arrays<'x' | 'gain' | 'bias' | 'y' | 'stats'>,
  { rows, width }: Size,
): void {
  for (let row = 0; row < rows; row += 1) {
    const own = x.subarray(row * width, (row + 1) * width);
    const mean = own.reduce((sum, value) => sum + value, 0) / width;
    const variance = own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / width;
    const scale = 1 / Math.sqrt(variance + EPSILON);
    own.forEach((value, at) => {
      y[row * width + at] = (value - mean) * scale * gain[at]! + bias[at]!;
    });
    stats[row * 2] = mean;
    stats[row * 2 + 1] = scale;
  }
}

/** Writes `gradient`, that by x, and adds those by gain and bias. */
export function backpropagateRows(
  arrays: Arrays<'x' | 'gain' | 'stats' | 'slopes' | 'gradient' | 'gainGradient' | 'biasGradient'>,
  { rows, width }: Size,
): void {
  const { x, gain, stats, slopes, gradient, gainGradient, biasGradient } = arrays;
  for (let row = 0; row < rows; row += 1) {
    const from = row * width;
    const scale = stats[row * 2 + 1]!;
    const normal = (at: number) => (x[from + at]! - stats[row * 2]!) * scale;
    let sum = 0;
    let product = 0;
    for (let at = 0; at < width; at += 1) {
      const slope = slopes[from + at]!;
      sum += slope * gain[at]!;
      product += slope * gain[at]! * normal(at);
      gainGradient[at]! += slope * normal(at);
      biasGradient[at]! += slope;
    }
    for (let at = 0; at < width; at += 1)
      gradient[from + at] =
        (slopes[from + at]! * gain[at]! - sum / width - (normal(at) * product) / width) * scale;
  }
}
