/** Connects Bolt to Slack: over HTTP behind our own server, or over Socket Mode when there is an app token. */

import type { RequestListener } from 'node:http';
import { App, HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import { keepSocket } from './keep-socket.ts';
import { type RepeatParts, refuseRepeats } from './refuse-repeats.ts';
import { type Posting, type PostingOptions, type PostingParts, startPosting } from './start-posting.ts';
import { toBoltLogger } from './to-bolt-logger.ts';
import { startPatiently } from './try-patiently.ts';

export interface SlackOptions extends RepeatParts {
  readonly botToken: string;
  readonly signingSecret: string;
  readonly appToken: string | null;
  readonly apiUrl: string | null;
  /** Where Bolt's own warnings go. */
  readonly log: Record<'warn' | 'error', (words: string) => void>;
  /** Hears how long Slack waited for an acknowledgement, from the request's arrival. It gives up after three seconds. */
  readonly onAcknowledged: (seconds: number) => void;
  /** Hears what became of each attempt to post what waited. */
  readonly onPost: PostingOptions['onOutcome'];
}

export interface SlackConnection {
  readonly bolt: App;
  /** What to mount under `/slack/`, or null in Socket Mode. */
  readonly requestListener: RequestListener | null;
  /**
   * Ready to be answered once this returns, or, where Slack cannot be reached, once it can. Rejects with `invalid` where
   * Slack refuses us.
   */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Begins to post what the bot has to say by itself. */
  post(parts: PostingParts): Posting;
  /** Over HTTP true once started, since Slack calls us; in Socket Mode while the socket is open. */
  isConnected(): boolean;
}

/** A person waits: give up after a few seconds rather than after half an hour. */
const RETRIES = { retries: 2, minTimeout: 200, maxTimeout: 1_000 };

/** How we call Slack for people. Where it wants one call to wait, the client would hold all others of the workspace back with it, until
 * the three seconds are over in which a form can be opened: so that one is refused, and whoever made it says so or has it said later. */
export function callOptions(apiUrl: string | null) {
  return {
    retryConfig: RETRIES,
    rejectRateLimitedCalls: true,
    ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
  };
}

export function connectSlack(options: SlackOptions): SlackConnection {
  const { appToken, apiUrl, botToken } = options;
  const clientOptions = callOptions(apiUrl);
  const logger = toBoltLogger(options.log);
  const shared = { token: botToken, clientOptions, logger, deferInitialization: true };
  const connection =
    appToken === null ? overHttp(options, shared) : overSocket({ ...options, appToken }, shared);
  const post = (parts: PostingParts) =>
    startPosting({ ...parts, botToken: async () => botToken, apiUrl, onOutcome: options.onPost });
  const stopping = new AbortController();
  return {
    ...connection,
    post,
    start: () => startPatiently(connection.start, { stop: stopping.signal, warn: options.log.warn }),
    async stop() {
      stopping.abort();
      await connection.stop();
    },
  };
}

type Shared = Required<
  Pick<
    ConstructorParameters<typeof App>[0] & object,
    'token' | 'clientOptions' | 'logger' | 'deferInitialization'
  >
>;

type Connected = Omit<SlackConnection, 'post'>;

function overHttp(options: SlackOptions, shared: Shared): Connected {
  const { signingSecret, onAcknowledged } = options;
  const { logger } = shared;
  const receiver = new HTTPReceiver({ signingSecret, endpoints: ['/slack/events'], logger });
  const bolt = new App({ ...shared, receiver });
  refuseRepeats(bolt, options);
  let isStarted = false;
  return {
    bolt,
    requestListener(request, response) {
      const arrivedAt = performance.now();
      response.once('finish', () => {
        // Anything else is a refusal of ours, such as of a wrong signature.
        if (response.statusCode === 200) onAcknowledged((performance.now() - arrivedAt) / 1000);
      });
      receiver.requestListener(request, response);
    },
    async start() {
      await bolt.init();
      isStarted = true;
    },
    // Our own server listens, so the receiver has nothing to stop.
    stop: () => Promise.resolve(),
    isConnected: () => isStarted,
  };
}

function overSocket(options: SlackOptions & { readonly appToken: string }, shared: Shared): Connected {
  const { appToken, onAcknowledged, log } = options;
  const { logger, clientOptions } = shared;
  const receiver = new SocketModeReceiver({
    ...{
      appToken,
      logger,
      installerOptions: { clientOptions: { ...clientOptions, rejectRateLimitedCalls: false } },
    },
    autoReconnectEnabled: false,
  });
  const bolt = new App({ ...shared, receiver });
  refuseRepeats(bolt, options);
  timeAcknowledgements(bolt, onAcknowledged);
  const socket = keepSocket(receiver.client, log.warn);
  return {
    bolt,
    requestListener: null,
    async start() {
      await bolt.init();
      await socket.start();
    },
    stop: () => socket.stop(),
    isConnected: () => socket.isOpen(),
  };
}

/** The receiver hands each envelope to the app with the function that acknowledges it. */
function timeAcknowledgements(bolt: App, onAcknowledged: (seconds: number) => void): void {
  const process = bolt.processEvent.bind(bolt);
  bolt.processEvent = (event) => {
    const arrivedAt = performance.now();
    return process({
      ...event,
      async ack(response) {
        await event.ack(response);
        onAcknowledged((performance.now() - arrivedAt) / 1000);
      },
    });
  };
}
