/** Lets a second workspace speak under an id of its own: the emulator and the page know one. */
import type { AppDispatcher } from './dispatch-to-app.ts';
import { team } from './workspace.ts';

/** What people do, as it is sent to the bot, with the id of this workspace in it. */
export function speakForTeam(app: AppDispatcher, teamId: string): AppDispatcher {
  const rename = <T>(payload: T): T => JSON.parse(JSON.stringify(payload).replaceAll(team.id, teamId)) as T;
  return {
    command: (fields) => app.command(rename(fields)),
    interaction: (payload) => app.interaction(rename(payload)),
    event: (payload) => app.event(rename(payload)),
  };
}
