/** The query that reads a table page by page, in words that both databases understand. */

import type { Cell, Row } from './cell.ts';
import type { TableLayout } from './table-layout.ts';

const ROWS_A_PAGE = 2_000;

export interface PageDialect {
  /** The nth placeholder, counted from 1. */
  placeholder(n: number): string;
  /** How a column is asked for. */
  select(column: TableLayout['columns'][number]): string;
  fetch(sql: string, values: readonly Cell[]): Promise<readonly Row[]>;
}

export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** By the key of the last row before it: as quick on the last page as on the first. */
export async function* readTable(layout: TableLayout, dialect: PageDialect): AsyncGenerator<readonly Row[]> {
  const key = layout.key.map(quote).join(', ');
  const positions = layout.key.map((name) => layout.columns.findIndex((column) => column.name === name));
  const from = `select ${layout.columns.map(dialect.select).join(', ')} from ${quote(layout.name)}`;
  const marks = layout.key.map((_, index) => dialect.placeholder(index + 1)).join(', ');
  const end = `order by ${key} limit ${ROWS_A_PAGE}`;
  for (let last: Row | undefined; ; ) {
    const after = last === undefined ? null : positions.map((position) => last![position] ?? null);
    const page =
      after === null
        ? await dialect.fetch(`${from} ${end}`, [])
        : await dialect.fetch(`${from} where (${key}) > (${marks}) ${end}`, after);
    if (page.length > 0) yield page;
    if (page.length < ROWS_A_PAGE) return;
    last = page.at(-1);
  }
}
