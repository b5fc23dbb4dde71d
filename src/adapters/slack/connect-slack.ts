/** Connects Bolt to Slack: over HTTP behind our own server, or over Socket Mode when there is an app token. */

import type { RequestListener } from 'node:http';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';

export interface SlackOptions {
  readonly botToken: string;
  readonly signingSecret: string;
  readonly appToken: string | null;
  readonly apiUrl: string | null;
}

export interface SlackConnection {
  readonly bolt: App;
  /** What to mount under `/slack/`, or null in Socket Mode. */
  readonly requestListener: RequestListener | null;
  /** Ready to be answered once this returns. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** A person waits: give up after a few seconds rather than after half an hour. */
const RETRIES = { retries: 2, minTimeout: 200, maxTimeout: 1_000 };

export function connectSlack({ botToken, signingSecret, appToken, apiUrl }: SlackOptions): SlackConnection {
  const clientOptions = { retryConfig: RETRIES, ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }) };
  const shared = {
    token: botToken,
    clientOptions,
    logLevel: LogLevel.WARN,
    deferInitialization: true,
  } as const;
  if (appToken !== null) {
    const bolt = new App({ ...shared, appToken, socketMode: true });
    return {
      bolt,
      requestListener: null,
      async start() {
        await bolt.init();
        await bolt.start();
      },
      async stop() {
        await bolt.stop();
      },
    };
  }
  const receiver = new HTTPReceiver({ signingSecret, endpoints: ['/slack/events'], logLevel: LogLevel.WARN });
  const bolt = new App({ ...shared, receiver });
  return {
    bolt,
    requestListener: receiver.requestListener,
    start: () => bolt.init(),
    // Our own server listens, so the receiver has nothing to stop.
    stop: () => Promise.resolve(),
  };
}
