/** Splits rows so that one statement stays below SQLite's 32,766 bound variables. */

/** Drizzle and SQLite take half as long for ten statements of a hundred rows as for one of a thousand. */
const ROWS_A_STATEMENT = 100;

export function* chunks<T>(rows: readonly T[], size = ROWS_A_STATEMENT): Iterable<T[]> {
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size);
}
