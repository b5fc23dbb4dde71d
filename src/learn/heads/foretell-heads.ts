/** What is foretold of contacts besides an order, by whoever serves each head. */

import type { ArtifactStore } from '../../domain/artifact.ts';
import { listRuns, type ServingHead, type ServingHeads } from '../../domain/heads-decision.ts';
import { HEADS, type HeadName } from '../../domain/heads-report.ts';
import type { HeadScores } from '../../domain/model-run.ts';
import { type SurvivalCurves, survivalTime } from '../../statistics/survival.ts';
import type { FeatureSet } from '../model.ts';
import { type ScoringSet, takeColumns } from '../take-columns.ts';
import type { Foretold } from './heads.ts';
import { foretellBy, type KeptHeads, loadHeads } from './pack-heads.ts';

/** Of the rows `from` to `from + size` of a set of features. */
export type ForetellHeads = (
  set: ScoringSet,
  part: { readonly from: number; readonly size: number },
) => Promise<readonly (HeadScores | null)[]>;

/** Reads what serves; null for everybody where nobody does, or its files are gone. */
export async function openHeads(artifacts: ArtifactStore, serves: ServingHeads): Promise<ForetellHeads> {
  const kept = await loadServing(artifacts, serves);
  if (kept.size === 0) return async (_, { size }) => new Array<null>(size).fill(null);
  return async (set, part) => {
    const by = await askServing(serves, kept, (names) => ({
      featureNames: names,
      rows: part.size,
      x: takeColumns(set, names, part),
    }));
    return readHeads(by, takeColumns(set, ['orderCount'], part));
  };
}

/** The nights whose heads serve, by the id they are kept under; without those whose files are gone. */
export async function loadServing(
  artifacts: ArtifactStore,
  serves: ServingHeads,
): Promise<ReadonlyMap<string, KeptHeads>> {
  const kept = new Map<string, KeptHeads>();
  for (const runId of listRuns(serves)) {
    const heads = await loadHeads(artifacts, runId);
    if (heads !== null) kept.set(runId, heads);
  }
  return kept;
}

/** What serves each head says of the same rows; `inputsOf` gives these with the features of those names. */
export async function askServing(
  serves: ServingHeads,
  kept: ReadonlyMap<string, KeptHeads>,
  inputsOf: (featureNames: readonly string[]) => FeatureSet,
): Promise<ReadonlyMap<HeadName, Foretold>> {
  const said = new Map<string, Foretold>();
  const by = new Map<HeadName, Foretold>();
  for (const [head, { runId, kind }] of listServing(serves)) {
    const heads = kept.get(runId);
    const rung = heads?.learnt.get(kind);
    if (heads === undefined || rung === undefined) continue;
    const way = `${runId} ${kind}`;
    const foretold = said.get(way) ?? (await foretellBy(heads, kind, inputsOf(rung.featureNames)));
    said.set(way, foretold);
    by.set(head, foretold);
  }
  return by;
}

function listServing(serves: ServingHeads): readonly (readonly [HeadName, ServingHead])[] {
  return HEADS.flatMap((head) => (serves[head] ? [[head, serves[head]] as const] : []));
}

function readHeads(by: ReadonlyMap<HeadName, Foretold>, orderCounts: Float32Array): HeadScores[] {
  const [leaves, value, next] = [by.get('leaves'), by.get('value'), by.get('next order')];
  return Array.from(orderCounts, (orders, row) => {
    const hasOrdered = orders > 0;
    const curves = next?.nextOrder ?? null;
    return {
      leaves: hasOrdered ? (leaves?.leaves?.[row] ?? null) : null,
      valueCents: value?.valueCents?.[row] ?? null,
      nextOrder: hasOrdered && curves !== null ? readCurve(curves, row) : null,
    };
  });
}

function readCurve(curves: SurvivalCurves, row: number): NonNullable<HeadScores['nextOrder']> {
  const end = curves.edges.at(-1)!;
  const isLater = (share: number) => curves.at[(row + 1) * curves.edges.length - 1]! > share;
  const daysTo = (share: number) => (isLater(share) ? null : Math.min(end, survivalTime(curves, row, share)));
  return { quarterDays: daysTo(0.75), medianDays: daysTo(0.5), threeQuartersDays: daysTo(0.25) };
}
