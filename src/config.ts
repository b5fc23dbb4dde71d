/** Reads the environment once, into one typed object; lists every fault at once. */

import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { isTimeZone } from './domain/local-time.ts';
import { AppError } from './errors.ts';
import { findGaps } from './find-gaps.ts';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const emptyIsUnset = (value: unknown) => (value === '' ? undefined : value);
const optionalText = z.preprocess(emptyIsUnset, z.string().trim().min(1).optional());
const optionalUrl = z.preprocess(emptyIsUnset, z.url({ protocol: /^https?$/ }).optional());

const environmentSchema = z.object({
  PORT: z.preprocess(emptyIsUnset, z.coerce.number().int().min(0).max(65_535).default(3000)),
  HOST: z.preprocess(emptyIsUnset, z.string().default('127.0.0.1')),
  PUBLIC_URL: optionalUrl,
  DATA_DIR: z.preprocess(emptyIsUnset, z.string().default('./data')),
  DATABASE_URL: z.preprocess(
    emptyIsUnset,
    z.url({ protocol: /^postgres(ql)?$/, error: 'must begin with postgres://' }).optional(),
  ),
  WRITE_KEY: optionalText,
  FLYWHEEL_KEY: optionalText,
  SHOP_NAME: optionalText,
  SMTP_URL: z.preprocess(
    emptyIsUnset,
    z.url({ protocol: /^smtps?$/, error: 'must be a URL that begins with smtp:// or smtps://' }).optional(),
  ),
  MAIL_FROM: optionalText,
  POSTAL_ADDRESS: optionalText,
  SLACK_BOT_TOKEN: z.preprocess(
    emptyIsUnset,
    z
      .string()
      .regex(/^xoxb-/, 'must begin with xoxb-')
      .optional(),
  ),
  SLACK_SIGNING_SECRET: optionalText,
  SLACK_APP_TOKEN: z.preprocess(
    emptyIsUnset,
    z
      .string()
      .regex(/^xapp-/, 'must begin with xapp-')
      .optional(),
  ),
  SLACK_CLIENT_ID: optionalText,
  SLACK_CLIENT_SECRET: optionalText,
  SLACK_API_URL: optionalUrl,
  SLACK_CHANNEL: optionalText,
  SLACK_APPROVERS: z.preprocess(
    emptyIsUnset,
    z
      .string()
      .transform((list) => list.split(/[\s,]+/).filter((id) => id !== ''))
      .optional(),
  ),
  UNDO_MINUTES: z.preprocess(emptyIsUnset, z.coerce.number().int().min(0).max(1440).default(10)),
  SECOND_APPROVER_ABOVE: z.preprocess(emptyIsUnset, z.coerce.number().int().min(0).optional()),
  SHOP_TIMEZONE: z.preprocess(
    emptyIsUnset,
    z
      .string()
      .refine(isTimeZone, 'must be a time zone such as Europe/Berlin')
      .default(() => new Intl.DateTimeFormat().resolvedOptions().timeZone),
  ),
  OUTCOME_WINDOW_DAYS: z.preprocess(emptyIsUnset, z.coerce.number().int().min(1).max(365).default(30)),
  NIGHT_MINUTES: z.preprocess(emptyIsUnset, z.coerce.number().int().min(0).max(1440).default(120)),
  FLYWHEEL_CLOCK_OFFSET_MS: z.preprocess(emptyIsUnset, z.coerce.number().int().default(0)),
  WORKSPACE: optionalText,
  LOG_LEVEL: z.preprocess(emptyIsUnset, z.enum(LOG_LEVELS).default('info')),
});

export interface SlackConfig {
  readonly botToken: string;
  /** Empty in Socket Mode, where nothing is signed. */
  readonly signingSecret: string;
  readonly appToken: string | null;
  readonly apiUrl: string | null;
  readonly channel: string;
  /** Ids of people and of user groups. */
  readonly approvers: readonly string[];
}

/** Of the app that workspaces add to themselves. */
export interface SlackAppConfig {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly signingSecret: string;
  readonly apiUrl: string | null;
}

export interface MailConfig {
  readonly smtpUrl: string;
  readonly from: string;
  readonly postalAddress: string;
}

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Where customers reach us: in every link of every e-mail. */
  readonly publicUrl: string;
  readonly dataDir: string;
  /** Of a PostgreSQL server; null for SQLite in the data folder. */
  readonly databaseUrl: string | null;
  /** Null: one is made on first start and kept beside the data. */
  readonly writeKey: string | null;
  readonly masterKey: string | null;
  readonly shopName: string;
  /** Null until an SMTP server is named: campaigns then wait, and say so. */
  readonly mail: MailConfig | null;
  /** Of one company's own workspace. Null, with the next: the local workspace is started instead. */
  readonly slack: SlackConfig | null;
  /** With it, several workspaces are served, each with its own data. */
  readonly slackApp: SlackAppConfig | null;
  /** Which of them a job works for, by its id; null for the company of its own. */
  readonly workspace: string | null;
  /** How far ahead a model looks: orders within so many days count. */
  readonly outcomeWindowDays: number;
  /** So long a night may take before it leaves out what it can do without. */
  readonly nightMinutes: number;
  /** So long an approval can be undone before the first e-mail leaves. */
  readonly undoMinutes: number;
  /** An audience of more contacts than this needs two approvers; null: one is enough. */
  readonly secondApproverAbove: number | null;
  /** Of the shop, where a contact's own is not known. */
  readonly shopTimeZone: string;
  /** By how much the local workspace has moved the clock; its jobs must live in the same time. */
  readonly clockOffsetMs: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

/** Parses an environment. Throws `invalid` with all its faults, one a line, each with what to set. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environmentSchema.safeParse(environment);
  const faults = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  faults.push(...findGaps(environment));
  if (!parsed.success || faults.length > 0)
    throw new AppError(
      'invalid',
      `The configuration has ${faults.length} fault${faults.length === 1 ? '' : 's'}:\n${faults.map((fault) => `  - ${fault}`).join('\n')}\nSee .env.example for every setting.`,
    );
  return toConfig(parsed.data);
}

function toConfig(set: z.infer<typeof environmentSchema>): Config {
  return {
    port: set.PORT,
    host: set.HOST,
    publicUrl: (set.PUBLIC_URL ?? `http://${set.HOST}:${set.PORT}`).replace(/\/$/, ''),
    dataDir: resolve(set.DATA_DIR),
    databaseUrl: set.DATABASE_URL ?? null,
    writeKey: set.WRITE_KEY ?? null,
    masterKey: set.FLYWHEEL_KEY ?? null,
    shopName: set.SHOP_NAME ?? 'our shop',
    mail:
      set.SMTP_URL === undefined
        ? null
        : { smtpUrl: set.SMTP_URL, from: set.MAIL_FROM ?? '', postalAddress: set.POSTAL_ADDRESS ?? '' },
    slack:
      set.SLACK_BOT_TOKEN === undefined
        ? null
        : {
            botToken: set.SLACK_BOT_TOKEN,
            signingSecret: set.SLACK_SIGNING_SECRET ?? '',
            appToken: set.SLACK_APP_TOKEN ?? null,
            apiUrl: set.SLACK_API_URL ?? null,
            channel: set.SLACK_CHANNEL ?? '',
            approvers: set.SLACK_APPROVERS ?? [],
          },
    slackApp:
      set.SLACK_CLIENT_ID === undefined
        ? null
        : {
            clientId: set.SLACK_CLIENT_ID,
            clientSecret: set.SLACK_CLIENT_SECRET ?? '',
            signingSecret: set.SLACK_SIGNING_SECRET ?? '',
            apiUrl: set.SLACK_API_URL ?? null,
          },
    workspace: set.WORKSPACE ?? null,
    outcomeWindowDays: set.OUTCOME_WINDOW_DAYS,
    nightMinutes: set.NIGHT_MINUTES,
    undoMinutes: set.UNDO_MINUTES,
    secondApproverAbove: set.SECOND_APPROVER_ABOVE ?? null,
    shopTimeZone: set.SHOP_TIMEZONE,
    clockOffsetMs: set.FLYWHEEL_CLOCK_OFFSET_MS,
    logLevel: set.LOG_LEVEL,
  };
}

/** The environment that `readConfig` turns into this configuration: what a job's process is started with. */
export function toEnvironment(config: Config): Readonly<Record<string, string>> {
  const { mail, slack, slackApp } = config;
  return {
    PORT: String(config.port),
    HOST: config.host,
    PUBLIC_URL: config.publicUrl,
    DATA_DIR: config.dataDir,
    DATABASE_URL: config.databaseUrl ?? '',
    SHOP_NAME: config.shopName,
    OUTCOME_WINDOW_DAYS: String(config.outcomeWindowDays),
    NIGHT_MINUTES: String(config.nightMinutes),
    UNDO_MINUTES: String(config.undoMinutes),
    SECOND_APPROVER_ABOVE: config.secondApproverAbove === null ? '' : String(config.secondApproverAbove),
    SHOP_TIMEZONE: config.shopTimeZone,
    FLYWHEEL_CLOCK_OFFSET_MS: String(config.clockOffsetMs),
    LOG_LEVEL: config.logLevel,
    WRITE_KEY: config.writeKey ?? '',
    FLYWHEEL_KEY: config.masterKey ?? '',
    SMTP_URL: mail?.smtpUrl ?? '',
    MAIL_FROM: mail?.from ?? '',
    POSTAL_ADDRESS: mail?.postalAddress ?? '',
    SLACK_BOT_TOKEN: slack?.botToken ?? '',
    SLACK_SIGNING_SECRET: (slack ?? slackApp)?.signingSecret ?? '',
    SLACK_APP_TOKEN: slack?.appToken ?? '',
    SLACK_API_URL: (slack ?? slackApp)?.apiUrl ?? '',
    SLACK_CLIENT_ID: slackApp?.clientId ?? '',
    SLACK_CLIENT_SECRET: slackApp?.clientSecret ?? '',
    WORKSPACE: config.workspace ?? '',
    SLACK_CHANNEL: slack?.channel ?? '',
    SLACK_APPROVERS: slack?.approvers.join(',') ?? '',
  };
}

/** The folder that holds package.json, from the sources as from `dist`. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
