/** Keeps what the bot is to say, and gives each channel to one process at a time. */

import { randomBytes } from 'node:crypto';
import { and, asc, count, eq, exists, lt, lte, min, sql } from 'drizzle-orm';
import type { NewPost, Post, PostContent, PostEnd, PostStore } from '../../src/domain/post.ts';
import type { Connection, StoreParts } from '../database.ts';
import { skipLocked } from './lock-rows.ts';

export function createPostStore(parts: StoreParts): PostStore {
  const { database, tenant } = parts;
  const { posts } = database.tables;
  const nextId = createIds();
  return {
    add: (post, now) =>
      database.write((connection) => addPost(parts, connection, { ...post, id: nextId(now), now })),
    nextDueAt: () => database.read((connection) => readNextDueAt(parts, connection)),
    claim: (claim) => database.write((connection) => claimPost(parts, connection, claim)),
    settle: (post, end) =>
      database.write(async (connection) => {
        await freeChannel(parts, connection, { ...end, channel: post.channel });
        await endPost(parts, connection, post, end.end);
      }),
    counts: () => database.read((connection) => countPosts(parts, connection)),
    async purge(before) {
      const gone = await database.write((connection) =>
        connection
          .delete(posts)
          .where(and(eq(posts.tenant, tenant), eq(posts.state, 'failed'), lt(posts.addedAt, before)))
          .returning({ id: posts.id }),
      );
      return gone.length;
    },
  };
}

/** In the order of adding, also within one millisecond; distinct among processes. */
function createIds(): (now: number) => string {
  const ours = randomBytes(6).toString('hex');
  let added = 0;
  return (now) => {
    added += 1;
    return `${String(now).padStart(15, '0')}-${String(added).padStart(9, '0')}-${ours}`;
  };
}

async function addPost(
  { database, cipher, tenant }: StoreParts,
  connection: Connection,
  { id, now, channel, content }: NewPost & { readonly id: string; readonly now: number },
): Promise<void> {
  const { posts, postChannels } = database.tables;
  await connection.insert(postChannels).values({ tenant, channel, freeAt: 0 }).onConflictDoNothing();
  const sealed = cipher.sealForTenant(JSON.stringify(content), placeOf(id));
  const row = { tenant, id, channel, content: sealed, onceKey: onceKeyOf(channel, content) };
  await connection
    .insert(posts)
    .values({ ...row, state: 'waiting', addedAt: now, refusals: 0, revision: 0 })
    .onConflictDoUpdate({
      target: [posts.tenant, posts.onceKey],
      set: { revision: sql`${posts.revision} + 1` },
    });
}

/** A message is said each time, a card only as it stands in the end. */
function onceKeyOf(channel: string, content: PostContent): string | null {
  return content.kind === 'card' ? `card ${channel} ${content.ts}` : null;
}

function placeOf(row: string) {
  return { table: 'posts', column: 'content', row };
}

async function readNextDueAt(parts: StoreParts, connection: Connection): Promise<number | null> {
  const { postChannels } = parts.database.tables;
  const [row] = await connection
    .select({ dueAt: min(postChannels.freeAt) })
    .from(postChannels)
    .where(and(eq(postChannels.tenant, parts.tenant), exists(waitingIn(parts, connection))));
  return row?.dueAt ?? null;
}

function waitingIn({ database, tenant }: StoreParts, connection: Connection) {
  const { posts, postChannels } = database.tables;
  return connection
    .select({ id: posts.id })
    .from(posts)
    .where(
      and(eq(posts.tenant, tenant), eq(posts.state, 'waiting'), eq(posts.channel, postChannels.channel)),
    );
}

async function claimPost(
  parts: StoreParts,
  connection: Connection,
  { owner, now, leaseUntil }: Parameters<PostStore['claim']>[0],
): Promise<Post | null> {
  const { postChannels, posts } = parts.database.tables;
  const [chosen] = await skipLocked(
    connection
      .select({ channel: postChannels.channel })
      .from(postChannels)
      .where(
        and(
          eq(postChannels.tenant, parts.tenant),
          lte(postChannels.freeAt, now),
          exists(waitingIn(parts, connection)),
        ),
      )
      .orderBy(asc(postChannels.freeAt), asc(postChannels.channel))
      .limit(1),
  );
  if (chosen === undefined) return null;
  const { channel } = chosen;
  await connection
    .update(postChannels)
    .set({ owner, freeAt: leaseUntil })
    .where(and(eq(postChannels.tenant, parts.tenant), eq(postChannels.channel, channel)));
  const [row] = await connection
    .select()
    .from(posts)
    .where(and(eq(posts.tenant, parts.tenant), eq(posts.state, 'waiting'), eq(posts.channel, channel)))
    .orderBy(asc(posts.id))
    .limit(1);
  if (row === undefined) return null;
  const { id, refusals, revision } = row;
  const content = JSON.parse(parts.cipher.openForTenant(row.content, placeOf(id))) as PostContent;
  return { id, channel, refusals, revision, content };
}

/** Nothing when the lease ran out and another holds the channel: its own end says when it is free. */
async function freeChannel(
  { database, tenant }: StoreParts,
  connection: Connection,
  { owner, freeAt, channel }: { readonly owner: string; readonly freeAt: number; readonly channel: string },
): Promise<void> {
  const { postChannels } = database.tables;
  await connection
    .update(postChannels)
    .set({ owner: null, freeAt })
    .where(
      and(eq(postChannels.tenant, tenant), eq(postChannels.channel, channel), eq(postChannels.owner, owner)),
    );
}

async function endPost(
  { database, tenant }: StoreParts,
  connection: Connection,
  post: Post,
  end: PostEnd,
): Promise<void> {
  const { posts } = database.tables;
  const here = and(eq(posts.tenant, tenant), eq(posts.id, post.id));
  if (end.kind === 'posted') {
    // A card that changed while it was being sent stays, to be drawn again.
    await connection.delete(posts).where(and(here, eq(posts.revision, post.revision)));
    return;
  }
  const failed = { state: 'failed' as const, onceKey: null, error: end.error };
  const refusals = post.refusals + (end.kind === 'waiting' && end.isRefusal ? 1 : 0);
  await connection
    .update(posts)
    .set(end.kind === 'failed' ? failed : { error: end.error, refusals })
    .where(here);
}

async function countPosts({ database, tenant }: StoreParts, connection: Connection) {
  const { posts } = database.tables;
  const rows = await connection
    .select({ state: posts.state, count: count(), oldestAt: min(posts.addedAt) })
    .from(posts)
    .where(eq(posts.tenant, tenant))
    .groupBy(posts.state);
  const of = (state: 'waiting' | 'failed') => rows.find((row) => row.state === state);
  return {
    waiting: Number(of('waiting')?.count ?? 0),
    failed: Number(of('failed')?.count ?? 0),
    oldestAt: of('waiting')?.oldestAt ?? null,
  };
}
