/** Builds a running local Slack with the tiny bot connected to it. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalSlack, type SlackOptions, startSlack } from '../../demo/slack/start-slack.ts';
import { PATIENCE_MS } from '../support/wait-for.ts';
import { createTinyBot, reserveAddress, signingSecret } from './tiny-bot.ts';

export interface RunningWorkspace {
  slack: LocalSlack;
  appUrl: string;
  heard: string[];
  app: ReturnType<typeof createTinyBot>['app'];
  client: ReturnType<typeof createTinyBot>['app']['client'];
  close(): Promise<void>;
}

/** Slack, the bot and the wire between them; everything on ports of its own. */
export async function startWorkspace(options: Partial<SlackOptions> = {}): Promise<RunningWorkspace> {
  const address = await reserveAddress();
  const slack = await startSlack({
    ...{ signingSecret, appUrl: address.appUrl, patienceMs: PATIENCE_MS },
    ...options,
  });
  const { app, receiver, heard } = createTinyBot(slack.apiUrl, slack.botToken);
  address.use(receiver);
  return {
    slack,
    appUrl: address.appUrl,
    heard,
    app,
    client: app.client,
    close: async () => {
      await slack.close();
      await address.close();
    },
  };
}

export function newFolder(name: string): string {
  return mkdtempSync(join(tmpdir(), `flywheel-${name}-`));
}

/** Resolves with the next event that `matches`, so that no test sleeps or polls. */
export function nextEvent<T>(
  subscribe: (listener: (event: T) => void) => () => void,
  matches: (event: T) => boolean,
): Promise<T> {
  return new Promise((resolve) => {
    const stop = subscribe((event) => {
      if (!matches(event)) return;
      stop();
      resolve(event);
    });
  });
}
