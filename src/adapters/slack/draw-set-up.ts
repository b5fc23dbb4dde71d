/** Draws the form in which a workspace says where the bot writes and who approves. */

import type { ModalView } from '@slack/types';

export const SET_UP_FORM = 'set_up_form';

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
