/** What happens when a campaign's form is submitted: new words, a request for changes, a rejection. */

import { setTimeout } from 'node:timers/promises';
import type { App, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { WebAPIPlatformError, WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import { z } from 'zod';
import { CAMPAIGN_FORMS, copyField, INPUT } from '../src/adapters/slack/draw-modals.ts';
import { escapeText } from '../src/adapters/slack/mrkdwn.ts';
import { findDecisionObstacle } from '../src/approve/decide-campaign.ts';
import type { Obstacle } from '../src/approve/find-obstacle.ts';
import { findRevisionObstacle, reviseCampaign } from '../src/approve/revise-campaign.ts';
import { type CopyPair, FLYWHEEL_ACTOR } from '../src/domain/campaign.ts';
import { afterwards, wordsFor } from './answer.ts';
import { findCopyFaults, readCopies } from './check-copy.ts';
import type { CommandParts } from './command-parts.ts';
import {
  type DecisionCall,
  decideFromCall,
  readSeen,
  refreshCards,
  showsCard,
  tellOnly,
} from './decide-from-call.ts';
import { registerLiveEditing } from './edit-live.ts';
import { lookOver } from './look-over.ts';

export type Submission = SlackViewMiddlewareArgs<ViewSubmitAction> & { client: WebClient };

/** Slack waits three seconds for an answer to a form. */
const IN_TIME_MS = 2_000;

const channelSchema = z.object({ channel: z.string() });

export function registerCampaignForms(bolt: App, parts: CommandParts): void {
  registerLiveEditing(bolt, parts);
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
  const call = callOf(parts, submission);
  const obstacle = await inTime(findLateObstacle(parts, call, action));
  if (obstacle !== null) {
    await submission.ack({ response_action: 'errors', errors: { comment: sayObstacle(obstacle, call) } });
    return redrawFor(parts, call, obstacle);
  }
  await submission.ack();
  await tellInChannel(parts, call, () =>
    decideFromCall(parts, call, { action, comment: readInput(submission, 'comment') || null }),
  );
}

/** Looked for while the form is still open, so that what somebody wrote in it is not lost with it. */
async function findLateObstacle(
  parts: CommandParts,
  { text, actor }: DecisionCall,
  action: 'request changes' | 'reject',
): Promise<Obstacle | null> {
  const { number, hash, version } = readSeen(text);
  return findDecisionObstacle(
    { number, action, actor, seenHash: hash, seenVersion: version },
    { ...parts.stores, clock: parts.clock, policy: await parts.policy() },
  );
}

/** Null also where it is not known in time, or not at all: what is in the way is found once more by who decides, and told then. */
async function inTime<Found>(finding: Promise<Found | null>): Promise<Found | null> {
  const over = new AbortController();
  const late = setTimeout(IN_TIME_MS, null, { signal: over.signal }).catch(() => null);
  try {
    return await Promise.race([finding.catch(() => null), late]);
  } finally {
    over.abort();
  }
}

/** Beside a field, where Slack shows plain text: a mention of a person would be none. */
function sayObstacle(obstacle: Obstacle, { actor }: DecisionCall): string {
  if (obstacle.kind === 'refused') return obstacle.why;
  const who = obstacle.by === actor ? 'you' : obstacle.by === FLYWHEEL_ACTOR ? 'Flywheel' : 'somebody else';
  return `Nothing was changed: ${who} ${obstacle.did} ${obstacle.ago}. Your words are kept while this form is open.`;
}

async function redrawFor(parts: CommandParts, { client }: DecisionCall, obstacle: Obstacle): Promise<void> {
  if (obstacle.kind === 'already') await refreshCards(parts, client, { campaign: obstacle.campaign });
}

async function submitEdit(parts: CommandParts, submission: Submission): Promise<void> {
  const pair = readCopies(submission.view);
  const errors = await findCopyErrors(parts, submission, pair).catch((fault) => ({
    // Whatever it was: the form stays open, and nothing that was written is lost.
    [copyField('A', 'body')]: wordsFor(parts, fault),
  }));
  if (Object.keys(errors).length > 0) {
    await submission.ack({ response_action: 'errors', errors });
    return;
  }
  await submission.ack();
  const call = callOf(parts, submission);
  await tellInChannel(parts, call, () => revise(parts, call, pair));
}

async function revise(parts: CommandParts, call: DecisionCall, pair: CopyPair): Promise<void> {
  const seen = readSeen(call.text);
  const result = await reviseCampaign(
    { number: seen.number, ...pair, actor: call.actor, seenHash: seen.hash, seenVersion: seen.version },
    { campaigns: parts.stores.campaigns, clock: parts.clock },
  );
  if (result.kind === 'refused') return tellOnly(call, escapeText(result.why));
  const { number, version } = result.campaign;
  const news = `You changed campaign ${number}: version ${version} waits for somebody else's approval.`;
  await afterwards(parts, news, async () => {
    const campaign = await lookOver(parts, result.campaign);
    await refreshCards(parts, call.client, { campaign });
  });
  if (!showsCard(call, result.campaign)) await tellOnly(call, news);
}

/** What is shown beside each field while the form is still open: lengths, Liquid that does not fit, and that it is too late. */
async function findCopyErrors(
  parts: CommandParts,
  { view, body }: Submission,
  pair: CopyPair,
): Promise<Record<string, string>> {
  const { number, hash, version } = readSeen(view.private_metadata);
  const why = await findRevisionObstacle(
    { number, actor: body.user.id, seenHash: hash, seenVersion: version },
    { campaigns: parts.stores.campaigns, clock: parts.clock },
  );
  if (why !== null) return { [copyField('A', 'body')]: why };
  return findCopyFaults(parts, await parts.stores.campaigns.get(number), pair);
}

export function callOf(parts: CommandParts, { body, view, client }: Submission): DecisionCall {
  const { channel } = channelSchema.parse(JSON.parse(view.private_metadata));
  return {
    text: view.private_metadata,
    actor: body.user.id,
    ...{ channel, client },
    respond: ({ text }) => tellThere(parts, client, { channel, user: body.user.id, text }),
  };
}

/** Where the bot is no member, such as between two people, or has said too much of late, the person is told by direct message. */
async function tellThere(
  { saySoon }: CommandParts,
  client: WebClient,
  { channel, user, text }: { readonly channel: string; readonly user: string; readonly text: string },
): Promise<void> {
  try {
    await client.chat.postEphemeral({ channel, user, text });
  } catch (fault) {
    if (!(fault instanceof WebAPIPlatformError || fault instanceof WebAPIRateLimitedError)) throw fault;
    await saySoon({ channel: user, content: { kind: 'message', text } });
  }
}

export async function tellInChannel(
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
