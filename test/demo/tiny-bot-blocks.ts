/** What the tiny bot shows: a forecast, a campaign card and a modal. */
import type { types } from '@slack/bolt';

export function forecastBlocks(who: string): types.KnownBlock[] {
  return [
    {
      type: 'header',
      text: { type: 'plain_text', text: 'Forecast for the next 30 days :crystal_ball:', emoji: true },
    },
    {
      type: 'section',
      text: {
        type: 'mrkdwn',
        text: `*${who || 'All customers'}*: about *214 buyers* and *€6,420*, give or take €510.`,
      },
      accessory: {
        type: 'overflow',
        action_id: 'more',
        options: [
          { text: { type: 'plain_text', text: 'Explain' }, value: 'explain' },
          { text: { type: 'plain_text', text: 'Export' }, value: 'export' },
        ],
      },
    },
    {
      type: 'section',
      fields: [
        { type: 'mrkdwn', text: '*Likely to buy*\n38 customers' },
        { type: 'mrkdwn', text: '*At risk*\n57 customers' },
      ],
    },
    {
      type: 'context',
      elements: [{ type: 'mrkdwn', text: 'Model: reference network, trained 2 minutes ago' }],
    },
  ];
}

export function cardBlocks(): types.KnownBlock[] {
  const cell = (text: string) => ({ type: 'raw_text' as const, text });
  return [
    { type: 'header', text: { type: 'plain_text', text: 'Win back lapsed candle buyers' } },
    {
      type: 'section',
      text: {
        type: 'mrkdwn',
        text: 'I propose a *10 % coupon* for <https://shop.example/amber|Amber & Oud>: _38 extra orders_ (12 to 64). :candle:',
      },
      accessory: {
        type: 'static_select',
        action_id: 'segment',
        placeholder: { type: 'plain_text', text: 'Choose a segment' },
        options: [
          { text: { type: 'plain_text', text: 'Lapsed 60 days' }, value: 'lapsed60' },
          { text: { type: 'plain_text', text: 'Lapsed 90 days' }, value: 'lapsed90' },
        ],
      },
    },
    {
      type: 'table',
      rows: [
        [cell('Variant'), cell('Subject')],
        [cell('A'), cell('We miss you')],
      ],
    },
    { type: 'divider' },
    decisionButtons(),
  ];
}

function decisionButtons(): types.ActionsBlock {
  return {
    type: 'actions',
    elements: [
      {
        type: 'button',
        action_id: 'approve',
        style: 'primary',
        text: { type: 'plain_text', text: 'Approve' },
        value: 'c1',
        confirm: {
          title: { type: 'plain_text', text: 'Approve this campaign?' },
          text: { type: 'mrkdwn', text: '214 customers will be e-mailed.' },
          confirm: { type: 'plain_text', text: 'Yes, approve' },
          deny: { type: 'plain_text', text: 'Not yet' },
        },
      },
      { type: 'button', action_id: 'edit', text: { type: 'plain_text', text: 'Edit' }, value: 'c1' },
      {
        type: 'button',
        action_id: 'reject',
        style: 'danger',
        text: { type: 'plain_text', text: 'Reject' },
      },
    ],
  };
}

export function editModal(): types.ModalView {
  const option = (value: string) => ({ text: { type: 'plain_text' as const, text: value }, value });
  return {
    type: 'modal',
    callback_id: 'edit-campaign',
    title: { type: 'plain_text', text: 'Edit campaign' },
    submit: { type: 'plain_text', text: 'Save' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      {
        type: 'input',
        block_id: 'name',
        label: { type: 'plain_text', text: 'Name' },
        hint: { type: 'plain_text', text: 'Customers never see it.' },
        element: { type: 'plain_text_input', action_id: 'value' },
      },
      {
        type: 'input',
        block_id: 'days',
        optional: true,
        label: { type: 'plain_text', text: 'Days' },
        element: { type: 'checkboxes', action_id: 'value', options: [option('Monday'), option('Friday')] },
      },
    ],
  };
}
