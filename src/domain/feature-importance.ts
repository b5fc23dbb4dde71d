/** Which features a model's forecasts rest on, as was measured on a test set. */

/** The mean rise of log loss when the values of these features, which say the same, are dealt out anew among contacts. */
interface FeatureWeight {
  readonly names: readonly string[];
  /** 95 % over the contacts. */
  readonly rise: { readonly estimate: number; readonly low: number; readonly high: number };
}

export interface FeatureImportance {
  readonly runId: string;
  readonly contacts: number;
  /** How often each feature was dealt out anew. */
  readonly shuffles: number;
  /** Features, or groups that say the same, which the model makes use of and which vary. */
  readonly measured: number;
  /** Those that matter beyond chance, however many were looked at; the most important first. */
  readonly beyondChance: readonly FeatureWeight[];
}
