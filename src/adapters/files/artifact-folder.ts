/** Keeps what model runs leave behind in a folder: a subfolder a run, renamed into place when it is whole. */

import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArtifactFiles, ArtifactStore } from '../../domain/artifact.ts';
import { AppError } from '../../errors.ts';

/** A store under `folder`, which is made when it is first needed. */
export function createArtifactFolder(folder: string): ArtifactStore {
  return {
    async save(runId, files) {
      const place = placeOf(folder, runId);
      const [whole, former] = [randomUUID(), randomUUID()].map((id) => join(folder, `.${runId}.${id}`));
      try {
        await mkdir(whole!, { recursive: true });
        for (const [name, bytes] of Object.entries(files)) await writeDurably(placeOf(whole!, name), bytes);
        // A folder cannot be renamed over a full one, so the former makes way first.
        await rename(place, former!).catch(() => undefined);
        await rename(whole!, place);
        await discard(former!);
      } catch (cause) {
        await discard(whole!);
        if (cause instanceof AppError) throw cause;
        throw new AppError(
          'unavailable',
          `The files of model run ${runId} cannot be kept in ${folder}: make room on the disk.`,
          { cause },
        );
      }
    },
    async load(runId) {
      const place = placeOf(folder, runId);
      const names = await readdir(place).catch((cause) => {
        throw new AppError('not_found', `No files of model run ${runId} are kept: train again.`, { cause });
      });
      const files: Record<string, Uint8Array> = {};
      for (const name of names) files[name] = await readFile(join(place, name));
      return files satisfies ArtifactFiles;
    },
    async remove(runId) {
      await rm(placeOf(folder, runId), { recursive: true, force: true });
    },
  };
}

/** Ids and names are ours, but nothing that is handed in leaves the folder. */
function placeOf(folder: string, name: string): string {
  if (!/^[\w-][\w.-]*$/.test(name))
    throw new AppError('invalid', `"${name}" is no name for a file: use letters, digits, dots and dashes.`);
  return join(folder, name);
}

async function discard(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch(() => undefined);
}

async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'w');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
