/** The saved form of what a night learnt of heads: each rung, and of what it was learnt. */

import type { ArtifactFiles, ArtifactStore } from '../../domain/artifact.ts';
import { type HeadsLineage, RUNGS, type RungKind } from '../../domain/heads-report.ts';
import type { FeatureSet } from '../model.ts';
import { applyCorrection, type HeadCorrections } from './correct-heads.ts';
import { createRung } from './create-rung.ts';
import { type Foretold, type HeadsRung, KNOWS_NOTHING, SIMPLE_RUNGS } from './heads.ts';
import type { HeadsProfile } from './profile-heads.ts';
import { fileOf } from './simple-rung.ts';

export interface KeptHeads {
  readonly lineage: HeadsLineage;
  readonly learnt: ReadonlyMap<RungKind, HeadsRung>;
  /** How what they say is made to meet what came. */
  readonly corrections: HeadCorrections;
  /** What it said of the test that it was judged on; left out by older versions. */
  readonly profile?: HeadsProfile;
}

/** What speaks of rows. */
export type SpeakingHeads = Pick<KeptHeads, 'learnt' | 'corrections'>;

const DESCRIPTION = 'heads.json';

/** No row or contact that it was learnt from is among them. */
export function packHeads({ learnt, ...kept }: KeptHeads): ArtifactFiles {
  const description = { ...kept, kinds: [...learnt.keys()] };
  const files: ArtifactFiles = { [DESCRIPTION]: new TextEncoder().encode(JSON.stringify(description)) };
  return Object.assign(files, ...[...learnt.values()].map((rung) => rung.save()));
}

/** Null where nothing is kept, or its description is damaged; without rungs that cannot be read. The next night makes others. */
export async function loadHeads(artifacts: ArtifactStore, runId: string): Promise<KeptHeads | null> {
  try {
    const kept = await artifacts.load(runId);
    const { lineage, corrections, profile, ...description } = JSON.parse(
      new TextDecoder().decode(kept[DESCRIPTION]!),
    );
    const { kinds, files } = description.simple
      ? separate(description, kept)
      : { ...description, files: kept };
    const learnt = new Map<RungKind, HeadsRung>();
    for (const kind of kinds as RungKind[]) {
      const rung = await loadRung(kind, files);
      if (rung !== null) learnt.set(kind, rung);
    }
    // Those of older versions say what they say.
    return { lineage, learnt, corrections: corrections ?? {}, profile };
  } catch {
    return null;
  }
}

/** Null where this version does not have the kind, or cannot read what was kept of it: others may serve all the same. */
async function loadRung(kind: RungKind, files: ArtifactFiles): Promise<HeadsRung | null> {
  try {
    const rung = createRung(kind);
    await rung.load(files);
    return rung;
  } catch {
    return null;
  }
}

/** Older versions kept what all simple rungs knew in one place, of which each reads its own. */
function separate(
  { simple, hasNetwork }: { readonly simple: object; readonly hasNetwork: boolean },
  kept: ArtifactFiles,
): { readonly kinds: readonly RungKind[]; readonly files: ArtifactFiles } {
  const file = new TextEncoder().encode(JSON.stringify(simple));
  return {
    kinds: hasNetwork ? RUNGS : SIMPLE_RUNGS,
    files: { ...kept, ...Object.fromEntries(SIMPLE_RUNGS.map((kind) => [fileOf(kind), file])) },
  };
}

/** What one way says of each row. Throws `invalid` where these are of other features than it learnt from, or in another order. */
export async function foretellBy(
  { learnt, corrections }: SpeakingHeads,
  kind: RungKind,
  inputs: FeatureSet,
): Promise<Foretold> {
  const rung = learnt.get(kind);
  return rung === undefined ? KNOWS_NOTHING : applyCorrection(await rung.predict(inputs), corrections[kind]);
}
