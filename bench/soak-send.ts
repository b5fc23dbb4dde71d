/** Kills senders in the middle of their work, again and again, and counts what became of each e-mail. */

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type App, createApp } from '../src/app.ts';
import { readConfig, toEnvironment } from '../src/config.ts';
import type { Campaign } from '../src/domain/campaign.ts';
import { createLog } from '../src/log.ts';
import { createRandom, type Random } from '../src/statistics/random.ts';
import { createSystemClock } from '../src/system-clock.ts';
import { approveCampaign } from './send/approve-campaign.ts';
import { judgeOutbox } from './send/judge-outbox.ts';
import { type MailServer, startMailServer } from './send/mail-server.ts';
import { type OutboxRows, openOutboxRows } from './send/outbox-rows.ts';
import { type Sender, startSender } from './send/start-sender.ts';

export interface SoakSendOptions {
  readonly messages: number;
  readonly kills: number;
  /** Of an empty PostgreSQL database; null for SQLite in a temporary folder. */
  readonly databaseUrl: string | null;
  /** Draws the moments of the kills, and who is killed. */
  readonly seed: number;
  readonly onProgress?: (text: string) => void;
}

const SENDERS = 2;
const CONNECTIONS = 5;
/** Loaded and waiting, so that a killed sender is replaced at once. */
const SPARES = 2;
const PATIENCE_MS = 60_000;
const LOOK_MS = 20;

/**
 * Two senders, each killed and replaced until so many have been killed, then left to finish. Figures: `duplicates`,
 * `lost`, `strange` and `undueUnknown` e-mails and `missingEvents`, all of which are to be nought. Throws when the campaign
 * does not end, or ends before all kills.
 */
export async function soakSend(options: SoakSendOptions): Promise<Record<string, unknown>> {
  const startedAt = performance.now();
  const random = createRandom(options.seed);
  const server = await startMailServer({ random, delayMs: [5, 30], shareOf451: 0.05 });
  const dataDir = await mkdtemp(join(tmpdir(), 'flywheel-soak-'));
  const config = readConfig({
    DATA_DIR: dataDir,
    DATABASE_URL: options.databaseUrl ?? '',
    FLYWHEEL_KEY: randomBytes(32).toString('base64'),
    SMTP_URL: `${server.url}?maxConnections=${CONNECTIONS}`,
    MAIL_FROM: 'Tea Shop <hello@shop.example>',
    POSTAL_ADDRESS: '1 High Street, London',
    LOG_LEVEL: 'silent',
  });
  const app = await createApp({ config, clock: createSystemClock(0), log: createLog('silent') });
  const rows = await openOutboxRows(config);
  const team = createTeam(() => startSender(toEnvironment(config)));
  try {
    const campaign = await approveCampaign(app, options.messages);
    const scene = { app, campaign, server, rows, random, team, ...options };
    await team.fill(options.kills);
    const sendingAtKills = await killMany(scene);
    await untilSent(scene);
    const exitCodes = await team.stop();
    const verdict = await judgeOutbox({ app, campaign, server, rows });
    return {
      ...verdict,
      kills: sendingAtKills.length,
      sendingAtKills: sum(sendingAtKills),
      /** In doubt though no killed process was sending it, or beyond one for each of its connections. */
      undueUnknown: verdict.unknown - sum(sendingAtKills.map((sending) => Math.min(sending, CONNECTIONS))),
      exitCodes,
      seconds: Math.round((performance.now() - startedAt) / 100) / 10,
    };
  } finally {
    await team.end();
    await rows.close();
    await app.close();
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

interface Scene extends SoakSendOptions {
  readonly app: App;
  readonly campaign: Campaign;
  readonly server: MailServer;
  readonly rows: OutboxRows;
  readonly random: Random;
  readonly team: Team;
}

/** How many messages each victim was sending. All wait for the replacement, so that two send at each kill. */
async function killMany({ server, rows, random, team, kills, messages, onProgress }: Scene) {
  const sending: number[] = [];
  // However the draws fall and however many e-mails each kill leaves in doubt, some are left for after the last kill.
  const apart = Math.max(1, Math.floor((messages * 0.95) / kills) - CONNECTIONS);
  while (sending.length < kills) {
    const goal = server.mails() + random.integer(apart) + 1;
    await until(() => server.mails() >= goal, { rows, server });
    await wait(random.uniform() * 20);
    const doomed = random.uniform() < 0.2 ? SENDERS : 1;
    const victims = team.draw(random, Math.min(doomed, kills - sending.length));
    await Promise.all(victims.map((victim) => victim.kill()));
    server.hold();
    for (const { pid } of victims) sending.push(await rows.endLeasesOf(pid));
    onProgress?.(`${sending.length} of ${kills} killed, ${server.mails()} of ${messages} mails taken`);
    await team.fill(kills - sending.length);
    server.release();
  }
  return sending;
}

async function untilSent({ app, campaign, ...scene }: Scene): Promise<void> {
  await until(async () => (await app.stores.campaigns.byId(campaign.id))?.state === 'sent', scene);
}

/** What was put off comes round meanwhile. A busy machine is waited for as long as mails arrive. */
async function until(
  isSo: () => boolean | Promise<boolean>,
  { rows, server }: Pick<Scene, 'rows' | 'server'>,
): Promise<void> {
  let last = { mails: server.mails(), at: performance.now() };
  for (let looks = 1; !(await isSo()); looks += 1) {
    if (server.mails() > last.mails) last = { mails: server.mails(), at: performance.now() };
    if (performance.now() - last.at > PATIENCE_MS) {
      const counts = new Map<string, number>();
      for (const { state } of await rows.all()) counts.set(state, (counts.get(state) ?? 0) + 1);
      throw new Error(`Sending came to a halt: ${JSON.stringify([...counts])}`);
    }
    if (looks % 10 === 0) await rows.endWaiting();
    await wait(LOOK_MS);
  }
}

type Team = ReturnType<typeof createTeam>;

function createTeam(start: () => Sender) {
  const spares: Sender[] = [];
  let senders: Sender[] = [];
  return {
    /** Until two send again, and others are on their way to replace those who are still to be killed. */
    async fill(toBeKilled: number) {
      senders = senders.filter((sender) => !sender.isGone());
      const added = Array.from({ length: SENDERS - senders.length }, () => spares.shift() ?? start());
      while (spares.length < Math.min(SPARES, toBeKilled)) spares.push(start());
      senders.push(...added);
      await Promise.all(added.map((sender) => sender.begin()));
    },
    draw: (random: Random, howMany: number) => random.shuffle([...senders]).slice(0, howMany),
    stop: () => Promise.all(senders.map((sender) => sender.stop())),
    async end() {
      await Promise.all([...senders, ...spares].filter((one) => !one.isGone()).map((one) => one.kill()));
    },
  };
}
