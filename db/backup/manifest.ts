/** What a backup says of itself: what is in it, at which version, and by what it is recognised as whole. */

import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../src/errors.ts';

export const MANIFEST_FILE = 'manifest.json';

const cellTypes = ['text', 'integer', 'double', 'boolean', 'json', 'bytes'] as const;

const manifestSchema = z.object({
  format: z.literal(1),
  kind: z.enum(['data', 'keys']),
  /** Epoch milliseconds: the moment that is kept. */
  createdAt: z.number(),
  /** Migrations done. */
  schemaVersion: z.number().int(),
  /** Recognises the master key without telling it. */
  keyFingerprint: z.string(),
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.object({ name: z.string(), type: z.enum(cellTypes) })),
      key: z.array(z.string()),
      rows: z.number().int(),
      checksum: z.string(),
    }),
  ),
  /** SHA-256 of each file, by its path in the backup. */
  files: z.record(z.string(), z.string()),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** With a hash over itself, so that damage to it is noticed too. */
export function writeManifest(manifest: Manifest): string {
  return `${JSON.stringify({ sha256: hashOf(manifest), manifest })}\n`;
}

/** Throws `invalid` when the text is not exactly what `writeManifest` gave. */
export function readManifest(text: string, folder: string): Manifest {
  const parsed = z.object({ sha256: z.string(), manifest: manifestSchema }).safeParse(parseJson(text));
  if (!parsed.success || writeManifest(parsed.data.manifest) !== text) throw damaged(folder, MANIFEST_FILE);
  return parsed.data.manifest;
}

export function damaged(folder: string, file: string): AppError {
  return new AppError(
    'invalid',
    `The backup ${folder} is damaged: ${file} is not what was written. Nothing was restored; use another backup.`,
  );
}

function hashOf(manifest: Manifest): string {
  return createHash('sha256').update(JSON.stringify(manifest)).digest('hex');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
