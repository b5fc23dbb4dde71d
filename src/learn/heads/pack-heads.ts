/** The saved form of what a night learnt of heads: the simple ways, the network where there is one, and of what it was learnt. */

import type { ArtifactFiles, ArtifactStore } from '../../domain/artifact.ts';
import type { HeadsLineage, RungKind } from '../../domain/heads-report.ts';
import { AppError } from '../../errors.ts';
import { checkWidth } from '../check-training-set.ts';
import type { FeatureSet } from '../model.ts';
import { applyCorrection, type HeadCorrections } from './correct-heads.ts';
import { type Foretold, KNOWS_NOTHING } from './heads.ts';
import { HeadsNetwork } from './heads-network.ts';
import type { HeadsProfile } from './profile-heads.ts';
import { foretellSimply, type SimpleHeads } from './simple-heads.ts';

export interface KeptHeads {
  readonly lineage: HeadsLineage;
  readonly simple: SimpleHeads;
  readonly network: HeadsNetwork | null;
  /** How what they say is made to meet what came. */
  readonly corrections: HeadCorrections;
  /** What it said of the test that it was judged on; left out by older versions. */
  readonly profile?: HeadsProfile;
}

/** What speaks of rows. */
export type SpeakingHeads = Pick<KeptHeads, 'simple' | 'network' | 'corrections'>;

const DESCRIPTION = 'heads.json';

/** No row or contact that it was learnt from is among them. */
export function packHeads({ network, ...kept }: KeptHeads): ArtifactFiles {
  const description = { ...kept, hasNetwork: network !== null };
  return { [DESCRIPTION]: new TextEncoder().encode(JSON.stringify(description)), ...network?.save() };
}

/** Null where nothing is kept, or it is damaged: the next night makes others. */
export async function loadHeads(artifacts: ArtifactStore, runId: string): Promise<KeptHeads | null> {
  try {
    const files = await artifacts.load(runId);
    const { lineage, simple, corrections, profile, hasNetwork } = JSON.parse(
      new TextDecoder().decode(files[DESCRIPTION]!),
    );
    const network = hasNetwork ? new HeadsNetwork() : null;
    network?.load(files);
    // Those of older versions say what they say.
    return { lineage, simple, network, corrections: corrections ?? {}, profile };
  } catch {
    return null;
  }
}

/** What one way says of each row. Throws `invalid` where these are of other features than it learnt from, or in another order. */
export async function foretellBy(
  { simple, network, corrections }: SpeakingHeads,
  kind: RungKind,
  inputs: FeatureSet,
): Promise<Foretold> {
  checkWidth(inputs.x, inputs.rows, simple.featureNames.length);
  if (inputs.featureNames.join() !== simple.featureNames.join())
    throw new AppError(
      'invalid',
      'These rows are of other features than what foretells them. Compute the features in its own list and order, or train again.',
    );
  const raw =
    kind === 'heads-network'
      ? ((await network?.foretell(inputs)) ?? KNOWS_NOTHING)
      : foretellSimply(simple, kind, inputs);
  return applyCorrection(raw, corrections[kind]);
}
