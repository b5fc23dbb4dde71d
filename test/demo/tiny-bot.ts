/** A small Bolt app that uses every part of Slack the workspace must play: commands, buttons, modals, response addresses, its own tab. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel, type types } from '@slack/bolt';

export const signingSecret = 'a-secret-for-tests';

export interface TinyBot {
  app: App;
  /** What reached the bot, in order: command texts, values, submitted names. */
  heard: string[];
  close(): Promise<void>;
}

/** Reserves the address first, since Slack must know it before the bot can know Slack's. */
export async function reserveAddress() {
  let handler: HTTPReceiver['requestListener'] | undefined;
  const server: Server = createServer((request, response) => handler?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    appUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`,
    use: (receiver: HTTPReceiver) => {
      handler = receiver.requestListener;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Builds the bot against this Web API; it answers on `receiver.requestListener`. */
export function createTinyBot(apiUrl: string, botToken: string) {
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: ['/slack/events'],
    logLevel: LogLevel.ERROR,
  });
  const clientOptions = { slackApiUrl: apiUrl, retryConfig: { retries: 0 } };
  const app = new App({
    token: botToken,
    receiver,
    clientOptions,
    logLevel: LogLevel.ERROR,
    tokenVerificationEnabled: false,
  });
  const heard: string[] = [];
  addCommands(app, heard);
  addActions(app, heard);
  addViews(app, heard);
  app.message(async ({ message, say }) => {
    if (message.subtype !== undefined || !message.text) return;
    heard.push(`message ${message.text}`);
    await say(`You said: ${message.text}`);
  });
  app.event('app_home_opened', async ({ event, client }) => {
    if (event.tab !== 'home') return;
    const text = { type: 'mrkdwn' as const, text: '*Nothing waits for you.*' };
    await client.views.publish({
      user_id: event.user,
      view: { type: 'home', blocks: [{ type: 'section', text }] },
    });
  });
  return { app, receiver, heard };
}

function addCommands(app: App, heard: string[]): void {
  app.command('/predict', async ({ command, ack, respond }) => {
    await ack();
    heard.push(`/predict ${command.text}`);
    await respond({
      text: `Forecast for ${command.text || 'everyone'}`,
      blocks: forecastBlocks(command.text),
    });
  });
  app.command('/campaign', async ({ command, ack, client }) => {
    await ack();
    heard.push(`/campaign ${command.text}`);
    await client.chat.postMessage({
      channel: command.channel_id,
      text: 'Win back 214 customers',
      blocks: cardBlocks(),
    });
  });
  app.command('/model', async ({ ack }) => {
    await ack({ response_type: 'in_channel', text: 'The baseline serves: ROC-AUC 0.71.' });
  });
}

function addActions(app: App, heard: string[]): void {
  app.action('edit', async ({ ack, body, client }) => {
    await ack();
    if (body.type === 'block_actions')
      await client.views.open({ trigger_id: body.trigger_id, view: editModal() });
  });
  app.action('approve', async ({ ack, body, client, respond }) => {
    await ack();
    heard.push(`approved by ${body.user.id}`);
    if (body.type !== 'block_actions' || !body.channel || !body.message) return;
    const text = `Approved by <@${body.user.id}>`;
    await client.chat.update({ channel: body.channel.id, ts: body.message['ts'], text, blocks: [] });
    await respond({ text: 'Done: only you see this.', response_type: 'ephemeral', replace_original: false });
  });
  app.action('segment', async ({ ack, action }) => {
    await ack();
    if (action.type === 'static_select') heard.push(`segment ${action.selected_option.value}`);
  });
  app.action('more', async ({ ack, action }) => {
    await ack();
    if (action.type === 'overflow') heard.push(`more ${action.selected_option.value}`);
  });
}

function addViews(app: App, heard: string[]): void {
  app.view('edit-campaign', async ({ ack, view, body, client }) => {
    const name = view.state.values['name']?.['value']?.value ?? '';
    if (name.length < 5) {
      await ack({ response_action: 'errors', errors: { name: 'Give it a name of five letters or more.' } });
      return;
    }
    await ack();
    const checked = view.state.values['days']?.['value']?.selected_options?.map(({ value }) => value) ?? [];
    heard.push(`renamed to ${name} on ${checked.join('+')}`);
    await client.chat.postMessage({ channel: body.user.id, text: `Renamed to ${name}` });
  });
}

function forecastBlocks(who: string): types.KnownBlock[] {
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

function cardBlocks(): types.KnownBlock[] {
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
    {
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
    },
  ];
}

function editModal(): types.ModalView {
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
