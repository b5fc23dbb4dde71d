/** Opens the local workspace: Slack, inbox and shop on this machine, for when no Slack token is set. */

import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Dispatcher, DispatcherOptions } from '../jobs/dispatch-jobs.ts';
import type { App } from '../src/app.ts';
import { type Config, packageRoot } from '../src/config.ts';
import { type Clock, DAY } from '../src/domain/clock.ts';
import { AppError } from '../src/errors.ts';
import { findRunning, noteRunning } from './find-running.ts';
import { type Inbox, startInbox } from './inbox/start-inbox.ts';
import { keepStatus } from './life/keep-status.ts';
import { WorkspaceLife } from './life/live-in-workspace.ts';
import { shopPages } from './life/shop-pages.ts';
import { openCustomers } from './life/simulated-customers.ts';
import { welcomeTeam } from './life/welcome-team.ts';
import { rememberWorkspace, type WorkspaceMemory } from './remember-workspace.ts';
import { serveWorkspace } from './serve-workspace.ts';
import { type LocalSlack, startSlack } from './slack/start-slack.ts';
import { channel, people } from './slack/workspace.ts';

export interface Workspace {
  /** The configuration, completed with the local Slack and the local mail server. */
  readonly config: Config;
  /** The machine's clock, ahead by what people moved it. */
  readonly clock: Clock;
  /** For the dispatcher, so that the page says what jobs do. */
  readonly watching: DispatcherOptions;
  /** Adds the page and the shop's pages; before the server listens. */
  register(server: FastifyInstance): Promise<void>;
  /** To be called once the server listens. On the first start resolves after the first training, later at once. */
  live(app: App, dispatcher: Dispatcher): Promise<void>;
  /** Whether its clock is on its way over hours or days, with what is due in them. */
  isPassing(): boolean;
  close(): Promise<void>;
}

const SHOP_NAME = 'Candle & Co';
/** Enough that every kind of model can learn, and few enough that the first answer comes within two minutes of the first start. */
const CUSTOMERS = 1_200;
const HISTORY_DAYS = 180;
/** Everybody meets the same customers, though on other dates. */
const SEED = 7;
/** What config.ts takes when SHOP_NAME is not set. */
const DEFAULT_SHOP_NAME = 'our shop';
/** What config.ts takes when OUTCOME_WINDOW_DAYS is not set. */
const DEFAULT_WINDOW_DAYS = 30;
/** So that the week which a visitor lets pass shows what came of it. */
const WINDOW_DAYS = 7;

/** Throws `conflict` when a workspace runs on the data folder already, `invalid` when what is kept there is damaged. */
export async function openWorkspace(config: Config, log: FastifyBaseLogger): Promise<Workspace> {
  const folder = join(config.dataDir, 'workspace');
  await refuseSecond(config.dataDir, folder);
  warnOfUnused(config, log);
  const hadDatabase = existsSync(join(config.dataDir, 'flywheel.db'));
  const memory = remember(folder);
  const hasOwnData = memory.get().shop === 'own' || (hadDatabase && !memory.get().isWelcomed);
  const clock = { now: () => Date.now() + memory.get().clockOffsetMs };
  const origin = originOf(config);
  const inbox = await startInbox({ dataDir: folder, clock: clock.now });
  const signingSecret = randomBytes(24).toString('hex');
  const slack = await startSlack({
    signingSecret,
    appUrl: `${origin}/slack/events`,
    dataDir: config.dataDir,
    clock: clock.now,
  });
  const forget = noteRunning(folder, origin);

  const status = keepStatus({ phase: 'working', text: 'Starting' });
  const customers = openCustomers({ memory, folder, clock, baseUrl: config.publicUrl });
  const { apiUrl, botToken, channelId } = slack;
  const life = new WorkspaceLife({
    ...{ memory, customers, status, inbox, log, origin },
    moveClock: (milliseconds) => memory.set({ clockOffsetMs: memory.get().clockOffsetMs + milliseconds }),
    welcome: () => welcomeTeam({ apiUrl, botToken, channel: channelId }),
  });
  const unsubscribe = slack.subscribe(() => life.lookAgain());
  const { isPassing, advanceClock } = watchPassing((minutes) => life.passMinutes(minutes));
  return {
    config: completeConfig(config, { slack, inbox, signingSecret, hasOwnData }),
    clock,
    watching: life.watching,
    async register(server) {
      const page = { slack, inbox, status, pageDir: join(packageRoot(), 'dist/demo/page') };
      await server.register(serveWorkspace({ ...page, ...(!hasOwnData && { advanceClock }) }));
      await server.register(shopPages, customers);
      // Customers speak to this very server: they must fall silent before it does.
      server.addHook('preClose', () => life.end());
    },
    live: (app, dispatcher) => life.begin(app, dispatcher),
    isPassing,
    async close() {
      unsubscribe();
      await life.end();
      forget();
      await Promise.all([slack.close(), inbox.close()]);
    },
  };
}

/** Knows whether time is being let pass, by however many at once. */
function watchPassing(passMinutes: (minutes: number) => Promise<void>) {
  let passing = 0;
  return {
    isPassing: () => passing > 0,
    async advanceClock(minutes: number) {
      passing += 1;
      try {
        await passMinutes(minutes);
      } finally {
        passing -= 1;
      }
    },
  };
}

/** Whoever sets a mail server expects it to be used: no simulated customer may be mailed over it. */
function warnOfUnused({ mail, shopName }: Config, log: FastifyBaseLogger): void {
  const unused = [mail !== null && 'SMTP_URL', shopName !== DEFAULT_SHOP_NAME && 'SHOP_NAME'].filter(Boolean);
  if (unused.length > 0)
    log.warn(
      `${unused.join(' and ')} will not be used: without SLACK_BOT_TOKEN this is the local workspace, with an inbox and a shop of its own. Set the token to go live.`,
    );
}

async function refuseSecond(dataDir: string, folder: string): Promise<void> {
  const running = await findRunning(folder);
  if (running === null) return;
  throw new AppError(
    'conflict',
    `A workspace runs on ${dataDir} already: open ${running}, or set DATA_DIR and PORT to others.`,
  );
}

function remember(folder: string): WorkspaceMemory {
  return rememberWorkspace(folder, {
    shop: 'simulated',
    seed: SEED,
    customers: CUSTOMERS,
    historyDays: HISTORY_DAYS,
    startAt: Date.now() - HISTORY_DAYS * DAY,
    livedUntil: null,
    clockOffsetMs: 0,
    isWelcomed: false,
    isReady: false,
  });
}

interface LocalServices {
  readonly slack: LocalSlack;
  readonly inbox: Inbox;
  readonly signingSecret: string;
  readonly hasOwnData: boolean;
}

function completeConfig(config: Config, { slack, inbox, signingSecret, hasOwnData }: LocalServices): Config {
  // The configuration does not tell whether a person chose the default, so that choice is lost here.
  const takesDefault = config.outcomeWindowDays === DEFAULT_WINDOW_DAYS && !hasOwnData;
  return {
    ...config,
    shopName: SHOP_NAME,
    outcomeWindowDays: takesDefault ? WINDOW_DAYS : config.outcomeWindowDays,
    mail: {
      smtpUrl: inbox.smtpUrl,
      from: `${SHOP_NAME} <hello@candle.example>`,
      postalAddress: '1 Wick Lane, Candleford CA1 2DL',
    },
    slack: {
      ...{ botToken: slack.botToken, signingSecret, apiUrl: slack.apiUrl },
      appToken: null,
      channel: channel.id,
      approvers: people.map(({ id }) => id),
    },
  };
}

/** Where this machine reaches our server, whatever its public address is. */
function originOf({ host, port }: Config): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
