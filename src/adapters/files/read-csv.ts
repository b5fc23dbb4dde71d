/** Streams a CSV, gzipped or not, and says at which line it is broken. */

import { CsvError, parse } from 'csv-parse';
import { AppError } from '../../errors.ts';
import { asReadFault, openFile } from './open-file.ts';

export interface CsvRow {
  /** Where the row ends in the file, from 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

/** Longer than any honest row: a quote that is never closed is found before the whole file is in memory. */
const MAX_ROW_BYTES = 1 << 20;
/** Rows handed on at once, since a promise for each would cost more than reading it. */
const ROWS_AT_ONCE = 1_000;

/**
 * The rows of a CSV, the header first, in groups. Rows may differ in length: their reader judges that. Throws `not_found`
 * when there is no such file and `invalid`, with the line, when its quotes are broken.
 */
export async function* readCsv(file: string, delimiter: string): AsyncGenerator<readonly CsvRow[]> {
  let rows: CsvRow[] = [];
  try {
    const parser = parse({
      delimiter,
      bom: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      max_record_size: MAX_ROW_BYTES,
    });
    const bytes = await openFile(file);
    bytes.on('error', (error) => parser.destroy(error)).pipe(parser);
    // csv-parse can say the line of each record, for a fifth of the time that reading takes: counting is cheaper.
    let line = 0;
    for await (const fields of parser as AsyncIterable<string[]>) {
      line += 1 + countBreaks(fields);
      if (fields.length === 1 && fields[0] === '') continue;
      rows.push({ line, fields });
      if (rows.length < ROWS_AT_ONCE) continue;
      yield rows;
      rows = [];
    }
  } catch (cause) {
    throw cause instanceof CsvError ? describe(cause, file) : asReadFault(cause, file);
  }
  yield rows;
}

function countBreaks(fields: readonly string[]): number {
  let breaks = 0;
  for (const field of fields) if (field.includes('\n')) breaks += field.split('\n').length - 1;
  return breaks;
}

function describe(cause: CsvError, file: string): AppError {
  const line = 'lines' in cause ? Number(cause['lines']) : 0;
  const unclosed = cause.code === 'CSV_QUOTE_NOT_CLOSED' || cause.code === 'CSV_MAX_RECORD_SIZE';
  const fault = unclosed
    ? 'a quote is opened and never closed'
    : 'a quote stands where none may stand (inside a field it is written twice: "")';
  return new AppError(
    'invalid',
    `${file}, line ${line}: ${fault}. Mend the line and import again; what was stored already is not stored twice.`,
    { cause },
  );
}
