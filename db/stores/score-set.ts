/** A night's scores: written beside the former ones, and read from the moment they are whole. */

import { randomUUID } from 'node:crypto';
import { and, desc, eq, getTableColumns, inArray, lt, lte, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Score } from '../../src/domain/model-run.ts';
import { AppError } from '../../src/errors.ts';
import type { Connection, StoreParts } from '../database.ts';
import { chunks } from './chunk.ts';
import { lockRows } from './lock-rows.ts';
import { pageRows, ROWS_A_PAGE } from './page-rows.ts';

/**
 * Returns how many scores were kept. The scores may be read from the database while they are written, and a million of
 * them must not keep events from being written: so each page is a transaction of its own, and the last step makes the
 * whole set live. The set before it stays until the next replacement, for whoever is reading it. When the source fails,
 * nothing has changed. Of two at a time the later one wins; the earlier throws `conflict`.
 */
export async function replaceScores(
  parts: StoreParts,
  source: AsyncIterable<Score> | Iterable<Score>,
): Promise<number> {
  const setId = randomUUID();
  await deleteIdleSets(parts, await readLiveSet(parts));
  let kept = 0;
  for await (const page of collectPages(source)) {
    await insertScores(parts, page, setId);
    kept += page.length;
  }
  await goLive(parts, { setId, rows: kept });
  return kept;
}

/** Only a whole set: another replacement, which began later, may have taken rows of it for idle. */
async function goLive(
  parts: StoreParts,
  { setId, rows }: { readonly setId: string; readonly rows: number },
): Promise<void> {
  const { database, tenant } = parts;
  const { scores, liveScores } = database.tables;
  await database.write(async (connection) => {
    await lockLive(parts, connection);
    const [found] = await connection
      .select({ rows: sql<number>`count(*)` })
      .from(scores)
      .where(and(eq(scores.tenant, tenant), eq(scores.setId, setId)));
    if (Number(found?.rows ?? 0) !== rows)
      throw new AppError(
        'conflict',
        'Contacts were scored elsewhere at the same time, and those scores count: nothing was replaced.',
      );
    await connection
      .insert(liveScores)
      .values({ tenant, setId })
      .onConflictDoUpdate({ target: liveScores.tenant, set: { setId } });
  });
}

/** The live set, which cannot be replaced before the transaction ends. */
async function lockLive({ database, tenant }: StoreParts, connection: Connection): Promise<string | null> {
  const { liveScores } = database.tables;
  const [live] = await lockRows(
    connection.select({ setId: liveScores.setId }).from(liveScores).where(eq(liveScores.tenant, tenant)),
  );
  return live?.setId ?? null;
}

/** The live score of a contact, or null. */
export async function readScore(parts: StoreParts, contactId: string): Promise<Score | null> {
  const { scores, liveScores } = parts.database.tables;
  const [score] = await parts.database.read((connection) =>
    connection
      .select(scoreColumns(parts))
      .from(liveScores)
      .innerJoin(scores, and(eq(scores.tenant, liveScores.tenant), eq(scores.setId, liveScores.setId)))
      .where(and(eq(liveScores.tenant, parts.tenant), eq(scores.contactId, contactId))),
  );
  return score ?? null;
}

/** Highest conversionProbability first, all from the set that was live at the beginning. */
export async function* streamScores(parts: StoreParts): AsyncGenerator<Score> {
  const setId = await readLiveSet(parts);
  if (setId !== null) yield* pageRows<Score>((after) => readPage(parts, setId, after));
}

function readPage(parts: StoreParts, setId: string, after: Score | null): Promise<readonly Score[]> {
  const { scores } = parts.database.tables;
  return parts.database.read((connection) =>
    connection
      .select(scoreColumns(parts))
      .from(scores)
      .where(
        and(
          eq(scores.tenant, parts.tenant),
          eq(scores.setId, setId),
          after === null ? undefined : isBelow(parts, after),
        ),
      )
      .orderBy(desc(scores.conversionProbability), desc(scores.contactId))
      .limit(ROWS_A_PAGE),
  );
}

/** The first condition follows from the second; it is there so that the index is entered at the right place. */
function isBelow({ database }: StoreParts, { conversionProbability, contactId }: Score): SQL | undefined {
  const { scores } = database.tables;
  return and(
    lte(scores.conversionProbability, conversionProbability),
    or(lt(scores.conversionProbability, conversionProbability), lt(scores.contactId, contactId)),
  );
}

/** Which set of scores is read, or null before the first night. */
export async function readLiveSet({ database, tenant }: StoreParts): Promise<string | null> {
  const { liveScores } = database.tables;
  const [live] = await database.read((connection) =>
    connection.select({ setId: liveScores.setId }).from(liveScores).where(eq(liveScores.tenant, tenant)),
  );
  return live?.setId ?? null;
}

/** Those of the night before last, and of a replacement that was interrupted; a thousand a transaction. */
async function deleteIdleSets(parts: StoreParts, live: string | null): Promise<void> {
  const { database, tenant } = parts;
  const { scores } = database.tables;
  const isIdle = and(eq(scores.tenant, tenant), live === null ? undefined : ne(scores.setId, live));
  const idle = await database.read((connection) =>
    connection.selectDistinct({ setId: scores.setId }).from(scores).where(isIdle),
  );
  for (const { setId } of idle) {
    const isOfSet = and(eq(scores.tenant, tenant), eq(scores.setId, setId));
    for (let deleted = ROWS_A_PAGE; deleted === ROWS_A_PAGE; )
      deleted = await database.write(async (connection) => {
        // It may have become live meanwhile.
        if ((await lockLive(parts, connection)) === setId) return 0;
        const rows = await connection
          .select({ contactId: scores.contactId })
          .from(scores)
          .where(isOfSet)
          .limit(ROWS_A_PAGE);
        const contactIds = rows.map(({ contactId }) => contactId);
        await connection.delete(scores).where(and(isOfSet, inArray(scores.contactId, contactIds)));
        return contactIds.length;
      });
  }
}

async function insertScores({ database, tenant }: StoreParts, page: readonly Score[], setId: string) {
  const { scores } = database.tables;
  const rows = page
    .map((score) => ({ ...score, tenant, setId }))
    .sort((a, b) => (a.contactId < b.contactId ? -1 : 1));
  await database.write(async (connection) => {
    for (const chunk of chunks(rows)) await connection.insert(scores).values(chunk);
  });
}

async function* collectPages(source: AsyncIterable<Score> | Iterable<Score>): AsyncGenerator<Score[]> {
  let page: Score[] = [];
  for await (const score of source) {
    page.push(score);
    if (page.length < ROWS_A_PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

function scoreColumns({ database }: StoreParts) {
  const { tenant, setId, ...columns } = getTableColumns(database.tables.scores);
  return columns;
}
