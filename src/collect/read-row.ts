/** Reads one row of a mapped CSV: whose it is, what happened, and which field is wrong. */

import { CONSENT_PURPOSES } from '../domain/consent.ts';
import { AppError } from '../errors.ts';
import { compileDateFormat } from './date-format.ts';
import { Fault } from './fault.ts';
import { type ImportMapping, type MappedColumn, namedColumns } from './import-mapping.ts';
import { readLine, type WhatHappened } from './read-line.ts';

/** A row in Segment's words, not yet grouped into a call. */
export interface MappedRow extends WhatHappened {
  readonly userId: string;
  readonly timestamp: number | undefined;
  readonly traits: Readonly<Record<string, unknown>>;
}

/** `no customer`: the row names nobody; it is skipped, and nobody is invented. */
export type RowReading = MappedRow | Fault | 'no customer';

/** Throws `invalid` when columns are missing, naming them and the ones there are. */
export function createRowReader(mapping: ImportMapping, header: readonly string[]) {
  const indexes = locateColumns(mapping, header);
  const readTime = compileDateFormat(mapping.timestampFormat);
  const at = (fields: readonly string[], column: string) => fields[indexes.get(column) ?? -1]?.trim() ?? '';
  const cell = (fields: readonly string[], name: MappedColumn) => {
    const column = mapping.columns[name];
    return column === undefined ? '' : at(fields, column);
  };

  return function readRow(fields: readonly string[]): RowReading {
    if (fields.length !== header.length)
      return new Fault('(row)', `has another number of fields than the header's ${header.length}`);
    const email = cell(fields, 'email');
    const userId = cell(fields, 'userId') || email.toLowerCase();
    if (userId === '') return 'no customer';
    const time = cell(fields, 'timestamp');
    const timestamp = time === '' ? undefined : readTime(time);
    if (timestamp === null || (timestamp === undefined && mapping.rows !== 'contacts'))
      return new Fault(
        mapping.columns.timestamp ?? '',
        `is no date of the format ${mapping.timestampFormat}`,
      );
    const traits = readTraitColumns(mapping, (column) => at(fields, column), email);
    if (traits instanceof Fault) return traits;
    const what = readLine(mapping, (name) => cell(fields, name));
    return what instanceof Fault ? what : { userId, timestamp, traits, ...what };
  };
}

function locateColumns(mapping: ImportMapping, header: readonly string[]): ReadonlyMap<string, number> {
  const indexes = new Map(header.map((name, index) => [name.trim(), index]));
  const missing = namedColumns(mapping).filter(([, column]) => !indexes.has(column));
  if (missing.length > 0)
    throw new AppError(
      'invalid',
      `The file has no column ${missing.map(([use, column]) => `"${column}" (${use})`).join(', ')}. ` +
        `Its columns are: ${header.join(', ')}. Correct the mapping (or its delimiter) and import again.`,
    );
  return indexes;
}

function readTraitColumns(
  { source, traits, consent }: ImportMapping,
  at: (column: string) => string,
  email: string,
): Readonly<Record<string, unknown>> | Fault {
  const read: Record<string, unknown> = {};
  if (email !== '') read['email'] = email;
  for (const [trait, column] of Object.entries(traits)) if (at(column) !== '') read[trait] = at(column);
  const statements: Record<string, unknown> = {};
  for (const purpose of CONSENT_PURPOSES) {
    const rule = consent[purpose];
    if (rule === undefined) continue;
    const said = at(rule.column).toLowerCase();
    if (said === '') continue;
    const granted = rule.granted.some((word) => word.toLowerCase() === said);
    if (!granted && !rule.denied.some((word) => word.toLowerCase() === said))
      return new Fault(rule.column, 'says neither yes nor no in the words of the mapping');
    statements[purpose] = { granted, source: `import:${source}`, textVersion: rule.textVersion };
  }
  return Object.keys(statements).length === 0 ? read : { ...read, consent: statements };
}
