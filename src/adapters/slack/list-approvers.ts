/** Lists who may approve: people by their ids, and whoever is in a user group at the moment. */

import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import type { SlackAccess } from '../../domain/slack-access.ts';
import { AppError } from '../../errors.ts';

/** Slack takes about twenty such questions a minute, and every click would ask one. */
const KEEP_MS = 5 * 60_000;

interface Known {
  readonly until: number;
  readonly people: readonly string[];
}

/**
 * The ids that were set are of people (U..., W...) and of user groups (S...). The members of a group are asked of Slack every five minutes.
 * Throws `unavailable` when Slack does not tell them: nobody is let in on a list that is out of date.
 */
export function createApproverList(
  client: Pick<WebClient, 'usergroups'>,
  access: SlackAccess,
): () => Promise<readonly string[]> {
  const known = new Map<string, Known>();
  const membersOf = async (group: string): Promise<readonly string[]> => {
    const now = performance.now();
    const before = known.get(group);
    if (before !== undefined && now < before.until) return before.people;
    const people = await askForMembers(client, group, await access.botToken());
    known.set(group, { until: now + KEEP_MS, people });
    return people;
  };
  return async () => {
    const { approvers: ids } = await access.settings();
    const people = await Promise.all(ids.map((id) => (id.startsWith('S') ? membersOf(id) : [id])));
    return [...new Set(people.flat())];
  };
}

async function askForMembers(
  client: Pick<WebClient, 'usergroups'>,
  usergroup: string,
  token: string,
): Promise<readonly string[]> {
  try {
    return (await client.usergroups.users.list({ usergroup, token })).users ?? [];
  } catch (cause) {
    const reason = cause instanceof WebAPIPlatformError ? cause.data.error : String(cause);
    throw new AppError(
      'unavailable',
      `Slack does not say who is in the user group ${usergroup}, which may approve (${reason}), so nothing was decided. Show this to whoever set up Flywheel: the group may be gone, or the app lacks the scope usergroups:read.`,
      { cause },
    );
  }
}
