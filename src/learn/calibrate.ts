/** The last step of a network, from how sure it is to how often it is right, learnt on rows that others stopped the training for. */

import { applyCalibration, type Calibration } from '../statistics/apply-calibration.ts';
import { fitIsotonic } from '../statistics/isotonic.ts';
import { logLoss, rowLogLoss } from '../statistics/log-loss.ts';
import { fitTemperature } from '../statistics/temperature.ts';

/** How a calibration was chosen, for the run's record. */
export interface CalibrationReport {
  readonly kind: Calibration['kind'];
  /** The rows that it was learnt on, each as it was foretold when others stopped the training. */
  readonly rows: number;
  /** Cross-validated on those rows, of the ways that there were enough of them for; `none` is as it was before. */
  readonly logLoss: Partial<Record<Calibration['kind'], number>>;
  readonly why: string;
}

/**
 * Rows with the rarer outcome that each way takes: one number, or a whole curve, which fits luck where rows are few
 * (Niculescu-Mizil and Caruana, ICML 2005). Judgements; above both the rows decide.
 */
const LEAST = { temperature: 20, isotonic: 500 } as const;
const FOLDS = 5;

/** Sees what a network says of the validation rows after each epoch. */
export interface HeldOut {
  /** The log loss over all rows, which is what stops the training. */
  validate(probabilities: Float32Array): number;
  /** Of each row what the network said when the other half of the rows would have stopped it. */
  readonly probabilities: Float32Array;
}

/**
 * Cross-fitting of the stop: the validation rows fall into halves with the same share of positives, and of each half is kept
 * what the network said of it in the epoch that was the best on the other. No row is calibrated on that chose the epoch, and
 * none is lost to either. A night's validation set has one row of each contact, so the halves are other contacts.
 */
export function holdOut({ y }: { readonly y: ArrayLike<number> }): HeldOut {
  const seen = [0, 0];
  const halves = Uint8Array.from(y, (label) => {
    const outcome = label > 0.5 ? 1 : 0;
    seen[outcome]! += 1;
    return seen[outcome]! % 2;
  });
  const held = new Float32Array(y.length);
  const best = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  return {
    probabilities: held,
    validate(probabilities) {
      const sums = [0, 0];
      rowLogLoss(y, probabilities).forEach((loss, row) => {
        sums[halves[row]!]! += loss;
      });
      [0, 1].forEach((half) => {
        if (sums[half]! >= best[half]!) return;
        best[half] = sums[half]!;
        for (let row = 0; row < held.length; row += 1)
          if (halves[row] !== half) held[row] = probabilities[row]!;
      });
      return (sums[0]! + sums[1]!) / y.length;
    },
  };
}

/** The way with the least cross-validated log loss on the held-out probabilities, learnt on all of them; none only of too few. */
export function chooseCalibration(
  labels: ArrayLike<number>,
  probabilities: Float32Array,
): { readonly calibration: Calibration; readonly report: CalibrationReport } {
  const rows = labels.length;
  const positives = Array.from(labels).filter((label) => label > 0.5).length;
  const rarer = Math.min(positives, rows - positives);
  const kinds = (['temperature', 'isotonic'] as const).filter((kind) => rarer >= LEAST[kind]);
  const losses = kinds.map((kind) => ({ kind, loss: crossValidate(kind, labels, probabilities) }));
  const uncalibrated = { kind: 'none' as const, loss: logLoss(labels, probabilities) };
  const best = losses.reduce<{ kind: Calibration['kind']; loss: number }>(
    (a, b) => (a.kind === 'none' || b.loss < a.loss ? b : a),
    uncalibrated,
  );
  const { temperature, isotonic } = LEAST;
  return {
    calibration: fitKind(best.kind, labels, probabilities),
    report: {
      kind: best.kind,
      rows,
      logLoss: Object.fromEntries([uncalibrated, ...losses].map(({ kind, loss }) => [kind, loss])),
      why: `the least cross-validated log loss of the ways there were rows for; a temperature takes ${temperature} rows of each outcome, isotonic regression ${isotonic}, and there were ${rarer} of the rarer`,
    },
  };
}

function fitKind(
  kind: Calibration['kind'],
  labels: ArrayLike<number>,
  probabilities: Float32Array,
): Calibration {
  if (kind === 'temperature') return { kind, temperature: fitTemperature(labels, probabilities) };
  return kind === 'isotonic' ? { kind, curve: fitIsotonic(labels, probabilities) } : { kind };
}

function crossValidate(
  kind: Calibration['kind'],
  labels: ArrayLike<number>,
  probabilities: Float32Array,
): number {
  const said = new Float32Array(probabilities.length);
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const isHeld = (_: unknown, row: number) => row % FOLDS === fold;
    const isOther = (_: unknown, row: number) => row % FOLDS !== fold;
    const others = fitKind(kind, Array.from(labels).filter(isOther), probabilities.filter(isOther));
    applyCalibration(others, probabilities.filter(isHeld)).forEach((probability, at) => {
      said[fold + at * FOLDS] = probability;
    });
  }
  return logLoss(labels, said);
}
