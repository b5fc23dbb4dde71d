/** Streams a file of one JSON value a line, gzipped or not. */

import { StringDecoder } from 'node:string_decoder';
import { AppError } from '../../errors.ts';
import { asReadFault, openFile } from './open-file.ts';

/** A line's value, or its text when it is no JSON. */
export type NdjsonLine =
  | { readonly line: number; readonly value: unknown }
  | { readonly line: number; readonly text: string };

const MAX_LINE_CHARACTERS = 1 << 20;

/**
 * The lines of the file in groups; empty ones are passed over. Throws `not_found` when there is no such file, and
 * `invalid` when a line is longer than a million characters, as in a file that is no NDJSON.
 */
export async function* readNdjson(file: string): AsyncGenerator<readonly NdjsonLine[]> {
  const decoder = new StringDecoder('utf8');
  let line = 0;
  let rest = '';
  try {
    for await (const bytes of await openFile(file)) {
      const texts = (rest + decoder.write(bytes as Buffer)).split('\n');
      rest = texts.pop() ?? '';
      refuseLong(rest, line + texts.length + 1, file);
      yield texts.flatMap((text, index) => parseLine(text, line + index + 1));
      line += texts.length;
    }
  } catch (cause) {
    throw asReadFault(cause, file);
  }
  yield parseLine(rest + decoder.end(), line + 1);
}

function refuseLong(text: string, line: number, file: string): void {
  if (text.length > MAX_LINE_CHARACTERS)
    throw new AppError(
      'invalid',
      `${file}, line ${line} is too long: write one JSON object a line (NDJSON).`,
    );
}

function parseLine(written: string, line: number): readonly NdjsonLine[] {
  const text = (line === 1 ? written.replace(/^\uFEFF/, '') : written).trim();
  if (text === '') return [];
  try {
    return [{ line, value: JSON.parse(text) }];
  } catch {
    return [{ line, text }];
  }
}
