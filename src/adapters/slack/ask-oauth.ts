/** Speaks OAuth with Slack: where a person agrees, what their code is exchanged for, and the next tokens. */

import { LogLevel, type OauthV2AccessResponse, WebAPIPlatformError, WebClient } from '@slack/web-api';
import type { Clock } from '../../domain/clock.ts';
import type { BotTokens, NewInstallation } from '../../domain/installation.ts';
import { AppError } from '../../errors.ts';

export interface OAuthOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly apiUrl: string | null;
  /** Where Slack sends the person back to. */
  readonly redirectUrl: string;
  readonly scopes: readonly string[];
  readonly clock: Clock;
}

export interface OAuth {
  /** Where a person is asked to agree. */
  authorizeUrl(state: string): string;
  /** Throws `invalid`, with what to do, for a code that Slack does not take and for a whole organisation. */
  exchange(code: string): Promise<NewInstallation>;
  /** Throws what the Web API throws. */
  refresh(refreshToken: string): Promise<BotTokens>;
}

/** https://docs.slack.dev/authentication/installing-with-oauth */
export function createOAuth(options: OAuthOptions): OAuth {
  const { clientId, clientSecret, apiUrl, redirectUrl, clock } = options;
  const client = new WebClient(undefined, {
    // A code and a refresh token work once: a second try would be refused for the first's sake.
    retryConfig: { retries: 0 },
    timeout: 8_000,
    logLevel: LogLevel.ERROR,
    ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
  });
  const app = { client_id: clientId, client_secret: clientSecret };
  return {
    authorizeUrl(state) {
      const url = new URL('/oauth/v2/authorize', apiUrl ?? 'https://slack.com');
      url.search = new URLSearchParams({
        client_id: clientId,
        scope: options.scopes.join(','),
        redirect_uri: redirectUrl,
        state,
      }).toString();
      return url.href;
    },
    async exchange(code) {
      const answer = await client.oauth.v2
        .access({ ...app, code, redirect_uri: redirectUrl })
        .catch((cause: unknown) => {
          throw refusalOf(cause);
        });
      return toInstallation(answer, clock.now());
    },
    async refresh(refreshToken) {
      const answer = await client.oauth.v2.access({
        ...app,
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
      });
      return toTokens(answer, clock.now());
    },
  };
}

function refusalOf(cause: unknown): AppError {
  if (!(cause instanceof WebAPIPlatformError))
    return new AppError('unavailable', 'Slack could not be reached: begin again in a moment.', { cause });
  const { error } = cause.data;
  return new AppError(
    'invalid',
    error === 'invalid_code' || error === 'code_already_used'
      ? 'Slack does not know this permission any more: it works once and for ten minutes. Begin again.'
      : `Slack refused the permission (${error}): compare SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and PUBLIC_URL with the app's settings at https://api.slack.com/apps.`,
    { cause },
  );
}

function toInstallation(answer: OauthV2AccessResponse, now: number): NewInstallation {
  if (answer.is_enterprise_install === true)
    throw new AppError(
      'invalid',
      'Flywheel cannot be added to a whole Enterprise organisation. Begin again, and choose one workspace of it on the page where Slack asks; other workspaces can be added one by one.',
    );
  const { team, authed_user: person, app_id: appId, bot_user_id: botUserId } = answer;
  if (!team?.id || !person?.id || !appId || !botUserId)
    throw new AppError('invalid', 'Slack did not say which workspace it is: begin again.');
  return {
    tenant: team.id,
    teamName: team.name ?? team.id,
    appId,
    botUserId,
    installerId: person.id,
    tokens: toTokens(answer, now),
  };
}

function toTokens(answer: OauthV2AccessResponse, now: number): BotTokens {
  const { access_token: botToken, refresh_token: refreshToken, expires_in: seconds } = answer;
  if (botToken === undefined) throw new AppError('invalid', 'Slack gave no token of the bot: begin again.');
  return {
    botToken,
    refreshToken: refreshToken ?? null,
    expiresAt: seconds === undefined ? null : now + seconds * 1000,
  };
}
