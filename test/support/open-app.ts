/** An app on a data folder of its own, without Slack's commands and without HTTP: what a job sees. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';

export interface OpenedApp {
  readonly app: App;
  readonly dataDir: string;
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

/** Closed and removed when the test ends. */
export async function openApp(
  settings: Readonly<Record<string, string>> = {},
  at: number = Date.now(),
): Promise<OpenedApp> {
  const dataDir = settings['DATA_DIR'] ?? (await mkdtemp(join(tmpdir(), 'flywheel-app-')));
  const time = { now: at };
  const config = readConfig({
    LOG_LEVEL: 'silent',
    OUTCOME_WINDOW_DAYS: '7',
    DATA_DIR: dataDir,
    ...settings,
  });
  const app = await createApp({ config, clock: { now: () => time.now }, log: createLog('silent') });
  onTestFinished(async () => {
    await app.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  return {
    app,
    dataDir,
    setTime(next) {
      time.now = next;
    },
  };
}
