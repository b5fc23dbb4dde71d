/** A small Bolt app that uses every part of Slack the workspace must play: commands, buttons, modals, response addresses, its own tab. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { cardBlocks, editModal, forecastBlocks } from './tiny-bot-blocks.ts';

export const signingSecret = 'a-secret-for-tests';

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

/** Builds the bot against this Web API; it answers on `receiver.requestListener`. `heard` is what reached it, in order. */
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
  app.view({ type: 'view_closed' }, async ({ ack, view }) => {
    await ack();
    heard.push(`closed ${view.title?.text}`);
  });
}
