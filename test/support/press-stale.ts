/** Presses a button of a card as somebody does whose window still shows it as it was. */

import { randomUUID } from 'node:crypto';
import type { StoredMessage } from '../../demo/slack/wire-types.ts';
import { jonas } from './act-in-slack.ts';
import { listenOnce } from './listen-once.ts';
import type { RunningFlywheel } from './open-flywheel.ts';

/** Sent as Slack sends it, since the page shows the card as it is now. Resolves with what only that person is told. */
export async function pressStale(
  flywheel: RunningFlywheel,
  card: StoredMessage,
  actionId: string,
): Promise<string> {
  const heard = await listenOnce();
  const block = card.blocks!.find(
    (one) => one.type === 'actions' && JSON.stringify(one).includes(`"${actionId}"`),
  )!;
  const elements = block['elements'] as readonly { readonly action_id: string }[];
  const button = elements.find(({ action_id }) => action_id === actionId)!;
  await flywheel.slack.toApp.interaction({
    type: 'block_actions',
    user: { id: jonas.id, team_id: flywheel.slack.teamId },
    team: { id: flywheel.slack.teamId },
    channel: { id: card.channel },
    container: { type: 'message', message_ts: card.ts, channel_id: card.channel },
    actions: [{ ...button, block_id: block.block_id, action_ts: '1.1' }],
    trigger_id: randomUUID(),
    response_url: heard.url,
  });
  return (JSON.parse(await heard.body) as StoredMessage).text;
}
