/** Imports a file of the past: Segment calls one a line, or any CSV through a mapping. */

import { Fault } from '../src/collect/fault.ts';
import { createRowGrouper } from '../src/collect/group-rows.ts';
import { parseMapping } from '../src/collect/import-mapping.ts';
import { shippedMappings } from '../src/collect/mappings/shipped-mappings.ts';
import { createRowReader } from '../src/collect/read-row.ts';
import { AppError } from '../src/errors.ts';
import { type ImportResult, ImportRun, type RejectsWriter, type RunParts } from './import-run.ts';

export interface ImportOptions {
  readonly file: string;
  readonly format: 'segment' | 'csv';
  /** For a CSV: the name of a shipped mapping, or the path of a JSON file. */
  readonly mapping?: string;
  /** Reads and judges everything, stores nothing. */
  readonly dryRun: boolean;
  readonly rejectsFile: string;
}

export interface ImportParts extends RunParts {
  readonly files: ImportFiles;
}

/** How the import reaches files: the functions of src/adapters/files. */
export interface ImportFiles {
  readCsv(file: string, delimiter: string): AsyncIterable<readonly CsvRow[]>;
  readNdjson(file: string): AsyncIterable<readonly NdjsonLine[]>;
  readJson(file: string): Promise<unknown>;
  openRejects(file: string): Promise<RejectsWriter & { close(): Promise<void> }>;
}

interface CsvRow {
  readonly line: number;
  readonly fields: readonly string[];
}

type NdjsonLine =
  | { readonly line: number; readonly value: unknown }
  | { readonly line: number; readonly text: string };

/**
 * Imports a file. Repeatable: killed and run again, or run on a file with more orders since, it stores nothing twice
 * and ends with the same counts in the store. Bad rows are counted and written to the rejects file, and the rest goes on.
 * Throws `not_found` or `invalid` when file or mapping cannot be read, columns are missing or quotes are broken;
 * `unavailable` when the database is busy or full.
 */
export async function importFile(options: ImportOptions, parts: ImportParts): Promise<ImportResult> {
  const rejects = await parts.files.openRejects(options.rejectsFile);
  const run = new ImportRun(options.dryRun, parts, rejects);
  try {
    if (options.format === 'csv') await importCsv(options, parts.files, run);
    else await importSegment(options, parts.files, run);
    await run.flush();
  } finally {
    await rejects.close();
  }
  return run.result();
}

async function importSegment({ file }: ImportOptions, files: ImportFiles, run: ImportRun): Promise<void> {
  for await (const lines of files.readNdjson(file)) {
    for (const line of lines) {
      run.countRow();
      if ('value' in line) run.take({ line: line.line, raw: line.value });
      else run.reject(new Fault('(line)', 'is no JSON'), line.line, line.text);
      await run.flushIfFull();
    }
  }
}

async function importCsv(
  { file, mapping: name }: ImportOptions,
  files: ImportFiles,
  run: ImportRun,
): Promise<void> {
  const mapping = parseMapping(await findMapping(name, files));
  const grouper = createRowGrouper(mapping);
  let readRow: ReturnType<typeof createRowReader> | null = null;
  for await (const rows of files.readCsv(file, mapping.delimiter)) {
    for (const { line, fields } of rows) {
      if (readRow === null) {
        readRow = createRowReader(mapping, fields);
        continue;
      }
      run.countRow();
      const row = readRow(fields);
      if (row === 'no customer') run.countRowWithoutCustomer();
      else if (row instanceof Fault) run.reject(row, line, fields);
      else for (const call of grouper.add(row, line)) run.take(call);
    }
    await run.flushIfFull();
  }
  if (readRow === null)
    throw new AppError('invalid', `${file} is empty: its first line must name its columns.`);
  for (const call of grouper.end()) run.take(call);
}

async function findMapping(name: string | undefined, files: ImportFiles): Promise<unknown> {
  const shipped = Object.keys(shippedMappings);
  if (name === undefined)
    throw new AppError(
      'invalid',
      `A CSV needs a mapping of its columns: name a JSON file with --map, or one that is shipped (${shipped.join(', ')}).`,
    );
  return shippedMappings[name] ?? files.readJson(name);
}
