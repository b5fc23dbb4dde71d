/** Reads a CSV file into columns of numbers and of categories, told apart by what stands in them. */

import { parse } from 'csv-parse/sync';

export interface Column {
  readonly name: string;
  readonly values: readonly string[];
  /** Whether every value that is not empty is a number and there are more than two of them. */
  readonly numeric: boolean;
}

export interface Table {
  readonly rows: number;
  readonly columns: readonly Column[];
}

/** The table. Throws when the file is empty or its lines differ in length. */
export function readTable(text: string): Table {
  const [header, ...lines]: string[][] = parse(text, {
    bom: true,
    skip_empty_lines: true,
    relax_column_count: false,
  });
  if (!header || lines.length === 0) throw new Error('The file has no rows.');
  const columns = header.map((name, at) => {
    const values = lines.map((line) => line[at]!.trim());
    const known = new Set(values.filter((value) => value !== ''));
    return {
      name,
      values,
      numeric: known.size > 2 && [...known].every((value) => Number.isFinite(Number(value))),
    };
  });
  return { rows: lines.length, columns };
}

/** The column of this name; throws when there is none. */
export function columnOf(table: Table, name: string): Column {
  const column = table.columns.find((one) => one.name === name);
  if (column) return column;
  throw new Error(
    `There is no column ${name}. There are: ${table.columns.map((one) => one.name).join(', ')}.`,
  );
}

export interface Encoded {
  readonly featureNames: readonly string[];
  /** rows x features, row-major; an empty number is NaN, a category one column of 0 and 1 for each of its values. */
  readonly x: Float32Array;
}

/** Beyond so many values, integers are rather counts than codes. */
const MOST_CODES = 32;
/** A code of fewer rows has no column of its own: it would say too little. */
const LEAST_ROWS = 30;

/** Columns of few integers, which may name things (a browser, a region) as well as count them. */
export function findCodes(columns: readonly Column[]): readonly string[] {
  const isCode = ({ numeric, values }: Column) =>
    numeric && new Set(values).size <= MOST_CODES && values.every((value) => Number.isInteger(Number(value)));
  return columns.filter(isCode).map(({ name }) => name);
}

/**
 * The columns as numbers; a category of two values is one column. Integers stay numbers even where they name things, and those
 * of `codes` are categories besides. Names say `column=value`.
 */
export function encodeColumns(
  columns: readonly Column[],
  rows: number,
  codes: readonly string[] = [],
): Encoded {
  const parts = columns.flatMap((column) => {
    const { name, values, numeric } = column;
    const number = { name, read: (row: number) => (values[row] === '' ? Number.NaN : Number(values[row])) };
    if (!numeric) return listKinds(column, 1);
    return codes.includes(name) ? [number, ...listKinds(column, LEAST_ROWS)] : [number];
  });
  const x = new Float32Array(rows * parts.length);
  for (let row = 0; row < rows; row += 1)
    parts.forEach(({ read }, at) => {
      x[row * parts.length + at] = read(row);
    });
  return { featureNames: parts.map(({ name }) => name), x };
}

function listKinds({ name, values }: Column, leastRows: number) {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const kinds = [...counts.keys()].filter((kind) => counts.get(kind)! >= leastRows).sort();
  return (counts.size === 2 ? kinds.slice(1) : kinds).map((kind) => ({
    name: `${name}=${kind}`,
    read: (row: number) => (values[row] === kind ? 1 : 0),
  }));
}
