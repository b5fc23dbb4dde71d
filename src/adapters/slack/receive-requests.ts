/** Receives what Slack sends to all workspaces at one address, checks its signature, and hands it to the workspace's own Bolt. */

import type { RequestListener } from 'node:http';
import { type App, HTTPReceiver } from '@slack/bolt';
import { z } from 'zod';
import type { SlackOptions } from './connect-slack.ts';
import { toBoltLogger } from './to-bolt-logger.ts';

type ReceiverEvent = Parameters<App['processEvent']>[0];

export interface ReceiveOptions extends Pick<SlackOptions, 'signingSecret' | 'log' | 'onAcknowledged'> {
  /** Null where Flywheel is not installed. */
  readonly boltOf: (team: string) => Promise<Pick<App, 'processEvent'> | null>;
  /** Hears that Flywheel was removed from a workspace, or its tokens revoked, at that moment (epoch milliseconds). */
  readonly onRemoved: (team: string, at: number) => Promise<void>;
}

/** Where a request says whose it is: events, commands and forms each in their own field. */
const teamSchema = z
  .object({ team_id: z.string() })
  .transform(({ team_id }) => team_id)
  .or(z.object({ team: z.object({ id: z.string() }) }).transform(({ team }) => team.id))
  .or(z.object({ user: z.object({ team_id: z.string() }) }).transform(({ user }) => user.team_id));
/** By which Slack tells that a workspace has gone. */
export const REMOVALS = ['app_uninstalled', 'tokens_revoked'] as const;

const removalSchema = z.object({
  event_time: z.number(),
  event: z
    .object({ type: z.literal(REMOVALS[0]) })
    // Of a person's token nothing is kept, so that its end changes nothing.
    .or(
      z.object({
        type: z.literal(REMOVALS[1]),
        tokens: z.object({ bot: z.array(z.string()).min(1) }),
      }),
    ),
});

const NOT_INSTALLED =
  'Flywheel is not installed in this workspace any more. Whoever manages its apps can add it again, from the page that it was first added from.';

/** What to mount under `/slack/events`. */
export function receiveRequests(options: ReceiveOptions): RequestListener {
  const { signingSecret, log, onAcknowledged } = options;
  const logger = toBoltLogger(log);
  const receiver = new HTTPReceiver({ signingSecret, endpoints: ['/slack/events'], logger });
  receiver.init({ processEvent: (event: ReceiverEvent) => passOn(options, event) } as App);
  return (request, response) => {
    const arrivedAt = performance.now();
    response.once('finish', () => {
      if (response.statusCode === 200) onAcknowledged((performance.now() - arrivedAt) / 1000);
    });
    receiver.requestListener(request, response);
  };
}

async function passOn({ boltOf, onRemoved }: ReceiveOptions, event: ReceiverEvent): Promise<void> {
  const team = teamSchema.safeParse(event.body);
  if (!team.success) return event.ack();
  const removal = removalSchema.safeParse(event.body);
  if (removal.success) {
    // Told in whole seconds: it may have been added within the same one.
    await onRemoved(team.data, removal.data.event_time * 1000 + 999);
    return event.ack();
  }
  const bolt = await boltOf(team.data);
  if (bolt !== null) return bolt.processEvent(event);
  await event.ack('command' in event.body ? { response_type: 'ephemeral', text: NOT_INSTALLED } : undefined);
}
