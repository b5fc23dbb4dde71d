/** What is foretold of contacts besides an order, by whoever serves each head. */

import type { ArtifactStore } from '../../domain/artifact.ts';
import type { HeadName, RungKind } from '../../domain/heads-report.ts';
import type { HeadScores } from '../../domain/model-run.ts';
import { type SurvivalCurves, survivalTime } from '../../statistics/survival.ts';
import type { FeatureSet } from '../model.ts';
import { takeColumns } from '../take-columns.ts';
import type { Foretold } from './heads.ts';
import { type KeptHeads, unpackHeads } from './pack-heads.ts';
import { columnsOf, foretellSimply } from './simple-heads.ts';

/** Of the rows `from` to `from + size` of a set of features. */
export type ForetellHeads = (
  set: FeatureSet & { readonly contactIds: readonly string[] },
  part: { readonly from: number; readonly size: number },
) => Promise<readonly (HeadScores | null)[]>;

/** Reads what the last night kept; null for everybody where nothing is, or nobody serves. */
export async function openHeads({
  artifacts,
}: {
  readonly artifacts: ArtifactStore;
}): Promise<ForetellHeads> {
  const kept = await artifacts.load('heads').then(unpackHeads, () => null);
  if (kept === null || Object.values(kept.serves).every((kind) => kind === null))
    return async (_, { size }) => new Array<null>(size).fill(null);
  return async (set, part) => {
    const { featureNames } = kept.simple;
    const x = takeColumns(set, featureNames, part);
    return foretellRows(kept, { featureNames, rows: part.size, x });
  };
}

async function foretellRows(kept: KeptHeads, inputs: FeatureSet): Promise<HeadScores[]> {
  const said = new Map<RungKind, Foretold>();
  for (const kind of Object.values(kept.serves)) {
    if (kind === null || said.has(kind)) continue;
    const network = kind === 'heads-network' ? kept.network : null;
    said.set(kind, (await network?.foretell(inputs)) ?? foretellSimply(kept.simple, kind, inputs));
  }
  const by = (head: HeadName) => {
    const kind = kept.serves[head] ?? null;
    return kind === null ? null : (said.get(kind) ?? null);
  };
  const column = columnsOf(inputs);
  const [leaves, value, next] = [by('leaves'), by('value'), by('next order')];
  return Array.from({ length: inputs.rows }, (_, row) => {
    const hasOrdered = column('orderCount', row) > 0;
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
