/** Posts what waits: one message a second in a channel, in order, as long as it takes until Slack has taken it. */

import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { KnownBlock } from '@slack/types';
import { WebClient } from '@slack/web-api';
import { type Clock, DAY, MINUTE } from '../../domain/clock.ts';
import type { Post, PostEnd, PostStore } from '../../domain/post.ts';
import type { Card } from './card.ts';
import { isThreadGone, judgeRefusal } from './judge-refusal.ts';
import type { ChartMessage, PostCharts } from './post-charts.ts';
import { SILENT } from './to-bolt-logger.ts';

export interface PostingParts {
  readonly posts: PostStore;
  /** A campaign's card as it stands; null when there is no such campaign. */
  readonly drawCard: (campaignNumber: number) => Promise<Card | null>;
  readonly postCharts: PostCharts;
  /** The machine's own: Slack's pace is not that of a moved clock. */
  readonly clock: Clock;
  readonly log: Record<'warn' | 'error', (details: object, words: string) => void>;
  /** Between two posts in a channel, and between two looks; what Slack takes unless it is said. */
  readonly paceMs?: number | undefined;
}

export type PostOutcome = 'posted' | 'rate_limited' | 'away' | 'refused' | 'failed' | 'gone';

export interface PostingOptions extends PostingParts {
  readonly botToken: () => Promise<string>;
  readonly apiUrl: string | null;
  readonly onOutcome: (outcome: PostOutcome) => void;
}

export interface Posting {
  /** Looks now rather than within the next second. */
  nudge(): void;
  /** Ends after the post that is under way. */
  stop(): Promise<void>;
}

/** Slack takes about one message a second in a channel: https://docs.slack.dev/apis/web-api/rate-limits */
const PACE_MS = 1_000;
/** Longer than a call may take; a channel waits as long when the process that wrote to it is killed. */
const LEASE_MS = 15_000;
const CALL_TIMEOUT_MS = 8_000;
/** A channel may be opened again, or the bot invited, while it waits. */
const REFUSALS = 3;
const REFUSED_WAIT_MS = 30_000;
const LONGEST_AWAY_MS = 2 * MINUTE;
const KEEP_FAILED_MS = 30 * DAY;

/** Several processes may: each channel is one's at a time, under a lease. A killed one may have said its last post twice. */
export function startPosting(options: PostingOptions): Posting {
  const client = openClient(options);
  const paceMs = options.paceMs ?? PACE_MS;
  const poster: Poster = { ...options, paceMs, client, owner: randomUUID(), failures: { inARow: 0 } };
  let isStopped = false;
  let sleep = new AbortController();
  const work = async (): Promise<void> => {
    await options.posts.purge(options.clock.now() - KEEP_FAILED_MS).catch(() => 0);
    while (!isStopped) {
      sleep = new AbortController();
      const waitMs = await postNext(poster).catch((err) => {
        options.log.error({ err }, 'what waits to be said in Slack could not be read');
        return paceMs;
      });
      await pause(waitMs, sleep.signal);
    }
  };
  const working = work();
  return {
    nudge: () => sleep.abort(),
    async stop() {
      isStopped = true;
      sleep.abort();
      await working;
    },
  };
}

function openClient({ apiUrl }: PostingOptions, token?: string): WebClient {
  return new WebClient(token, {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: CALL_TIMEOUT_MS,
    // What Slack refuses is judged and told here, and a chart of its own kind is only tried.
    logger: SILENT,
    ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
  });
}

interface Poster extends PostingOptions {
  readonly paceMs: number;
  readonly client: WebClient;
  readonly owner: string;
  /** How often Slack was away since it last was not. */
  readonly failures: { inARow: number };
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds > 0 && !signal.aborted)
    await setTimeout(milliseconds, undefined, { signal }).catch(() => undefined);
}

/** Posts at most one; gives for how long there is nothing to do. */
async function postNext(poster: Poster): Promise<number> {
  const { posts, clock, owner, paceMs } = poster;
  const dueAt = await posts.nextDueAt();
  const now = clock.now();
  if (dueAt === null || dueAt > now) return Math.min(paceMs, (dueAt ?? now + paceMs) - now);
  const post = await posts.claim({ owner, now, leaseUntil: now + LEASE_MS });
  if (post === null) return paceMs;
  const { end, waitMs } = await tryPosting(poster, post);
  await posts.settle(post, { owner, freeAt: clock.now() + waitMs, end });
  return 0;
}

interface Attempt {
  readonly end: PostEnd;
  /** For which nothing more is said in the channel. */
  readonly waitMs: number;
}

async function tryPosting(poster: Poster, post: Post): Promise<Attempt> {
  try {
    await say(poster, post);
    poster.failures.inARow = 0;
    poster.onOutcome('posted');
    return { end: { kind: 'posted' }, waitMs: poster.paceMs };
  } catch (fault) {
    return judge(poster, post, fault);
  }
}

async function say(poster: Poster, { channel, content }: Post): Promise<void> {
  const { client, drawCard, botToken } = poster;
  if (content.kind === 'charts') return show(poster, channel, content);
  const token = await botToken();
  const quiet = { unfurl_links: false, unfurl_media: false };
  if (content.kind === 'message') {
    const { text, blocks, threadTs } = content;
    const drawn = blocks === undefined ? {} : { blocks: [...blocks] as KnownBlock[] };
    await inThread(threadTs, (thread) =>
      client.chat.postMessage({ token, channel, text, ...drawn, ...thread, ...quiet }),
    );
    return;
  }
  const card = await drawCard(content.campaignNumber);
  if (card !== null) await client.chat.update({ token, channel, ts: content.ts, ...card });
}

/** In the conversation itself where somebody has deleted what began the thread: what was to be told there is still news. */
async function inThread(
  threadTs: string | undefined,
  post: (thread: { readonly thread_ts?: string }) => Promise<unknown>,
): Promise<void> {
  try {
    await post(threadTs === undefined ? {} : { thread_ts: threadTs });
  } catch (fault) {
    if (threadTs === undefined || !isThreadGone(fault)) throw fault;
    await post({});
  }
}

/** Tried again only when Slack asks to wait: a picture that cannot be drawn must not hold up what is to be said after it. */
async function show(
  poster: Poster,
  channel: string,
  { charts, threadTs }: Extract<Post['content'], { kind: 'charts' }>,
): Promise<void> {
  const client = openClient(poster, await poster.botToken());
  try {
    await inThread(threadTs, (thread) => {
      const send = (message: ChartMessage) => client.chat.postMessage({ channel, ...message, ...thread });
      const into = { channel_id: channel, ...thread };
      return poster.postCharts(charts, { client, send, into, team: channel, actor: channel });
    });
  } catch (err) {
    if (judgeRefusal(err).kind === 'rate limited') throw err;
    poster.log.warn({ err }, 'charts could not be shown; what they show was said in words');
  }
}

function judge(poster: Poster, post: Post, fault: unknown): Attempt {
  const refusal = judgeRefusal(fault);
  const { channel, refusals } = post;
  switch (refusal.kind) {
    case 'rate limited':
      poster.onOutcome('rate_limited');
      return { end: wait('ratelimited', false), waitMs: refusal.waitMs };
    case 'gone':
      poster.onOutcome('gone');
      return { end: { kind: 'posted' }, waitMs: poster.paceMs };
    case 'away':
      poster.onOutcome('away');
      return { end: wait(refusal.error, false), waitMs: countAway(poster, refusal.error) };
    case 'refused':
      if (refusals + 1 < REFUSALS) {
        poster.onOutcome('refused');
        poster.log.warn({ channel, error: refusal.error }, 'Slack refused a message: it is tried again');
        return { end: wait(refusal.error, true), waitMs: REFUSED_WAIT_MS };
      }
      poster.onOutcome('failed');
      poster.log.error(
        { channel, error: refusal.error },
        'Slack refused a message for good: check SLACK_CHANNEL and that the bot is in it',
      );
      return { end: { kind: 'failed', error: refusal.error }, waitMs: poster.paceMs };
  }
}

function wait(error: string, isRefusal: boolean): PostEnd {
  return { kind: 'waiting', error, isRefusal };
}

/** Ever longer waits; an outage is told once, not at each attempt. */
function countAway({ failures, log }: Poster, error: string): number {
  failures.inARow += 1;
  if (failures.inARow === 1) log.warn({ error }, 'Slack does not take messages: they wait until it does');
  return Math.min(LONGEST_AWAY_MS, PACE_MS * 2 ** failures.inARow);
}
