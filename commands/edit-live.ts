/** Says beside each field of a campaign's form, while somebody writes in it, what is wrong with it or how it will read. */

import type { App } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { COPY_INPUT, drawEditForm } from '../src/adapters/slack/draw-modals.ts';
import type { Campaign } from '../src/domain/campaign.ts';
import type { ButtonCall } from './answer.ts';
import { type FilledView, findCopyNotes, readCopies } from './check-copy.ts';
import type { CommandParts } from './command-parts.ts';
import { readSeen } from './decide-from-call.ts';

const channelSchema = z.object({ channel: z.string() });

interface OpenForm extends FilledView {
  readonly id: string;
  readonly private_metadata: string;
}

/** Opens the form at once, since what opens it holds for seconds only, and says then what there is to say of the words. */
export async function openEditForm(
  parts: CommandParts,
  { client, channel, triggerId }: ButtonCall,
  campaign: Campaign,
): Promise<void> {
  const { view } = await client.views.open({
    trigger_id: triggerId,
    view: drawEditForm(campaign, channel),
  });
  if (view?.id === undefined) return;
  const notes = await findCopyNotes(parts, campaign, campaign);
  await client.views
    .update({ view_id: view.id, view: drawEditForm(campaign, channel, notes) })
    .catch((err: unknown) => tellLog(parts, err));
}

/** Of several changes that come while one is looked at, only the last is looked at next: it has the others in it. */
export function registerLiveEditing(bolt: App, parts: CommandParts): void {
  const waiting = new Map<string, OpenForm>();
  const busy = new Set<string>();
  const work = async (id: string, client: WebClient): Promise<void> => {
    if (busy.has(id)) return;
    busy.add(id);
    try {
      for (let form = waiting.get(id); form !== undefined; form = waiting.get(id)) {
        waiting.delete(id);
        await redraw(parts, client, form);
      }
    } finally {
      busy.delete(id);
    }
  };
  bolt.action(COPY_INPUT, async ({ ack, body, client }) => {
    await ack();
    const { view } = body as { readonly view?: OpenForm };
    if (view === undefined) return;
    waiting.set(view.id, view);
    await work(view.id, client).catch((err: unknown) => tellLog(parts, err));
  });
}

/** A form that was closed meanwhile cannot be redrawn; and what is wrong is told again when it is submitted. */
function tellLog({ log }: CommandParts, err: unknown): void {
  log.error({ err }, 'a form could not be redrawn while it was written in');
}

async function redraw(parts: CommandParts, client: WebClient, form: OpenForm): Promise<void> {
  const campaign = await parts.stores.campaigns.get(readSeen(form.private_metadata).number);
  if (campaign === null) return;
  const notes = await findCopyNotes(parts, campaign, readCopies(form));
  const { channel } = channelSchema.parse(JSON.parse(form.private_metadata));
  // What was seen when the form was opened stays what it was: a change by somebody else is found at the end.
  const view = { ...drawEditForm(campaign, channel, notes), private_metadata: form.private_metadata };
  await client.views.update({ view_id: form.id, view });
}
