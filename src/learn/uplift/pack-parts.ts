/** The saved form of an uplift learner: the files of each model it is made of under a name of its own. */

import type { ArtifactFiles } from '../../domain/artifact.ts';
import { AppError } from '../../errors.ts';
import type { UpliftKind } from './uplift-learner.ts';

export function packParts(parts: Readonly<Record<string, ArtifactFiles>>): ArtifactFiles {
  return Object.fromEntries(
    Object.entries(parts).flatMap(([part, files]) =>
      Object.entries(files).map(([name, file]) => [`${part}-${name}`, file]),
    ),
  );
}

/** The files of one part, none where it is not among them. */
export function unpackPart(files: ArtifactFiles, part: string): ArtifactFiles {
  const own = Object.entries(files).filter(([name]) => name.startsWith(`${part}-`));
  return Object.fromEntries(own.map(([name, file]) => [name.slice(part.length + 1), file]));
}

/** What a learner refuses with that is asked, or saved, before it has learnt. */
export function knowsNothing(kind: UpliftKind): AppError {
  return new AppError('invalid', `This ${kind} knows nothing yet: fit it, or load a saved one.`);
}
