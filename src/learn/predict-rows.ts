/** Asks the champion about a few rows, such as a contact as it would be without one visit. */

import type { ArtifactStore } from '../domain/artifact.ts';
import type { ModelRunStore } from '../domain/model-run.ts';
import type { Model } from './model.ts';
import { type ScoringSet, takeColumns } from './take-columns.ts';
import { loadChampion } from './train-night.ts';

/** The champion's conversionProbability of each row; null while there is no champion, or its weights are gone. */
export type PredictRows = (set: ScoringSet) => Promise<Float32Array | null>;

/** The champion's weights are read once, and again when there is another champion. */
export function createPredictor(ports: {
  readonly modelRuns: ModelRunStore;
  readonly artifacts: ArtifactStore;
}): PredictRows {
  let loaded: { readonly runId: string; readonly model: Model } | null = null;
  return async (set) => {
    const run = await ports.modelRuns.champion();
    if (run === null) return null;
    if (loaded?.runId !== run.id) {
      const champion = await loadChampion(ports);
      loaded = champion && { runId: champion.run.id, model: champion.model };
    }
    if (loaded === null) return null;
    const { model } = loaded;
    const x = takeColumns(set, model.inputs.featureNames, { from: 0, size: set.rows });
    // Without a backend: trying one out would hold up whoever else waits for an answer in this process.
    return model.predictFew(x, set.rows);
  };
}
