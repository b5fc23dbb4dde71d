/** The saved form of what foretells heads: who serves which, the simple ways, and the network where there is one. */

import type { ArtifactFiles } from '../../domain/artifact.ts';
import type { HeadName, RungKind } from '../../domain/heads-report.ts';
import { HeadsNetwork } from './heads-network.ts';
import type { SimpleHeads } from './simple-heads.ts';

export interface KeptHeads {
  /** Null, or left out, where nobody does. */
  readonly serves: Readonly<Partial<Record<HeadName, RungKind | null>>>;
  readonly simple: SimpleHeads;
  readonly network: HeadsNetwork | null;
}

const DESCRIPTION = 'heads.json';

export function packHeads({ serves, simple, network }: KeptHeads): ArtifactFiles {
  const description = { serves, simple, hasNetwork: network !== null };
  return { [DESCRIPTION]: new TextEncoder().encode(JSON.stringify(description)), ...network?.save() };
}

/** Null where the files are damaged: the next night makes others. */
export function unpackHeads(files: ArtifactFiles): KeptHeads | null {
  try {
    const { serves, simple, hasNetwork } = JSON.parse(new TextDecoder().decode(files[DESCRIPTION]!));
    const network = hasNetwork ? new HeadsNetwork() : null;
    network?.load(files);
    return { serves, simple, network };
  } catch {
    return null;
  }
}
