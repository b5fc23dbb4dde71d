/** Opens the ways to Slack: OAuth for workspaces that add Flywheel, and the access to each that has it. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { z } from 'zod';
import { createOAuth, type OAuth } from './adapters/slack/ask-oauth.ts';
import { keepTokens } from './adapters/slack/keep-tokens.ts';
import { type Config, packageRoot } from './config.ts';
import type { Installation } from './domain/installation.ts';
import type { SlackAccess } from './domain/slack-access.ts';
import { AppError } from './errors.ts';
import type { House } from './open-house.ts';
import { machineClock } from './system-clock.ts';

/** Where Slack sends back whoever agreed; the manifest names it. */
export const REDIRECT_PATH = '/slack/oauth_redirect';

const manifestSchema = z.object({
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
});

/** Throws `invalid` without the settings of the app. */
export function openOAuth({ slackApp, publicUrl }: Config): OAuth {
  if (slackApp === null)
    throw new AppError(
      'invalid',
      'Workspaces cannot add Flywheel: set SLACK_CLIENT_ID and SLACK_CLIENT_SECRET.',
    );
  const manifest = readFileSync(join(packageRoot(), 'slack-manifest.json'), 'utf8');
  // The same list as the app declares: Slack would grant no other.
  const scopes = manifestSchema.parse(JSON.parse(manifest)).oauth_config.scopes.bot;
  return createOAuth({
    ...slackApp,
    redirectUrl: `${publicUrl}${REDIRECT_PATH}`,
    scopes,
    clock: machineClock,
  });
}

/** To one workspace. What is set there is read each time: another process may have set it. */
export function openAccess(house: House, { tenant, botUserId }: Installation): SlackAccess {
  const { installations, log, config } = house;
  const { refresh } = openOAuth(config);
  return {
    botUserId,
    botToken: keepTokens({ tenant, installations, clock: machineClock, refresh, log }),
    async settings() {
      const installation = await installations.find(tenant);
      if (installation === null) throw new AppError('not_found', `The workspace ${tenant} is not known.`);
      return installation;
    },
  };
}

/** Of the company of its own, whose token never changes. */
export function ownAccess({ slack }: Config): SlackAccess | null {
  if (slack === null) return null;
  return { botUserId: null, botToken: async () => slack.botToken, settings: async () => slack };
}

/** Of the workspace that a job works for. Throws `not_found`, with those there are, when Flywheel is not installed in it. */
export async function accessOf(house: House, tenant: string): Promise<SlackAccess> {
  const all = await house.installations.list();
  const found = all.find((one) => one.tenant === tenant);
  if (found?.state === 'installed') return openAccess(house, found);
  const names = all
    .filter(({ state }) => state === 'installed')
    .map((one) => `${one.tenant} (${one.teamName})`);
  throw new AppError(
    'not_found',
    `Flywheel is not installed in the workspace ${tenant}. Set WORKSPACE to one of: ${names.join(', ') || 'none yet'}.`,
  );
}

/** Of Slack's Web API; null: the usual one. */
export function apiUrlOf({ slack, slackApp }: Config): string | null {
  return (slack ?? slackApp)?.apiUrl ?? null;
}

/** Where Bolt's own warnings go. */
export function boltLog(log: FastifyBaseLogger) {
  return { warn: (words: string) => log.warn(words), error: (words: string) => log.error(words) };
}
