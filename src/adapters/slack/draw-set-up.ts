/** Draws the bot's first words to whoever added it, and the form in which a workspace says where it writes and who approves. */

import type { KnownBlock, ModalView } from '@slack/types';
import { type Card, cut, section, toCard } from './card.ts';

/** What the button of the first words is called. */
export const SET_UP = 'set_up';
export const SET_UP_FORM = 'set_up_form';

const WELCOME =
  ':wave: Hello! I am *Flywheel*. I learn what your customers will do next, propose campaigns, and send what you approve. Until you press *Set up*, I write to you alone, and only you may approve.';
const STEPS =
  '1. *Set up* chooses the channel that I write to, and who approves campaigns\n2. `/invite` me into that channel\n3. Your shop sends its events with the write key on the page that you came from; add me again and it is shown again\n4. `/predict` and `/campaign` show what I know; each night I learn from what came in';

export interface SetUp {
  readonly channel: string;
  /** Ids of people and of user groups. */
  readonly approvers: readonly string[];
  /** The workspace's user groups, of which one can be chosen instead of naming people. */
  readonly groups: readonly UserGroup[];
}

export interface UserGroup {
  readonly id: string;
  readonly name: string;
}

/** Slack's limits on a list of options, and on the words of one. */
const MOST_OPTIONS = 100;
const OPTION_LIMIT = 75;

export function drawSetUp({ channel, approvers, groups }: SetUp): ModalView {
  const isChannel = /^[CG]/.test(channel);
  const people = approvers.filter((id) => !id.startsWith('S'));
  return {
    type: 'modal',
    callback_id: SET_UP_FORM,
    title: { type: 'plain_text', text: 'Set up Flywheel' },
    submit: { type: 'plain_text', text: 'Save' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      {
        type: 'input',
        block_id: 'channel',
        label: { type: 'plain_text', text: 'Where should campaigns and the digest go?' },
        hint: { type: 'plain_text', text: 'Invite Flywheel into it.' },
        element: {
          type: 'conversations_select',
          action_id: 'channel',
          filter: { include: ['public', 'private'], exclude_external_shared_channels: true },
          ...(isChannel ? { initial_conversation: channel } : {}),
        },
      },
      {
        type: 'input',
        block_id: 'approvers',
        optional: groups.length > 0,
        label: { type: 'plain_text', text: 'Who may approve campaigns?' },
        hint: {
          type: 'plain_text',
          text: 'Nobody approves what they drafted themselves: choose two at least.',
        },
        element: {
          type: 'multi_users_select',
          action_id: 'approvers',
          ...(people.length > 0 ? { initial_users: people } : {}),
        },
      },
      ...drawGroups(groups, approvers),
    ],
  };
}

/** Slack has no element of its own for user groups. Those chosen come first: a list that is cut short must not lose them. */
function drawGroups(groups: readonly UserGroup[], approvers: readonly string[]): KnownBlock[] {
  if (groups.length === 0) return [];
  const isChosen = ({ id }: UserGroup) => approvers.includes(id);
  const ordered = [...groups.filter(isChosen), ...groups.filter((group) => !isChosen(group))];
  const options = ordered.slice(0, MOST_OPTIONS).map(({ id, name }) => ({
    text: { type: 'plain_text' as const, text: cut(name, OPTION_LIMIT) },
    value: id,
  }));
  const chosen = options.filter(({ value }) => approvers.includes(value));
  return [
    {
      type: 'input',
      block_id: 'groups',
      optional: true,
      label: { type: 'plain_text', text: 'And everybody in these user groups' },
      hint: { type: 'plain_text', text: 'Whoever joins or leaves a group joins or leaves the approvers.' },
      element: {
        type: 'multi_static_select',
        action_id: 'groups',
        options,
        ...(chosen.length > 0 ? { initial_options: chosen } : {}),
      },
    },
  ];
}

export function drawWelcome(): Card {
  return toCard('Hello! I am Flywheel. Press Set up to choose my channel and who approves campaigns.', [
    section(WELCOME),
    section(STEPS),
    {
      type: 'actions',
      elements: [
        {
          type: 'button',
          action_id: SET_UP,
          style: 'primary',
          text: { type: 'plain_text', text: 'Set up' },
        },
      ],
    },
  ]);
}
