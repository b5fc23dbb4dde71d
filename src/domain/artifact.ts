/** What a model run leaves behind to be loaded again: named files, kept by whoever implements this port. */

/** File name to content. */
export type ArtifactFiles = Readonly<Record<string, Uint8Array>>;

export interface ArtifactStore {
  /** Keeps the run's files, all or none; saving the same run again replaces them. */
  save(runId: string, files: ArtifactFiles): Promise<void>;
  /** Throws `not_found` when nothing is kept for the run. */
  load(runId: string): Promise<ArtifactFiles>;
  /** Forgets the run's files; doing so twice is no error. */
  remove(runId: string): Promise<void>;
}
