/** Tables of what is said to Slack and heard from it: posts that wait, channels, requests that were taken. */

import { POST_STATES } from '../../src/domain/post.ts';
import type { Kit } from '../kit.ts';

export function buildTalkingTables(kit: Kit) {
  const posts = kit.table(
    'posts',
    {
      tenant: kit.text().notNull(),
      /** Sorts in the order in which posts were added. */
      id: kit.text().notNull(),
      channel: kit.text().notNull(),
      state: kit.oneOf(POST_STATES).notNull(),
      /** Sealed: a person's words may be in it. */
      content: kit.bytes().notNull(),
      /** Set while it waits, for what need not be said twice. */
      onceKey: kit.text(),
      addedAt: kit.time().notNull(),
      refusals: kit.integer().notNull(),
      revision: kit.integer().notNull(),
      error: kit.text(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.tenant, t.id] }),
      kit.unique('posts_once').on(t.tenant, t.onceKey),
      kit.checkOneOf('posts_state', t.state, POST_STATES),
      kit.index('posts_waiting').on(t.tenant, t.state, t.channel, t.id),
    ],
  );
  const postChannels = kit.table(
    'post_channels',
    {
      tenant: kit.text().notNull(),
      channel: kit.text().notNull(),
      /** From when it may be written to: paced, told by Slack to wait, or held under a lease. */
      freeAt: kit.time().notNull(),
      owner: kit.text(),
    },
    (t) => [kit.primaryKey({ columns: [t.tenant, t.channel] })],
  );
  const seenRequests = kit.table(
    'seen_requests',
    {
      tenant: kit.text().notNull(),
      id: kit.text().notNull(),
      until: kit.time().notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.tenant, t.id] }),
      kit.index('seen_requests_until').on(t.tenant, t.until),
    ],
  );
  return { posts, postChannels, seenRequests };
}
