/** The lines that stand in an event's row, as rows for a query. */

import { type AnyColumn, type SQL, sql } from 'drizzle-orm';
import type { ReviewLanguage } from '../../src/domain/review.ts';
import type { Database } from '../database.ts';

interface LineRows {
  /** To join, or to select from where the event's row is in sight. */
  readonly rows: SQL;
  readonly productId: SQL<string>;
  readonly quantity: SQL<number>;
  readonly priceCents: SQL<number | null>;
  /** Null where no review's text was read. */
  readonly reviewLanguage: SQL<ReviewLanguage | null>;
}

/** One row a line, none for an event without; once in a query, since the rows have one name. */
export function readLines({ listRows }: Pick<Database, 'listRows'>, lines: AnyColumn): LineRows {
  return {
    rows: sql`${listRows(lines)} as line`,
    productId: sql`line.value ->> 'productId'`,
    quantity: sql`cast(line.value ->> 'quantity' as bigint)`,
    priceCents: sql`cast(line.value ->> 'priceCents' as bigint)`,
    reviewLanguage: sql`line.value -> 'review' ->> 'language'`,
  };
}
