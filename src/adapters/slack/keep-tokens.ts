/** Keeps the token of one installation fit for use: a refresh token works once, so one process at a time uses it. */

import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { WebAPIPlatformError } from '@slack/web-api';
import { type Clock, HOUR, MINUTE } from '../../domain/clock.ts';
import type { BotTokens, InstallationStore, KeptTokens } from '../../domain/installation.ts';
import { AppError } from '../../errors.ts';

export interface TokenOptions {
  readonly tenant: string;
  readonly installations: Pick<InstallationStore, 'tokens' | 'claimRefresh' | 'replaceTokens'>;
  /** The machine's own, by which tokens end. */
  readonly clock: Clock;
  /** Asks Slack for the next tokens. */
  readonly refresh: (refreshToken: string) => Promise<BotTokens>;
  readonly log: Record<'warn' | 'error', (details: object, words: string) => void>;
}

/** Tokens live for twelve hours; so long before, an outage of Slack's has time to pass. */
const REFRESH_BEFORE_MS = 2 * HOUR;
/** Longer than Slack may take to answer. */
const LEASE_MS = 30_000;
/** After a failure, while the token still works. */
const TRY_AGAIN_MS = MINUTE;
/** So long a process may go on with what it read, so that Slack waits for no database. */
const FRESH_MS = 5_000;
const LOOK_AGAIN_MS = 250;
/** A person waits no longer for another process that is refreshing. */
const PATIENCE_MS = 10_000;

/** What Slack gave for the refresh token of a revision. Nobody else has it, and Slack need not give it twice. */
interface Renewed {
  readonly next: BotTokens;
  readonly revision: number;
}

type Keep = (renewed: Renewed) => Promise<KeptTokens>;

/** Gives the bot's token as of now. Throws `unavailable` with what to do when there is none that works. */
export function keepTokens(options: TokenOptions): () => Promise<string> {
  const owner = randomUUID();
  let known: { readonly tokens: KeptTokens; readonly readAt: number } | null = null;
  let retryAt = Number.NEGATIVE_INFINITY;
  let working: Promise<KeptTokens> | null = null;
  let unkept: Renewed | null = null;
  const keep: Keep = async (renewed) => {
    unkept = renewed;
    const kept = await keepRenewed(options, renewed);
    if (kept !== null) unkept = null;
    return kept ?? { ...renewed.next, revision: renewed.revision + 1 };
  };
  const look = async (): Promise<KeptTokens> => {
    const tokens = unkept === null ? await readTokens(options) : await keep(unkept);
    if (!isAging(options, tokens) || performance.now() < retryAt) return tokens;
    try {
      return await refreshOnce(options, tokens, { owner, keep });
    } catch (fault) {
      if (hasEnded(options, tokens)) throw fault;
      retryAt = performance.now() + TRY_AGAIN_MS;
      options.log.warn(
        { err: fault, tenant: options.tenant },
        'a Slack token was not renewed; it is tried again',
      );
      return tokens;
    }
  };
  return async () => {
    const isFresh = known !== null && performance.now() - known.readAt < FRESH_MS;
    if (known !== null && isFresh && unkept === null && !isAging(options, known.tokens))
      return known.tokens.botToken;
    working ??= look().finally(() => {
      working = null;
    });
    const tokens = await working;
    known = { tokens, readAt: performance.now() };
    return tokens.botToken;
  };
}

async function readTokens({ installations, tenant }: TokenOptions): Promise<KeptTokens> {
  const tokens = await installations.tokens(tenant);
  if (tokens === null)
    throw new AppError(
      'unavailable',
      `Flywheel is not installed in the workspace ${tenant} any more: add it again at /slack/install.`,
    );
  return tokens;
}

function isAging({ clock }: TokenOptions, { expiresAt }: BotTokens): boolean {
  return expiresAt !== null && clock.now() >= expiresAt - REFRESH_BEFORE_MS;
}

function hasEnded({ clock }: TokenOptions, { expiresAt }: BotTokens): boolean {
  return expiresAt !== null && clock.now() >= expiresAt;
}

/** Whoever gets the lease asks Slack; the others go on with the token while it works, and wait for the next one after. */
async function refreshOnce(
  options: TokenOptions,
  tokens: KeptTokens,
  { owner, keep }: { readonly owner: string; readonly keep: Keep },
): Promise<KeptTokens> {
  const { installations, tenant, clock } = options;
  const until = performance.now() + PATIENCE_MS;
  let current = tokens;
  while (current.revision === tokens.revision) {
    const now = clock.now();
    const lease = { revision: current.revision, owner, now, leaseUntil: now + LEASE_MS };
    if (await installations.claimRefresh(tenant, lease)) return renew(options, current).then(keep);
    if (!hasEnded(options, current)) return current;
    if (performance.now() >= until)
      throw new AppError(
        'unavailable',
        'Another process is renewing the Slack token: try again in a moment.',
      );
    await setTimeout(LOOK_AGAIN_MS);
    current = await readTokens(options);
  }
  return current;
}

async function renew(
  { tenant, refresh, log }: TokenOptions,
  { refreshToken, revision }: KeptTokens,
): Promise<Renewed> {
  if (refreshToken === null) throw lostAccess(tenant, 'there is no refresh token');
  const next = await refresh(refreshToken).catch((cause: unknown) => {
    if (!(cause instanceof WebAPIPlatformError)) throw cause;
    const fault = lostAccess(tenant, cause.data.error, cause);
    log.error({ tenant, error: cause.data.error }, fault.message);
    throw fault;
  });
  return { next, revision };
}

/** Null when the database does not take it now. */
async function keepRenewed(options: TokenOptions, { next, revision }: Renewed): Promise<KeptTokens | null> {
  const { installations, tenant, log } = options;
  try {
    const isKept = await installations.replaceTokens(tenant, revision, next);
    // Installed again meanwhile: those tokens are newer than ours.
    return isKept ? { ...next, revision: revision + 1 } : await readTokens(options);
  } catch (err) {
    const words =
      'Slack renewed a token that the database did not take: until it does, this process alone has it';
    log.error({ err, tenant }, words);
    return null;
  }
}

function lostAccess(tenant: string, reason: string, cause?: unknown): AppError {
  return new AppError(
    'unavailable',
    `Slack does not renew the token of the workspace ${tenant} (${reason}): add Flywheel to it again at /slack/install. Its data are kept.`,
    { cause },
  );
}
