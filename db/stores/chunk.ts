/** Splits rows so that one statement stays below SQLite's 32,766 bound variables. */

const ROWS_A_STATEMENT = 1000;

export function* chunks<T>(rows: readonly T[], size = ROWS_A_STATEMENT): Iterable<T[]> {
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size);
}
