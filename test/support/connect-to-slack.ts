/** Bolt, connected to a local Slack as the app connects it, over either transport; what it said and did is kept. */

import { onTestFinished } from 'vitest';
import { type LocalSlack, startSlack } from '../../demo/slack/start-slack.ts';
import { connectSlack, type SlackOptions } from '../../src/adapters/slack/connect-slack.ts';
import { machineClock } from '../../src/system-clock.ts';
import { openApp } from './open-app.ts';
import { PATIENCE_MS } from './wait-for.ts';

/** A Slack whose bot listens nowhere: over HTTP it hears only what a test hands it. */
export async function startQuietSlack({ socketMode }: { readonly socketMode: boolean }): Promise<LocalSlack> {
  const slack = await startSlack({
    ...{ signingSecret: 'a secret', appUrl: 'http://127.0.0.1:9/' },
    ...{ socketMode, patienceMs: PATIENCE_MS },
  });
  onTestFinished(() => slack.close());
  return slack;
}

/** Not started yet; stopped when the test ends. */
export async function connectTo(slack: LocalSlack, options: Partial<SlackOptions> = {}) {
  const { app } = await openApp({ on: 'SQLite' });
  const words: string[] = [];
  const seconds: number[] = [];
  const say = (said: string) => void words.push(said);
  const connection = connectSlack({
    ...{ botToken: slack.botToken, appToken: slack.appToken, apiUrl: slack.apiUrl },
    ...{ signingSecret: 'a secret', clock: machineClock, seenRequests: app.stores.seenRequests },
    log: { warn: say, error: say },
    onAcknowledged: (one) => void seconds.push(one),
    onPost: () => undefined,
    ...options,
  });
  onTestFinished(() => connection.stop());
  return { connection, words, seconds, seenRequests: app.stores.seenRequests };
}
