/** Draws the bot's first words to whoever added it, and the form in which a workspace says where it writes and who approves. */

import type { ModalView } from '@slack/types';
import { type Card, section, toCard } from './card.ts';

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
}

export function drawSetUp({ channel, approvers }: SetUp): ModalView {
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
    ],
  };
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
