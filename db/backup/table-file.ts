/** A table as a file of a backup: a row a line, as a JSON array of cells, gzipped. */

import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline as pipe } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Row } from '../rows/cell.ts';
import type { RawDatabase } from '../rows/raw-database.ts';
import { RowSum, type TableSum } from '../rows/row-sum.ts';
import type { TableLayout } from '../rows/table-layout.ts';

/** Most of it is encrypted and yields to no level; the lowest is four times as quick as the default. */
const GZIP = { level: 1, chunkSize: 1 << 18 };
const ROWS_A_BATCH = 1_000;

/** Where a table's rows are in a backup. */
export function tableFile(name: string): string {
  return `tables/${name}.ndjson.gz`;
}

export interface TableWriting {
  readonly layout: TableLayout;
  readonly file: string;
  /** Stops in the middle of a table. */
  readonly signal: AbortSignal;
  /** Asked before each page; stops in the middle of a table when it throws. */
  readonly demandRoom: () => Promise<void>;
}

/** Writes the table as the snapshot sees it; gives count and checksum of what was written. */
export async function writeTable(
  database: RawDatabase,
  { layout, file, signal, demandRoom }: TableWriting,
): Promise<TableSum> {
  const sum = new RowSum();
  async function* lines() {
    for await (const rows of database.pages(layout)) {
      await demandRoom();
      sum.add(rows);
      yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    }
  }
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await pipeline(lines, createGzip(GZIP), createWriteStream(file, { flags: 'wx', mode: 0o600 }), { signal });
  return sum.result();
}

/** The rows of such a file, in batches. */
export async function* readTableFile(file: string): AsyncGenerator<readonly Row[]> {
  // An error of either stream is met by whoever reads; the callback only keeps it from being thrown twice.
  const input = pipe(createReadStream(file), createGunzip(), () => undefined);
  let batch: Row[] = [];
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    batch.push(JSON.parse(line));
    if (batch.length < ROWS_A_BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
