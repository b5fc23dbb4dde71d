/** A database below the stores: whole tables, read as of one moment and written in one transaction. */

import type { Row } from './cell.ts';
import type { TableLayout } from './table-layout.ts';

export interface RawDatabase {
  /** From here on all reads see one moment, whatever others write. */
  beginSnapshot(): Promise<void>;
  /** From here on all inserts land together at `commit`, or not at all. */
  beginWrite(): Promise<void>;
  commit(): Promise<void>;
  /** Migrations done; null when it is no database of ours. */
  schemaVersion(): Promise<number | null>;
  /** What the database takes on its disk, indexes and free pages included. */
  sizeBytes(): Promise<number>;
  /** Below the schema too, as a mark is. */
  hasTable(name: string): Promise<boolean>;
  hasRows(layout: TableLayout): Promise<boolean>;
  /** A table in the order of its key, page after page; others get their turn in between. */
  pages(layout: TableLayout): AsyncGenerator<readonly Row[]>;
  insert(layout: TableLayout, rows: readonly Row[]): Promise<void>;
  /** Changes rows and says how many. */
  run(statement: string): Promise<number>;
  /** What was not committed is undone. */
  close(): Promise<void>;
}
