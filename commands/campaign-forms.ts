/** What happens when a campaign's form is submitted: new words, a request for changes, a rejection. */

import type { App, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { CAMPAIGN_FORMS, INPUT } from '../src/adapters/slack/draw-modals.ts';
import { person } from '../src/adapters/slack/mrkdwn.ts';
import { reviseCampaign } from '../src/approve/revise-campaign.ts';
import { type CopyFaults, validateCopy } from '../src/approve/validate-copy.ts';
import type { Copy } from '../src/domain/strategy.ts';
import { AppError } from '../src/errors.ts';
import { wordsFor } from './answer.ts';
import type { CommandParts } from './command-parts.ts';
import { type DecisionCall, decideFromCall, readSeen, refreshCards, tellOnly } from './decide-from-call.ts';

type Submission = SlackViewMiddlewareArgs<ViewSubmitAction> & { client: WebClient };

const channelSchema = z.object({ channel: z.string() });

export function registerCampaignForms(bolt: App, parts: CommandParts): void {
  bolt.view(CAMPAIGN_FORMS.requestChanges, (submission: Submission) =>
    submitComment(parts, submission, 'request changes'),
  );
  bolt.view(CAMPAIGN_FORMS.reject, (submission: Submission) => submitComment(parts, submission, 'reject'));
  bolt.view(CAMPAIGN_FORMS.edit, (submission: Submission) => submitEdit(parts, submission));
}

async function submitComment(
  parts: CommandParts,
  submission: Submission,
  action: 'request changes' | 'reject',
): Promise<void> {
  await submission.ack();
  const call = callOf(submission);
  await tellInChannel(parts, call, () =>
    decideFromCall(parts, call, { action, comment: readInput(submission, 'comment') || null }),
  );
}

async function submitEdit(parts: CommandParts, submission: Submission): Promise<void> {
  const copy: Copy = {
    subject: readInput(submission, 'subject'),
    previewText: readInput(submission, 'previewText'),
    heading: readInput(submission, 'heading'),
    body: readInput(submission, 'body'),
    button: readInput(submission, 'button'),
  };
  const faults = await findCopyFaults(parts, submission, copy).catch((fault) => ({
    // Whatever it was: the form stays open, and nothing that was written is lost.
    body: wordsFor(parts, fault),
  }));
  if (Object.keys(faults).length > 0) {
    await submission.ack({ response_action: 'errors', errors: faults as Record<string, string> });
    return;
  }
  await submission.ack();
  const call = callOf(submission);
  await tellInChannel(parts, call, () => revise(parts, call, copy));
}

async function revise(parts: CommandParts, call: DecisionCall, copy: Copy): Promise<void> {
  const seen = readSeen(call.text);
  const result = await reviseCampaign(
    { number: seen.number, copy, actor: call.actor, seenHash: seen.hash, seenVersion: seen.version },
    { campaigns: parts.stores.campaigns, clock: parts.clock },
  );
  if (result.kind === 'refused') return tellOnly(call, result.why);
  const { campaign } = result;
  const news = `${person(call.actor)} changed campaign ${campaign.number}: version ${campaign.version} waits for somebody else's approval`;
  const refreshed = await refreshCards(parts, call.client, { campaign, news });
  if (refreshed === 0) await tellOnly(call, news);
}

/** Faults that are shown beside their field while the form is still open: lengths, and Liquid that does not fit. */
async function findCopyFaults(parts: CommandParts, submission: Submission, copy: Copy): Promise<CopyFaults> {
  const faults = validateCopy(copy);
  if (Object.keys(faults).length > 0) return faults;
  const { number } = readSeen(submission.view.private_metadata);
  const campaign = await parts.stores.campaigns.get(number);
  if (campaign === null) return {};
  const { offerId, currency } = campaign.strategy;
  const offer = (await parts.stores.offers.all()).find(({ id }) => id === offerId) ?? null;
  const products = (await parts.stores.products.all()).slice(0, 3);
  try {
    await parts.preview({ copy, currency, firstName: null, offer, products });
    return {};
  } catch (fault) {
    if (fault instanceof AppError) return { [fieldOf(fault)]: fault.message };
    throw fault;
  }
}

/** Which input a fault of the templates is shown beside: the one it names, else the longest. */
function fieldOf({ message }: AppError): keyof Copy {
  const named = /^The (subject|previewText|heading|body|button) /.exec(message)?.[1];
  return (named as keyof Copy | undefined) ?? 'body';
}

function callOf({ body, view, client }: Submission): DecisionCall {
  const { channel } = channelSchema.parse(JSON.parse(view.private_metadata));
  return {
    text: view.private_metadata,
    actor: body.user.id,
    client,
    respond: ({ text }) => client.chat.postEphemeral({ channel, user: body.user.id, text }),
  };
}

async function tellInChannel(
  parts: CommandParts,
  call: DecisionCall,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (fault) {
    await tellOnly(call, wordsFor(parts, fault));
  }
}

function readInput({ view }: Submission, field: string): string {
  return (view.state.values[field]?.[INPUT]?.value ?? '').trim();
}
