/** An app on a data folder of its own, without Slack's commands and without HTTP: what a job sees. */

import { onTestFinished } from 'vitest';
import type { LocalSlack } from '../../demo/slack/start-slack.ts';
import { type App, createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import type { Kind } from './each-database.ts';
import { type Kept, openPlace } from './keep-shop.ts';

export interface OpenedApp {
  readonly app: App;
  /** By which another app is opened on the same data. */
  readonly settings: Readonly<Record<string, string>>;
  setTime(at: number): void;
}

/** The settings of a bot whose Slack is at the address. */
export function slackSettings(apiUrl: string): Readonly<Record<string, string>> {
  return {
    SLACK_BOT_TOKEN: 'xoxb-test',
    SLACK_SIGNING_SECRET: 'a secret',
    SLACK_API_URL: apiUrl,
    SLACK_CHANNEL: 'C1',
    SLACK_APPROVERS: 'U1',
  };
}

/** The settings of a bot in this workspace, over the transport that it speaks. */
export function localSlackSettings(slack: LocalSlack): Readonly<Record<string, string>> {
  return {
    SLACK_BOT_TOKEN: slack.botToken,
    ...(slack.appToken === null ? { SLACK_SIGNING_SECRET: 'a secret' } : { SLACK_APP_TOKEN: slack.appToken }),
    SLACK_API_URL: slack.apiUrl,
    SLACK_CHANNEL: slack.channelId,
    SLACK_APPROVERS: slack.people.map(({ id }) => id).join(','),
  };
}

export interface AppRequest {
  readonly on: Kind;
  /** A copy of the simulated shop; else there is nothing yet. */
  readonly kept?: Kept;
  /** Those of an app that is open already put this one beside it. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly at?: number;
}

/** Closed and removed when the test ends. */
export async function openApp({ on, kept, settings = {}, at = Date.now() }: AppRequest): Promise<OpenedApp> {
  const place = settings['DATA_DIR'] === undefined ? await openPlace(on, kept) : null;
  const time = { now: at };
  const all = { LOG_LEVEL: 'silent', OUTCOME_WINDOW_DAYS: '7', ...place?.settings, ...settings };
  const app = await createApp({
    config: readConfig(all),
    clock: { now: () => time.now },
    log: createLog('silent'),
  });
  onTestFinished(async () => {
    await app.close();
    await place?.remove();
  });
  return {
    app,
    settings: all,
    setTime(next) {
      time.now = next;
    },
  };
}
