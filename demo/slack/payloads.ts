/** The fields that every interaction and event of this workspace carries. */
import { randomBytes } from 'node:crypto';
import type { Json } from './wire-types.ts';
import { bot, type Person, team } from './workspace.ts';

/** What block_actions, view_submission and view_closed have in common. */
export function interactionBase(type: string, person: Person): Json {
  return {
    type,
    user: { id: person.id, username: person.handle, name: person.handle, team_id: team.id },
    team: { id: team.id, domain: team.domain },
    api_app_id: bot.appId,
    token: 'local',
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** https://docs.slack.dev/apis/events-api#callback-field */
export function eventEnvelope(event: Json): Json {
  return {
    token: 'local',
    team_id: team.id,
    api_app_id: bot.appId,
    event,
    type: 'event_callback',
    event_id: `Ev${randomBytes(5).toString('hex').toUpperCase()}`,
    event_time: Math.floor(Number(event['event_ts'])),
    is_ext_shared_channel: false,
    authorizations: [
      {
        enterprise_id: null,
        team_id: team.id,
        user_id: bot.userId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
  };
}
