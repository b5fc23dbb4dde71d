/** XGBoost on the very rows of a split, where it is installed: what was published is of splits that nobody else has. */

import { openPython, type PythonScript } from '../open-python.ts';
import { type Figures, measureOn } from './figures.ts';
import { joinSets, type Split } from './split-rows.ts';
import { XGBOOST_SCRIPT } from './xgboost-script.ts';

export interface Xgboost {
  readonly version: string;
  /** Searches on the training and validation rows together, by folds of them, and is measured on the test rows. */
  measure(split: Split, seed: number): Promise<Figures & { readonly how: string }>;
  close(): void;
}

/** Null where no Python has XGBoost. */
export async function openXgboost(say: (text: string) => void): Promise<Xgboost | null> {
  const script = await openPython(XGBOOST_SCRIPT, '');
  if (script !== null)
    return {
      version: script.version,
      measure: (split, seed) => measure(script, split, seed),
      close: script.end,
    };
  say('XGBoost is not installed (Debian: python3-xgboost), so nothing else learns from the same splits');
  return null;
}

/** The threshold for F1 is of rows that others of the folds foretold: the model itself has seen all of them. */
async function measure(script: PythonScript, { training, validation, test }: Split, seed: number) {
  const whole = joinSets(training, validation);
  const rowsOf = ({ x, featureNames: { length } }: Split['test']) =>
    Array.from({ length: x.length / length }, (_, row) => [...x.subarray(row * length, (row + 1) * length)]);
  const asked = { x: rowsOf(whole), y: [...whole.y], testX: rowsOf(test), seed };
  const said = JSON.parse(await script.ask(JSON.stringify(asked)));
  const figures = await measureOn({ validation: whole, test }, async (x) =>
    Float32Array.from(x === test.x ? said.test : said.held),
  );
  return {
    ...figures,
    how: `${said.trees} trees, depth ${said.depth}, log loss between folds ${said.loss.toFixed(4)}`,
  };
}
