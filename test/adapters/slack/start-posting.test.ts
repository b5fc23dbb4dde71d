/** What the bot says by itself, against a Slack that is in no hurry, refuses, or is away. */

import type { ServerResponse } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import type { PostCharts } from '../../../src/adapters/slack/post-charts.ts';
import { startPosting } from '../../../src/adapters/slack/start-posting.ts';
import { MINUTE } from '../../../src/domain/clock.ts';
import type { PostContent, PostStore } from '../../../src/domain/post.ts';
import { openApp } from '../../support/open-app.ts';
import { type Refuse, startTinySlack } from '../../support/tiny-slack.ts';
import { waitFor } from '../../support/wait-for.ts';

/** Says a chart by its title. */
const postCharts: PostCharts = async ([chart], { send }) => {
  if (chart!.title === 'cannot be drawn') throw new Error('out of memory');
  await send({ text: `chart ${chart!.title}`, blocks: [] });
};

/** Time passes only when the test says so: each step wakes the poster. */
async function open(refuse?: Refuse) {
  const slack = await startTinySlack(refuse);
  onTestFinished(slack.close);
  const { app } = await openApp({ on: 'SQLite' });
  const watched = { looks: 0 };
  const posts: PostStore = {
    ...app.stores.posts,
    nextDueAt() {
      watched.looks += 1;
      return app.stores.posts.nextDueAt();
    },
  };
  const time = { now: 1_000_000 };
  const outcomes: string[] = [];
  const told: string[] = [];
  const log = (details: object, words: string) => void told.push(`${words} ${JSON.stringify(details)}`);
  const cards: number[] = [];
  const start = () => {
    const posting = startPosting({
      ...{ posts, botToken: async () => 'xoxb-1', apiUrl: slack.apiUrl, clock: { now: () => time.now } },
      log: { warn: log, error: log },
      onOutcome: (outcome) => void outcomes.push(outcome),
      postCharts,
      drawCard: async (number) => {
        cards.push(number);
        return number === 404 ? null : { text: `card ${number} at ${time.now}`, blocks: [] };
      },
    });
    onTestFinished(posting.stop);
    return posting;
  };
  const say = (channel: string, content: string | PostContent) =>
    posts.add(
      { channel, content: typeof content === 'string' ? { kind: 'message', text: content } : content },
      time.now,
    );
  const pass = (posting: ReturnType<typeof start>, milliseconds: number) => {
    time.now += milliseconds;
    posting.nudge();
  };
  /** Resolves once it has looked twice: whatever was under way is recorded, and nothing else is due. */
  const rest = async (posting: ReturnType<typeof start>) => {
    for (const _ of [1, 2]) {
      const before = watched.looks;
      posting.nudge();
      await waitFor(() => expect(watched.looks).toBeGreaterThan(before));
    }
  };
  return { slack, posts, time, outcomes, told, cards, start, say, pass, rest };
}

const answer = (response: ServerResponse, error: string) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ ok: false, error }));
  return true;
};

it('says one thing a second in a channel, in order, and does not hold up another channel', async () => {
  const { slack, start, say, pass, rest } = await open();
  for (const text of ['a1', 'a2', 'a3']) await say('CA', text);
  await say('CB', 'b1');
  const posting = start();
  await waitFor(() => expect(slack.posted.toSorted()).toEqual(['a1', 'b1']));
  await rest(posting);
  pass(posting, 999);
  await rest(posting);
  expect(slack.posted).toHaveLength(2);
  pass(posting, 1);
  await waitFor(() => expect(slack.posted).toHaveLength(3));
  await rest(posting);
  pass(posting, 1_000);
  await waitFor(() =>
    expect(slack.posted.filter((text) => text.startsWith('a'))).toEqual(['a1', 'a2', 'a3']),
  );
});

it('waits as long as Slack says, and then says the same first', async () => {
  const { slack, start, say, pass, rest, outcomes } = await open((response, attempt) => {
    if (attempt > 1) return false;
    response.writeHead(429, { 'retry-after': '7' }).end();
    return true;
  });
  await say('C1', 'one');
  await say('C1', 'two');
  const posting = start();
  await waitFor(() => expect(outcomes).toEqual(['rate_limited']));
  await rest(posting);
  pass(posting, 6_999);
  await rest(posting);
  expect(slack.offered()).toBe(1);
  pass(posting, 1);
  await waitFor(() => expect(slack.posted).toEqual(['one']));
  await rest(posting);
  pass(posting, 1_000);
  await waitFor(() => expect(slack.posted).toEqual(['one', 'two']));
});

it.each([
  ['answers 500', (response: ServerResponse) => void response.writeHead(500).end('away')],
  ['has revoked the token', (response: ServerResponse) => void answer(response, 'token_revoked')],
  ['breaks the line', (response: ServerResponse) => void response.destroy()],
])('keeps everything while Slack %s, tells it once, and says it afterwards', async (_, refuse) => {
  let isAway = true;
  const { slack, posts, start, say, pass, rest, told } = await open((response) => {
    if (isAway) refuse(response);
    return isAway;
  });
  await say('C1', 'one');
  await say('C1', 'two');
  const posting = start();
  for (const attempt of [1, 2, 3, 4, 5]) {
    await waitFor(() => expect(slack.offered()).toBe(attempt));
    await rest(posting);
    if (attempt < 5) pass(posting, 2 * MINUTE);
  }
  expect(await posts.counts()).toMatchObject({ waiting: 2, failed: 0 });
  expect(told).toHaveLength(1);
  isAway = false;
  for (const count of [1, 2]) {
    pass(posting, 2 * MINUTE);
    await waitFor(() => expect(slack.posted).toHaveLength(count));
    await rest(posting);
  }
  expect(slack.posted).toEqual(['one', 'two']);
});

it.each(['channel_not_found', 'is_archived', 'invalid_blocks'])(
  'gives up on %s after three attempts, tells it, and goes on',
  async (error) => {
    const { slack, posts, start, say, pass, rest, outcomes, told } = await open((response, attempt) =>
      attempt <= 3 ? answer(response, error) : false,
    );
    await say('C1', 'one');
    await say('C1', 'two');
    const posting = start();
    for (const attempt of [1, 2, 3]) {
      await waitFor(() => expect(outcomes).toHaveLength(attempt));
      await rest(posting);
      pass(posting, 30_000);
    }
    // Slack has a message before the poster knows that.
    await waitFor(() => expect(outcomes).toEqual(['refused', 'refused', 'failed', 'posted']));
    await rest(posting);
    expect(slack.posted).toEqual(['two']);
    expect(await posts.counts()).toMatchObject({ waiting: 0, failed: 1 });
    expect(told.at(-1)).toContain(`"error":"${error}"`);
  },
);

it('draws a card as it stands when it is its turn, and lets one go that is not there any more', async () => {
  const { slack, posts, start, say, pass, rest, time, cards, outcomes } = await open((response, attempt) =>
    attempt === 3 ? answer(response, 'message_not_found') : false,
  );
  await say('C1', 'first');
  await say('C1', { kind: 'card', campaignNumber: 7, ts: '1.1' });
  await say('C1', { kind: 'card', campaignNumber: 8, ts: '2.2' });
  await say('C1', { kind: 'card', campaignNumber: 404, ts: '3.3' });
  const posting = start();
  await waitFor(() => expect(slack.posted).toEqual(['first']));
  await rest(posting);
  pass(posting, 5_000);
  await waitFor(() => expect(slack.posted[1]).toBe(`card 7 at ${time.now}`));
  await rest(posting);
  pass(posting, 1_000);
  await waitFor(() => expect(outcomes.at(-1)).toBe('gone'));
  await rest(posting);
  pass(posting, 1_000);
  await waitFor(async () => expect((await posts.counts()).waiting).toBe(0));
  expect(cards).toEqual([7, 8, 404]);
  expect(slack.posted).toHaveLength(2);
});

it('shows charts in their turn, and goes on after one that cannot be drawn', async () => {
  const { slack, posts, start, say, pass, rest, told } = await open();
  const chart = (title: string): PostContent => ({
    kind: 'charts',
    charts: [{ kind: 'bars', title, alt: title, xLabel: 'x', yLabel: 'y', bars: [] }],
    threadTs: '1.1',
  });
  for (const content of [chart('one'), chart('cannot be drawn'), 'after them']) await say('C1', content);
  const posting = start();
  for (const _ of [1, 2, 3]) {
    await rest(posting);
    pass(posting, 1_000);
  }
  await waitFor(async () => expect((await posts.counts()).waiting).toBe(0));
  expect(slack.posted).toEqual(['chart one', 'after them']);
  expect(told.join()).toContain('charts could not be shown');
});

it('shares the work among processes without saying anything twice or too soon', async () => {
  const { slack, start, say, pass, rest } = await open();
  for (const text of ['1', '2', '3', '4']) await say('C1', text);
  const postings = [start(), start(), start()];
  for (const count of [1, 2, 3, 4]) {
    await waitFor(() => expect(slack.posted).toHaveLength(count));
    for (const posting of postings) await rest(posting);
    expect(slack.posted).toHaveLength(count);
    for (const posting of postings) pass(posting, count === 4 ? 0 : 334);
  }
  expect(slack.posted).toEqual(['1', '2', '3', '4']);
});
