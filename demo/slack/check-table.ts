/** Checks tables and data tables: rows, columns, and what a cell is made of. */

import { type Checker, isObject } from './block-checker.ts';
import { blockLimits as limits } from './block-limits.ts';
import { checkRichText } from './check-rich-text.ts';
import type { Json } from './wire-types.ts';

export function checkTable(check: Checker, table: Json, at: string): void {
  checkRows(check, check.list(table, 'rows', limits.tableRows, at), at);
  const settings = table['column_settings'];
  if (!Array.isArray(settings)) return;
  check.count(settings, limits.tableColumns, `${at}/column_settings`);
  settings.forEach((setting: unknown, index) => {
    if (isObject(setting))
      check.oneOf(setting['align'], ['left', 'center', 'right'], `${at}/column_settings/${index}/align`);
  });
}

/** The first row is the header, in plain text; all rows have as many cells. */
export function checkDataTable(check: Checker, table: Json, at: string): void {
  check.words(table, 'caption', Number.POSITIVE_INFINITY, at);
  check.number(table['page_size'], { min: 1, max: limits.dataTablePage }, `${at}/page_size`);
  const rows = check.list(table, 'rows', limits.dataTableRows, at);
  if (rows.length === 1) check.fault('must have a header and a row', `${at}/rows`);
  checkRows(check, rows, at);
  const [header] = rows;
  if (!Array.isArray(header)) return;
  if (header.some((cell) => isObject(cell) && cell['type'] === 'rich_text'))
    check.fault('rich_text is not allowed in the header', `${at}/rows/0`);
  rows.forEach((row, index) => {
    if (Array.isArray(row) && row.length !== header.length)
      check.fault(`must have ${header.length} cells`, `${at}/rows/${index}`);
  });
}

/** The characters in all cells, of which a message may have so many. */
export function countCharacters(table: Json): number {
  return textsOf(table['rows']).reduce((sum, text) => sum + text.length, 0);
}

function checkRows(check: Checker, rows: readonly unknown[], at: string): void {
  for (const [index, row] of rows.entries()) {
    const place = `${at}/rows/${index}`;
    if (!Array.isArray(row) || row.length === 0) {
      check.fault('must be an array of cells', place);
      continue;
    }
    check.count(row, limits.tableColumns, place);
    for (const [column, cell] of row.entries()) checkCell(check, cell, `${place}/${column}`);
  }
}

function checkCell(check: Checker, cell: unknown, at: string) {
  if (!isObject(cell)) return check.fault('must be an object', at);
  switch (cell['type']) {
    case 'raw_text':
      return check.words(cell, 'text', Number.POSITIVE_INFINITY, at);
    case 'raw_number':
      if (typeof cell['value'] !== 'number') check.fault('missing required field: value', at);
      return;
    case 'rich_text':
      return checkRichText(check, cell, at);
    default:
      check.fault(`unsupported type: ${String(cell['type'])}`, `${at}/type`);
  }
}

function textsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' ? (key === 'text' ? [inner] : []) : textsOf(inner),
  );
}
