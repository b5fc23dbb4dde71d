import { expect, it } from 'vitest';
import { createPostStore } from '../../db/stores/post-store.ts';
import type { Post, PostStore } from '../../src/domain/post.ts';
import { describeOnEachDatabase } from './open-test-database.ts';

const say = (text: string, channel = 'C1') => ({ channel, content: { kind: 'message' as const, text } });
const card = (ts: string) => ({ channel: 'C1', content: { kind: 'card' as const, campaignNumber: 7, ts } });
const claim = (posts: PostStore, now: number, owner = 'a') =>
  posts.claim({ owner, now, leaseUntil: now + 60 });
const posted = (posts: PostStore, post: Post | null, freeAt: number, owner = 'a') =>
  posts.settle(post!, { owner, freeAt, end: { kind: 'posted' } });
const textOf = (post: Post | null) => (post?.content.kind === 'message' ? post.content.text : null);

describeOnEachDatabase('post store', (stage) => {
  it('gives the posts of a channel in the order in which they were added, one at a time', async () => {
    const posts = createPostStore(stage.parts());
    for (const text of ['one', 'two', 'three']) await posts.add(say(text), 5);
    expect(await posts.nextDueAt()).toBe(0);
    for (const [at, text] of [
      [10, 'one'],
      [20, 'two'],
      [30, 'three'],
    ] as const) {
      const post = await claim(posts, at);
      expect(textOf(post)).toBe(text);
      expect(await claim(posts, at, 'b')).toBeNull();
      await posted(posts, post, at + 5);
      expect(await claim(posts, at + 4)).toBeNull();
    }
    expect(await posts.nextDueAt()).toBeNull();
    expect(await posts.counts()).toEqual({ waiting: 0, failed: 0, oldestAt: null });
  });

  it('gives each of two processes a channel of its own, and never one to both', async () => {
    const stores = [createPostStore(stage.parts()), createPostStore(stage.rival())] as const;
    for (const channel of ['C1', 'C2', 'C3']) await stores[0].add(say(channel, channel), 1);
    const claims = Array.from({ length: 8 }, (_, n) => claim(stores[n % 2]!, 10, `w${n}`));
    const given = (await Promise.all(claims)).flatMap((post) => (post === null ? [] : [post.channel]));
    expect(given.length).toBeGreaterThan(0);
    expect(new Set(given).size).toBe(given.length);
    // Whoever passed over a channel that another was just taking finds the next free one when it looks again.
    for (let post = await claim(stores[1], 11); post !== null; post = await claim(stores[1], 11))
      given.push(post.channel);
    expect(given.toSorted()).toEqual(['C1', 'C2', 'C3']);
  });

  it('gives a post again when whoever held it is gone, and ends it once whoever sent it', async () => {
    const posts = createPostStore(stage.parts());
    await posts.add(say('one'), 1);
    const lost = await claim(posts, 10, 'killed');
    expect(await claim(posts, 69, 'b')).toBeNull();
    expect(textOf(await claim(posts, 70, 'b'))).toBe('one');
    // Not dead, only slow: its end counts, but the channel is not its own any more.
    await posted(posts, lost, 71, 'killed');
    await posts.add(say('two'), 2);
    expect(await claim(posts, 72, 'c')).toBeNull();
    expect(textOf(await claim(posts, 130, 'c'))).toBe('two');
  });

  it('keeps what was put off at the head of its channel, and counts refusals only', async () => {
    const posts = createPostStore(stage.parts());
    await posts.add(say('one'), 1);
    await posts.add(say('two'), 2);
    for (const isRefusal of [true, false, true]) {
      const post = await claim(posts, 10);
      await posts.settle(post!, {
        ...{ owner: 'a', freeAt: 0 },
        end: { kind: 'waiting', error: 'x', isRefusal },
      });
    }
    const third = await claim(posts, 10);
    expect(third).toMatchObject({ refusals: 2, content: { text: 'one' } });
    await posts.settle(third!, { owner: 'a', freeAt: 20, end: { kind: 'failed', error: 'is_archived' } });
    expect(textOf(await claim(posts, 20))).toBe('two');
    expect(await posts.counts()).toEqual({ waiting: 1, failed: 1, oldestAt: 2 });
    expect(await posts.purge(1)).toBe(0);
    expect(await posts.purge(2)).toBe(1);
  });

  it('keeps a card that is to be redrawn once, and once more when it changes while it is sent', async () => {
    const posts = createPostStore(stage.parts());
    await posts.add(card('1.1'), 1);
    await posts.add(card('1.1'), 2);
    await posts.add(card('2.2'), 3);
    expect((await posts.counts()).waiting).toBe(2);
    const first = await claim(posts, 10);
    await posts.add(card('1.1'), 11);
    await posted(posts, first, 12);
    const again = await claim(posts, 12);
    expect(again).toMatchObject({ id: first!.id, content: { ts: '1.1' } });
    await posted(posts, again, 13);
    expect(await claim(posts, 13)).toMatchObject({ content: { ts: '2.2' } });
    // Sent and forgotten: the next change is a new one.
    await posts.add(card('1.1'), 14);
    expect((await posts.counts()).waiting).toBe(2);
  });

  it('knows nothing of the posts of another tenant', async () => {
    await createPostStore(stage.stranger()).add(say('theirs'), 1);
    const posts = createPostStore(stage.parts());
    expect(await posts.nextDueAt()).toBeNull();
    expect(await claim(posts, 10)).toBeNull();
  });
});
