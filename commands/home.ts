/** The bot's home, drawn for whoever opens it; and what can be asked, when its messages are opened. */

import type { App } from '@slack/bolt';
import { offerPrompts } from './answer-messages.ts';
import type { CommandParts } from './command-parts.ts';
import type { Homes } from './keep-homes.ts';

export function registerHome(bolt: App, parts: CommandParts, homes: Homes): void {
  bolt.event('app_home_opened', async ({ event, client }) => {
    if (event.tab !== 'messages') return homes.opened(event.user, client);
    homes.left(event.user);
    await offerPrompts(parts, client, event.channel);
  });
}
