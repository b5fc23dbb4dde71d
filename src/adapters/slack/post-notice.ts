/** Posts what Flywheel tells the team by itself: into its channel, into the thread under a card, or to one person. */

import { LogLevel, WebAPIPlatformError, WebClient } from '@slack/web-api';
import type { Notifier } from '../../domain/notifier.ts';
import { AppError } from '../../errors.ts';
import { drawNotice } from './draw-notice.ts';
import { createApproverList } from './list-approvers.ts';

export interface NotifierOptions {
  readonly token: string;
  readonly apiUrl: string | null;
  readonly channel: string;
  /** Ids of people and of user groups. */
  readonly approvers: readonly string[];
}

/** A few tries within half a minute: whoever calls this is a job, nobody waits, but it must end. */
const RETRIES = { retries: 4, minTimeout: 500, maxTimeout: 8_000, factor: 2 };

export function createNotifier({ token, apiUrl, channel, approvers }: NotifierOptions): Notifier {
  const client = new WebClient(token, {
    retryConfig: RETRIES,
    // The rest goes to standard output, which is a job's report.
    logLevel: LogLevel.ERROR,
    ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
  });
  return {
    approvers: createApproverList(client, approvers),
    async tell(notice, place = { channel }) {
      const { text, blocks } = drawNotice(notice);
      const thread = place.threadTs === undefined ? {} : { thread_ts: place.threadTs };
      try {
        await client.chat.postMessage({
          ...{ channel: place.channel, text, blocks },
          ...{ ...thread, unfurl_links: false, unfurl_media: false },
        });
      } catch (cause) {
        const reason = cause instanceof WebAPIPlatformError ? cause.data.error : String(cause);
        throw new AppError(
          'unavailable',
          `Slack did not take the message: ${reason}. Check SLACK_CHANNEL and that the bot is in it.`,
          { cause },
        );
      }
    },
  };
}
