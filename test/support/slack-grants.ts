/** What Slack keeps of permissions: codes and refresh tokens that work once, and bot tokens that end. */

import { randomBytes } from 'node:crypto';
import { bot } from '../../demo/slack/workspace.ts';

export const CLIENT = { id: '1.2', secret: 'of the app' } as const;
export const TEAMS = [
  { id: 'T0CANDLES', name: 'Candle & Co' },
  { id: 'T0TEASHOP', name: 'Tea <Shop>' },
] as const;

export interface Grant {
  readonly teamId: string;
  readonly person: string;
  readonly scope: string;
  readonly redirectUri: string;
}

const CODE_MS = 600_000;

export interface GrantOptions {
  readonly clock: () => number;
  /** How long a token works; null: for good. */
  readonly tokenSeconds: number | null;
}

export class Grants {
  /** How many refresh tokens were exchanged, and how many were offered that had been already. */
  readonly refreshes = { done: 0, refused: 0 };
  /** Whole organisations: the answer says so. */
  isEnterprise = false;
  /** What Slack answers instead to whoever refreshes. */
  trouble: string | null = null;
  readonly #codes = new Map<string, Grant & { readonly until: number }>();
  readonly #tokens = new Map<string, { readonly teamId: string; readonly until: number }>();
  readonly #refreshTokens = new Map<string, Grant>();
  readonly #options: GrantOptions;

  constructor(options: GrantOptions) {
    this.#options = options;
  }

  newCode(grant: Grant): string {
    const code = randomBytes(12).toString('hex');
    this.#codes.set(code, { ...grant, until: this.#options.clock() + CODE_MS });
    return code;
  }

  /** Answers `oauth.v2.access`. */
  access(fields: URLSearchParams): object {
    if (fields.get('client_id') !== CLIENT.id) return refuse('invalid_client_id');
    if (fields.get('client_secret') !== CLIENT.secret) return refuse('bad_client_secret');
    return fields.get('grant_type') === 'refresh_token'
      ? this.#refresh(fields.get('refresh_token') ?? '')
      : this.#exchange(fields);
  }

  /** Null for a token that does not work. */
  teamOf(token: string): string | null {
    const found = this.#tokens.get(token);
    return found !== undefined && found.until > this.#options.clock() ? found.teamId : null;
  }

  faultOf(token: string): string {
    return this.#tokens.has(token) ? 'token_expired' : 'token_revoked';
  }

  /** Of a workspace, all there are. */
  revoke(teamId: string): void {
    for (const kept of [this.#tokens, this.#refreshTokens])
      for (const [token, grant] of kept) if (grant.teamId === teamId) kept.delete(token);
  }

  #exchange(fields: URLSearchParams): object {
    const code = fields.get('code') ?? '';
    const grant = this.#codes.get(code);
    this.#codes.delete(code);
    if (grant === undefined || grant.until < this.#options.clock()) return refuse('invalid_code');
    if (grant.redirectUri !== fields.get('redirect_uri')) return refuse('bad_redirect_uri');
    return this.#give(grant);
  }

  #refresh(token: string): object {
    if (this.trouble !== null) return refuse(this.trouble);
    const grant = this.#refreshTokens.get(token);
    this.#refreshTokens.delete(token);
    this.refreshes[grant === undefined ? 'refused' : 'done'] += 1;
    return grant === undefined ? refuse('invalid_refresh_token') : this.#give(grant);
  }

  #give(grant: Grant): object {
    const { clock, tokenSeconds } = this.#options;
    const given = drawTokens(grant, { tokenSeconds, isEnterprise: this.isEnterprise });
    const until = tokenSeconds === null ? Number.POSITIVE_INFINITY : clock() + tokenSeconds * 1000;
    this.#tokens.set(given.access_token, { teamId: grant.teamId, until });
    if (given.refresh_token !== undefined) this.#refreshTokens.set(given.refresh_token, grant);
    return given;
  }
}

interface Drawing {
  readonly tokenSeconds: number | null;
  readonly isEnterprise: boolean;
}

/** What Slack answers with: https://docs.slack.dev/reference/methods/oauth.v2.access */
function drawTokens({ teamId, scope, person }: Grant, { tokenSeconds, isEnterprise }: Drawing) {
  const token = randomBytes(12).toString('hex');
  const rotating = { refresh_token: `xoxe-1-${token}`, expires_in: tokenSeconds };
  return {
    ok: true,
    access_token: `${tokenSeconds === null ? '' : 'xoxe.'}xoxb-${token}`,
    ...(tokenSeconds === null ? { refresh_token: undefined } : rotating),
    ...{ token_type: 'bot', scope, bot_user_id: bot.userId, app_id: bot.appId },
    team: isEnterprise ? null : TEAMS.find(({ id }) => id === teamId),
    enterprise: isEnterprise ? { id: 'E1', name: 'All of it' } : null,
    is_enterprise_install: isEnterprise,
    authed_user: { id: person },
  };
}

function refuse(error: string) {
  return { ok: false, error };
}
