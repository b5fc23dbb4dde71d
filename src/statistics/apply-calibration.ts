/** The last step from how sure something is to how often it is right. */

import { type RisingCurve, readCurve } from './isotonic.ts';
import { applyTemperature } from './temperature.ts';

/** JSON-safe, saved with the model. */
export type Calibration =
  | { readonly kind: 'none' }
  | { readonly kind: 'temperature'; readonly temperature: number }
  | { readonly kind: 'isotonic'; readonly curve: RisingCurve };

/** The probabilities as they are said. */
export function applyCalibration(calibration: Calibration, probabilities: Float32Array): Float32Array {
  if (calibration.kind === 'none') return probabilities;
  if (calibration.kind === 'temperature') return applyTemperature(calibration.temperature, probabilities);
  return probabilities.map((probability) => readCurve(calibration.curve, probability));
}
