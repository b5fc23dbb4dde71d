/** Streams a long result in pages, each read by the key of the last row before it. */

export const ROWS_A_PAGE = 1000;

/** Asked for at most ROWS_A_PAGE rows after a row (null: from the beginning), in one fixed order. */
type FetchPage<Row> = (after: Row | null) => Promise<readonly Row[]>;

/** Yields page after page. Each is a read of its own: no connection is held while the caller works. */
export async function* readPages<Row>(fetch: FetchPage<Row>): AsyncGenerator<readonly Row[]> {
  let after: Row | null = null;
  for (;;) {
    const page: readonly Row[] = await fetch(after);
    if (page.length > 0) yield page;
    after = page.at(-1) ?? null;
    if (page.length < ROWS_A_PAGE) return;
  }
}

/** The same, row by row. */
export async function* pageRows<Row>(fetch: FetchPage<Row>): AsyncGenerator<Row> {
  for await (const page of readPages(fetch)) yield* page;
}
