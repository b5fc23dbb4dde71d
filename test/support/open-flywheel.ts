/** All of Flywheel in this process, for a test or a file of them: a real database, real SMTP, the local Slack, HTTP on a port of its own. */

import { onTestFinished } from 'vitest';
import { freePort } from '../../bench/free-port.ts';
import { type Inbox, startInbox } from '../../demo/inbox/start-inbox.ts';
import type { ApiCall } from '../../demo/slack/serve-web-api.ts';
import { type LocalSlack, startSlack } from '../../demo/slack/start-slack.ts';
import { jobs } from '../../jobs/registry.ts';
import { claimByHand, type JobReport, runClaimed } from '../../jobs/run-job.ts';
import { type App, createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import type { PartsOptions } from '../../src/open-parts.ts';
import { openEntrances } from '../../src/serve.ts';
import type { Kind } from './each-database.ts';
import { type Kept, openPlace } from './keep-shop.ts';
import { localSlackSettings } from './open-app.ts';
import { keepRefusedCalls } from './refused-calls.ts';
import { PATIENCE_MS } from './wait-for.ts';

/** The local Slack takes any; as many seconds as the real one wants would make tests of what is said wait for one another. */
const PACE = { postMs: 20, lookMs: 300 };

/** Of a night that leaves out what a test is not about: the search for settings, networks of heads and over sequences, earlier windows. */
export const SHORT_NIGHT = { NIGHT_MINUTES: '0' } as const;

export interface RunningFlywheel {
  readonly app: App;
  readonly slack: LocalSlack;
  readonly inbox: Inbox;
  readonly url: string;
  /** By which another process or program gets at the same data. */
  readonly settings: Readonly<Record<string, string>>;
  /** Calls that Slack refused so far. That it would not draw one fails the test by itself, when this stops. */
  readonly refusedCalls: readonly ApiCall[];
  /** Moves the clock that everything here lives by. */
  setTime(at: number): void;
  /** Runs a job as `npm run job` does, in this process. */
  runJob(name: string): Promise<JobReport>;
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly at: number;
  /** SQLite where the test is about nothing that a database does. */
  readonly on?: Kind;
  /** A copy of the simulated shop; else there is nothing yet. */
  readonly kept?: Kept;
  readonly settings?: Readonly<Record<string, string>>;
  /**
   * Slack speaks to the bot over a WebSocket that the bot opens, instead of over HTTP. Unless it is said: on PostgreSQL, so that
   * what is tried on both databases is tried over both.
   */
  readonly socketMode?: boolean;
  /** Whether the workspace draws Slack's own charts; else they come as pictures. */
  readonly nativeCharts?: boolean;
  readonly feedback?: PartsOptions['feedback'];
  /** Puts something between the bot and the Web API that is at this address; gives the address of that. */
  readonly between?: (apiUrl: string) => Promise<string>;
  /** Hears that a command asked for a job; nothing runs it by itself. */
  readonly onJobAsked?: () => void;
}

/** For one test, at whose end it stops by itself. */
export async function startFlywheel(options: StartOptions): Promise<RunningFlywheel> {
  const flywheel = await openFlywheel(options);
  onTestFinished(flywheel.stop);
  return flywheel;
}

/** For a file of tests: opened in `beforeAll`, and stopped by whoever opened it. */
export async function openFlywheel({
  at,
  on = 'SQLite',
  kept,
  settings,
  socketMode = on === 'PostgreSQL',
  nativeCharts = false,
  feedback,
  between = async (apiUrl) => apiUrl,
  onJobAsked = () => undefined,
}: StartOptions): Promise<RunningFlywheel> {
  const place = await openPlace(on, kept);
  const time = { now: at };
  const clock = { now: () => time.now };
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const inbox = await startInbox({ clock: clock.now });
  const slack = await startSlack({ ...atUrl(url), socketMode, nativeCharts, clock: clock.now });
  const refused = keepRefusedCalls(slack);
  const apiUrl = await between(slack.apiUrl);
  const all = { ...describeShop({ port, inbox, slack, apiUrl }), ...place.settings, ...settings };
  const config = readConfig(all);
  const parts = { config, clock, log: createLog('silent') };
  const app = await createApp(feedback === undefined ? parts : { ...parts, feedback });
  const entrances = await openEntrances(app, onJobAsked, PACE);
  await entrances.server.listen({ port, host: config.host });
  return {
    app,
    slack,
    inbox,
    url,
    settings: all,
    refusedCalls: refused.calls,
    setTime(next) {
      time.now = next;
    },
    runJob: (name) => runJob(app, name),
    async stop() {
      await entrances.close();
      await app.close();
      await slack.close();
      await inbox.close();
      await place.remove();
      refused.demandWellDrawn();
    },
  };
}

/** It waits for the bot as long as tests wait for anything: how soon that answers is nothing that a busy machine can tell. */
function atUrl(url: string) {
  return { signingSecret: 'a secret', appUrl: `${url}/slack/events`, patienceMs: PATIENCE_MS };
}

interface Surroundings {
  readonly port: number;
  readonly inbox: Inbox;
  readonly slack: LocalSlack;
  readonly apiUrl: string;
}

function describeShop({ port, inbox, slack, apiUrl }: Surroundings): Readonly<Record<string, string>> {
  return {
    PORT: String(port),
    LOG_LEVEL: 'silent',
    SHOP_NAME: 'Candle & Co',
    OUTCOME_WINDOW_DAYS: '7',
    // Tests of what comes after an approval need not wait for it.
    UNDO_MINUTES: '0',
    SMTP_URL: inbox.smtpUrl,
    MAIL_FROM: 'Candle & Co <hello@candle.example>',
    POSTAL_ADDRESS: '1 Wick Lane, Bristol',
    ...localSlackSettings(slack),
    SLACK_API_URL: apiUrl,
  };
}

async function runJob(app: App, name: string): Promise<JobReport> {
  const job = jobs.find((candidate) => candidate.name === name);
  if (job === undefined) throw new Error(`There is no job ${name}`);
  const claimed = await claimByHand(app, name);
  const context = { say: () => undefined, signal: new AbortController().signal };
  return runClaimed(app, job, { ...claimed, context });
}
