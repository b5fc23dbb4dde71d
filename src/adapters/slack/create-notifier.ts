/** What Flywheel tells the team by itself, kept to be posted: into its channel, into the thread under a card, or to one person. */

import { LogLevel, WebClient } from '@slack/web-api';
import type { Clock } from '../../domain/clock.ts';
import type { Notifier } from '../../domain/notifier.ts';
import type { PostStore } from '../../domain/post.ts';
import { drawNotice } from './draw-notice.ts';
import { createApproverList } from './list-approvers.ts';

export interface NotifierOptions {
  readonly botToken: string;
  readonly apiUrl: string | null;
  readonly channel: string;
  /** Ids of people and of user groups. */
  readonly approvers: readonly string[];
  readonly posts: PostStore;
  /** The machine's own: pace and order in Slack follow it. */
  readonly clock: Clock;
}

/** A few tries within half a minute, for who is in a group of approvers. */
const RETRIES = { retries: 4, minTimeout: 500, maxTimeout: 8_000, factor: 2 };

export function createNotifier({ posts, clock, channel, ...slack }: NotifierOptions): Notifier {
  const client = new WebClient(slack.botToken, {
    retryConfig: RETRIES,
    // The rest goes to standard output, which is a job's report.
    logLevel: LogLevel.ERROR,
    ...(slack.apiUrl === null ? {} : { slackApiUrl: slack.apiUrl }),
  });
  return {
    approvers: createApproverList(client, slack.approvers),
    tell(notice, { threadTs, ...place } = { channel }) {
      const thread = threadTs === undefined ? {} : { threadTs };
      const content = { kind: 'message', ...drawNotice(notice), ...thread } as const;
      return posts.add({ channel: place.channel, content }, clock.now());
    },
  };
}
