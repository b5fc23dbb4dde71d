/** A row as both databases can say it: what JSON can hold, spelt in one way, so that rows can be compared. */

import type { CellType } from './table-layout.ts';

/** Bytes are base64, JSON is its text with sorted keys, a double that is no number is its name. */
export type Cell = string | number | boolean | null;
export type Row = readonly Cell[];

/** What a driver gave, as a cell. Booleans come as 0 and 1 from SQLite, wide integers as text from PostgreSQL. */
export function toCell(value: unknown, type: CellType): Cell {
  if (value === null) return null;
  switch (type) {
    case 'text':
      return String(value);
    case 'integer':
      return Number(value);
    case 'double':
      return Number.isFinite(value) ? Number(value) : String(value);
    case 'boolean':
      return value === true || value === 1;
    case 'json':
      return JSON.stringify(sortKeys(JSON.parse(String(value))));
    case 'bytes':
      return Buffer.from(value as Uint8Array).toString('base64');
  }
}

/** What both drivers take for a cell; only booleans differ. */
export function fromCell(cell: Cell, type: CellType): string | number | boolean | Buffer | null {
  if (cell === null) return null;
  if (type === 'bytes') return Buffer.from(String(cell), 'base64');
  return type === 'double' ? Number(cell) : cell;
}

/** PostgreSQL keeps an object's keys in an order of its own. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, sortKeys(inner)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
