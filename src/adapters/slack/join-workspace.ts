/** Bolt for one workspace among several: it is handed its requests by whoever received them, and asks for its token at each. */

import { App, type Receiver } from '@slack/bolt';
import type { SlackAccess } from '../../domain/slack-access.ts';
import { callOptions, type SlackConnection, type SlackOptions } from './connect-slack.ts';
import { refuseRepeats } from './refuse-repeats.ts';
import { startPosting } from './start-posting.ts';
import { toBoltLogger } from './to-bolt-logger.ts';

export interface JoinOptions
  extends Pick<SlackOptions, 'apiUrl' | 'log' | 'onPost' | 'seenRequests' | 'clock'> {
  readonly access: SlackAccess;
}

/** Its requests come over `bolt.processEvent`, acknowledged by whoever received them. */
export function joinWorkspace(options: JoinOptions): SlackConnection {
  const { access, apiUrl, log, onPost } = options;
  const bolt = new App({
    receiver: NO_RECEIVER,
    authorize: async () => ({
      botToken: await access.botToken(),
      ...(access.botUserId === null ? {} : { botUserId: access.botUserId }),
    }),
    clientOptions: callOptions(apiUrl),
    logger: toBoltLogger(log),
    deferInitialization: true,
  });
  refuseRepeats(bolt, options);
  let isStarted = false;
  return {
    bolt,
    requestListener: null,
    async start() {
      await bolt.init();
      isStarted = true;
    },
    stop: async () => {
      isStarted = false;
    },
    post: (parts) => startPosting({ ...parts, botToken: access.botToken, apiUrl, onOutcome: onPost }),
    isConnected: () => isStarted,
  };
}

const NO_RECEIVER: Receiver = {
  init: () => undefined,
  start: async () => undefined,
  stop: async () => undefined,
};
