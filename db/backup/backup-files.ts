/** Files of a backup: written durably, hashed, renamed into place when they are whole, and cleared away when they are many. */

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { AppError } from '../../src/errors.ts';
import { damaged, MANIFEST_FILE, type Manifest, readManifest, writeManifest } from './manifest.ts';

const DRAFT = '.partial-';

/** A folder that nobody takes for a backup yet. What a killed backup left behind is cleared away. */
export async function openDraft(folder: string, name: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const entry of await readdir(folder))
    if (entry.startsWith(DRAFT)) await rm(join(folder, entry), { recursive: true, force: true });
  const draft = join(folder, `${DRAFT}${name}`);
  await mkdir(draft, { mode: 0o700 });
  return draft;
}

/** Hashes what is there, adds the manifest, puts all of it on disk and gives it its name. Throws `conflict` when taken. */
export async function finishDraft(
  draft: string,
  name: string,
  content: Omit<Manifest, 'files'>,
): Promise<string> {
  const files: Record<string, string> = {};
  for (const path of await listFiles(draft)) {
    files[path] = await hashFile(join(draft, path));
    await syncPath(join(draft, path));
  }
  await writeDurably(join(draft, MANIFEST_FILE), writeManifest({ ...content, files }));
  await syncPath(draft);
  const place = join(dirname(draft), name);
  await rename(draft, place).catch((cause) => {
    throw new AppError('conflict', `There is a backup ${place} already: wait a moment, then back up again.`, {
      cause,
    });
  });
  await syncPath(dirname(place));
  return place;
}

/** The manifest of a backup whose files are all as they were written. Throws `not_found` or `invalid` otherwise. */
export async function verifyBackup(folder: string, kind: Manifest['kind']): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST_FILE), 'utf8').catch((cause) => {
    throw new AppError('not_found', `${folder} is no backup: it holds no ${MANIFEST_FILE}.`, { cause });
  });
  const manifest = readManifest(text, folder);
  if (manifest.kind !== kind)
    throw new AppError('invalid', `${folder} is a backup of ${manifest.kind}: name one of ${kind} here.`);
  const found = (await listFiles(folder)).filter((path) => path !== MANIFEST_FILE);
  const stray = found.find((path) => manifest.files[path] === undefined);
  if (stray !== undefined) throw damaged(folder, stray);
  for (const [path, hash] of Object.entries(manifest.files))
    if (!found.includes(path) || (await hashFile(join(folder, path))) !== hash) throw damaged(folder, path);
  return manifest;
}

export async function writeDurably(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Paths below a folder, with `/` on every system; none when there is no such folder. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

export interface Keeping {
  readonly prefix: string;
  /** The name of the one that was just finished: it is never removed, whatever the clock said when others were made. */
  readonly finished: string;
  readonly count: number;
}

/**
 * Removes all but the newest backups of the prefix up to the finished one; their names sort by time. Gives the names of those
 * that are dated later, which are left alone: the clock is wrong now or was wrong then, and only a person can know.
 */
export async function keepNewest(
  folder: string,
  { prefix, finished, count }: Keeping,
): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(prefix)).sort();
  const upToNow = names.filter((name) => name <= finished);
  for (const name of upToNow.slice(0, Math.max(0, upToNow.length - count)))
    await rm(join(folder, name), { recursive: true, force: true });
  return names.slice(upToNow.length);
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(file)) hash.update(bytes);
  return hash.digest('hex');
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
