/** What the bot keeps to say by itself, for a test in which no process posts it. */

import type { App } from '../../src/app.ts';

/** Takes all that waits, in the order in which it would be said; gives its words. */
export async function takePosts({ stores: { posts }, clock }: App): Promise<string[]> {
  const now = clock.now();
  const said: string[] = [];
  for (;;) {
    const post = await posts.claim({ owner: 'a test', now, leaseUntil: now + 1000 });
    if (post === null) return said;
    if (post.content.kind === 'message') said.push(post.content.text);
    await posts.settle(post, { owner: 'a test', freeAt: now, end: { kind: 'posted' } });
  }
}
