/** Artifacts in memory, for tests that look at them or damage them. */

import type { ArtifactFiles, ArtifactStore } from '../../src/domain/artifact.ts';
import { AppError } from '../../src/errors.ts';

export interface MemoryArtifacts extends ArtifactStore {
  readonly kept: Map<string, ArtifactFiles>;
}

export function keepInMemory(): MemoryArtifacts {
  const kept = new Map<string, ArtifactFiles>();
  return {
    kept,
    save: async (id, files) => void kept.set(id, files),
    async load(id) {
      const files = kept.get(id);
      if (files === undefined) throw new AppError('not_found', 'nothing is kept');
      return files;
    },
    remove: async (id) => void kept.delete(id),
  };
}
