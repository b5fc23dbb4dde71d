/** Learn, of whoever serves now: which features its forecasts rest on, on the test set of the night. */

import type { ArtifactStore } from './domain/artifact.ts';
import type { FeatureImportance } from './domain/feature-importance.ts';
import { type NightBudget, sayUsedUp } from './domain/night-budget.ts';
import type { Stores } from './domain/stores.ts';
import { measureImportance } from './learn/measure-importance.ts';
import type { Prepared } from './prepare/prepare-night.ts';

interface WeighParts {
  readonly stores: Pick<Stores, 'modelRuns'>;
  readonly artifacts: ArtifactStore;
  readonly settings: { readonly seed: number };
  readonly budget: NightBudget;
  readonly onProgress?: (stage: string, detail: string) => void;
}

/** Null where nothing was trained or nobody serves, and, with a word, once the night is used up. */
export async function weighFeatures(
  { stores, artifacts, settings, budget, onProgress }: WeighParts,
  { outcome }: Pick<Prepared, 'outcome'>,
): Promise<{ readonly importance: FeatureImportance | null; readonly leftOut: readonly string[] }> {
  if (outcome.kind !== 'ready') return { importance: null, leftOut: [] };
  if (budget.secondsLeft() <= 0)
    return {
      importance: null,
      leftOut: [`Which features matter was not looked at: ${sayUsedUp(budget)}.`],
    };
  onProgress?.('learn', 'which features matter');
  const { test } = outcome.sets;
  const importance = await measureImportance(
    { modelRuns: stores.modelRuns, artifacts },
    { test, seed: settings.seed },
  );
  return { importance, leftOut: [] };
}
