/** What a person does in the page, turned into what Slack would send to the bot, and the bot's answer turned into what they see. */
import type { ActParts } from './act-parts.ts';

import { ownerOf, putMessage } from './answer-chat.ts';
import type { AppAnswer } from './dispatch-to-app.ts';
import { findElement } from './normalize-blocks.ts';
import { eventEnvelope, interactionBase } from './payloads.ts';
import type { InteractionPlace } from './response-urls.ts';
import { type SubmitResult, submitModal } from './submit-modal.ts';
import type { Block, Json, StoredMessage, ViewValues } from './wire-types.ts';
import { bot, channel, commands, type Person, slackbot, team } from './workspace.ts';

/** A click or choice: the element named by its ids, and what was chosen, in Slack's own fields. */
export interface ElementUse {
  blockId: string;
  actionId: string;
  /** selected_option, selected_options, selected_date, value ...: empty for a button. */
  chosen: Json;
  /** The state of all inputs on the surface. */
  values: ViewValues;
}

export interface Actor {
  say(person: Person, where: { channel: string; threadTs?: string }, text: string): Promise<void>;
  clickInMessage(person: Person, where: { channel: string; ts: string }, use: ElementUse): Promise<void>;
  clickInView(person: Person, viewId: string, use: ElementUse): Promise<void>;
  submit(person: Person, viewId: string, values: ViewValues): Promise<SubmitResult>;
  closeModal(person: Person, viewId: string): Promise<void>;
  openHome(person: Person, tab: 'home' | 'messages'): Promise<void>;
}

export function createActor(parts: ActParts): Actor {
  return {
    say: (person, where, text) =>
      text.startsWith('/')
        ? runCommand(parts, person, { ...where, text })
        : sayText(parts, person, { ...where, text }),
    clickInMessage: (person, where, use) => clickInMessage(parts, person, { ...where, use }),
    clickInView: (person, viewId, use) => clickInView(parts, person, { viewId, use }),
    submit: (person, viewId, values) => submitModal(parts, person, { viewId, values }),
    closeModal: (person, viewId) => closeModal(parts, person, viewId),
    openHome: async (person, tab) => {
      const event = { type: 'app_home_opened', user: person.id, channel: person.directMessageId, tab };
      await parts.app.event(eventEnvelope({ ...event, event_ts: parts.chat.transcript.nextTs() }));
    },
  };
}

interface Said {
  channel: string;
  threadTs?: string;
  text: string;
}

async function runCommand(parts: ActParts, person: Person, said: Said): Promise<void> {
  const [command = '', ...rest] = said.text.trim().split(/\s+/);
  const where = { channel: said.channel, personId: person.id };
  if (!commands.some((known) => known.command === command)) {
    return sayAsSlack(parts, where, `${command} is not a command of this workspace. Try /predict.`);
  }
  const place: InteractionPlace = where;
  const answer = await parts.app.command({
    token: 'local',
    team_id: team.id,
    team_domain: team.domain,
    channel_id: said.channel,
    channel_name: said.channel === channel.id ? channel.name : 'directmessage',
    user_id: person.id,
    user_name: person.handle,
    command,
    text: rest.length > 0 ? escapeText(said.text.trim().slice(command.length).trim()) : '',
    api_app_id: bot.appId,
    is_enterprise_install: 'false',
    response_url: parts.responseUrls.issue(place),
    trigger_id: await parts.views.drawTrigger(person.id),
  });
  if (answer.kind === 'failed') {
    return sayAsSlack(parts, where, `${command} failed with the error "${answer.reason}"`);
  }
  const reply = typeof answer.body === 'string' ? { text: answer.body } : answer.body;
  if (reply['text'] || reply['blocks']) parts.responseUrls.apply(place, reply);
}

async function sayText({ chat, app }: ActParts, person: Person, said: Said): Promise<void> {
  const text = escapeText(said.text).replaceAll(`@${bot.name}`, `<@${bot.userId}>`);
  const message: StoredMessage = {
    type: 'message',
    channel: said.channel,
    ts: chat.transcript.nextTs(),
    user: person.id,
    text,
    ...(said.threadTs ? { thread_ts: said.threadTs } : {}),
  };
  putMessage(chat, message);
  chat.transcript.markRead(person.id, said.channel, message.ts);
  const direct = ownerOf(said.channel) !== undefined;
  // Without history scopes a bot hears only its own direct messages and its own name.
  if (!direct && !text.includes(`<@${bot.userId}>`)) return;
  const kind = direct ? { type: 'message', channel_type: 'im' } : { type: 'app_mention' };
  await app.event(eventEnvelope({ ...message, ...kind, team: team.id, event_ts: message.ts }));
}

async function clickInMessage(
  parts: ActParts,
  person: Person,
  { channel: channelId, ts, use }: { channel: string; ts: string; use: ElementUse },
): Promise<void> {
  const { transcript } = parts.chat;
  const versions = [transcript.find(channelId, ts), transcript.findFormer(channelId, ts)];
  const message = versions.find((one) => findElement(one?.blocks ?? [], use.blockId, use.actionId));
  const action = describeAction(parts, message?.blocks ?? [], use);
  if (!message || !action) return sayReplaced(parts, { channel: channelId, personId: person.id });
  const ephemeral = message.only_for !== undefined;
  const answer = await parts.app.interaction({
    ...interactionBase('block_actions', person),
    container: { type: 'message', message_ts: ts, channel_id: channelId, is_ephemeral: ephemeral },
    channel: { id: channelId, name: channelId === channel.id ? channel.name : 'directmessage' },
    ...(ephemeral ? {} : { message }),
    state: { values: use.values },
    response_url: parts.responseUrls.issue({
      personId: person.id,
      channel: channelId,
      source: { channel: channelId, ts },
      ...(message.thread_ts ? { threadTs: message.thread_ts } : {}),
    }),
    trigger_id: await parts.views.drawTrigger(person.id),
    actions: [action],
  });
  reportFailure(parts, answer, { channel: channelId, personId: person.id });
}

async function clickInView(
  parts: ActParts,
  person: Person,
  { viewId, use }: { viewId: string; use: ElementUse },
): Promise<void> {
  const { transcript } = parts.chat;
  const homes = [transcript.home(person.id), transcript.formerHome(person.id)];
  const versions = [parts.views.find(person.id, viewId), ...homes.filter((home) => home?.id === viewId)];
  const view = versions.find((one) => findElement(one?.blocks ?? [], use.blockId, use.actionId));
  const action = describeAction(parts, view?.blocks ?? [], use);
  if (!view || !action) return sayReplaced(parts, { channel: person.directMessageId, personId: person.id });
  const answer = await parts.app.interaction({
    ...interactionBase('block_actions', person),
    container: { type: 'view', view_id: viewId },
    view: { ...view, state: { values: use.values } },
    // A home kept from before a restart is unknown to the emulator, and nothing is pushed on a home.
    trigger_id: await parts.views.drawTrigger(person.id, view.type === 'modal' ? viewId : undefined),
    actions: [action],
  });
  reportFailure(parts, answer, { channel: person.directMessageId, personId: person.id });
}

async function closeModal({ views, app }: ActParts, person: Person, viewId: string): Promise<void> {
  const view = views.find(person.id, viewId);
  if (!view) return;
  views.close(person.id, view['clear_on_close'] === true);
  if (!view.notify_on_close) return;
  await app.interaction({ ...interactionBase('view_closed', person), view, is_cleared: false });
}

/** The action as Slack reports it; the element comes from what the bot sent, never from the page. */
function describeAction({ chat }: ActParts, blocks: readonly Block[], use: ElementUse): Json | undefined {
  const element = findElement(blocks, use.blockId, use.actionId);
  if (!element) return undefined;
  const { confirm: _, options: __, option_groups: ___, ...known } = element;
  return { ...use.chosen, ...known, block_id: use.blockId, action_ts: chat.transcript.nextTs() };
}

/** Never silently nothing: whoever clicked would wait. */
function sayReplaced(parts: ActParts, where: { channel: string; personId: string }): void {
  sayAsSlack(parts, where, 'This has been replaced meanwhile: look again, and click there.');
}

function reportFailure(
  parts: ActParts,
  answer: AppAnswer,
  where: { channel: string; personId: string },
): void {
  if (answer.kind === 'answered') return;
  const late = 'This app took too long to answer. Try again. (operation_timeout)';
  sayAsSlack(
    parts,
    where,
    answer.reason === 'operation_timeout' ? late : 'This app is not responding. (dispatch_failed)',
  );
}

function sayAsSlack({ chat }: ActParts, where: { channel: string; personId: string }, text: string): void {
  putMessage(chat, {
    type: 'message',
    channel: where.channel,
    ts: chat.transcript.nextTs(),
    user: slackbot.userId,
    text: escapeText(text),
    only_for: where.personId,
  });
}

/** https://docs.slack.dev/messaging/formatting-message-text#escaping */
function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
