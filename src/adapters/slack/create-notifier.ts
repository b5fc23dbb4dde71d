/** What Flywheel tells the team by itself, kept to be posted: into its channel, into the thread under a card, or to one person. */

import { LogLevel, WebClient } from '@slack/web-api';
import type { Clock } from '../../domain/clock.ts';
import type { Notifier } from '../../domain/notifier.ts';
import type { PostStore } from '../../domain/post.ts';
import type { SlackAccess } from '../../domain/slack-access.ts';
import { drawNotice } from './draw-notice.ts';
import { drawNoticeCharts } from './draw-notice-charts.ts';
import { createApproverList } from './list-approvers.ts';

export interface NotifierOptions {
  readonly access: SlackAccess;
  readonly apiUrl: string | null;
  readonly posts: PostStore;
  /** The machine's own: pace and order in Slack follow it. */
  readonly clock: Clock;
}

/** A few tries within half a minute, for who is in a group of approvers. */
const RETRIES = { retries: 4, minTimeout: 500, maxTimeout: 8_000, factor: 2 };

export function createNotifier({ posts, clock, access, apiUrl }: NotifierOptions): Notifier {
  const client = new WebClient(undefined, {
    retryConfig: RETRIES,
    // The rest goes to standard output, which is a job's report.
    logLevel: LogLevel.ERROR,
    ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
  });
  return {
    channel: async () => (await access.settings()).channel,
    approvers: createApproverList(client, access),
    async tell(notice, place) {
      const { threadTs, channel } = place ?? { ...(await access.settings()), threadTs: undefined };
      const thread = threadTs === undefined ? {} : { threadTs };
      const content = { kind: 'message', ...drawNotice(notice), ...thread } as const;
      await posts.add({ channel, content }, clock.now());
      const charts = drawNoticeCharts(notice);
      if (charts.length > 0)
        await posts.add({ channel, content: { kind: 'charts', charts, ...thread } }, clock.now());
    },
  };
}
