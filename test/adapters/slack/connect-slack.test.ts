import { expect, it, onTestFinished, vi } from 'vitest';
import { startSlack } from '../../../demo/slack/start-slack.ts';
import { connectSlack, type SlackOptions } from '../../../src/adapters/slack/connect-slack.ts';

/** Connected to a local Slack; what Bolt said and how long it was waited for is kept. */
async function connect(appToken: string | null) {
  const slack = await startSlack({
    signingSecret: 'a secret',
    appUrl: 'http://127.0.0.1:9/',
    clock: Date.now,
  });
  onTestFinished(() => slack.close());
  const seconds: number[] = [];
  const words: string[] = [];
  const say = (said: string) => void words.push(said);
  const options: SlackOptions = {
    botToken: slack.botToken,
    signingSecret: 'a secret',
    appToken,
    apiUrl: slack.apiUrl,
    log: { warn: say, error: say },
    onAcknowledged: (one) => void seconds.push(one),
  };
  return { connection: connectSlack(options), seconds, words };
}

it('is connected over HTTP once it has started', async () => {
  const { connection } = await connect(null);
  expect(connection.isConnected()).toBe(false);
  await connection.start();
  expect(connection.isConnected()).toBe(true);
});

it('times acknowledgements in Socket Mode, and is not connected before the socket is open', async () => {
  const { connection, seconds } = await connect('xapp-1-A1-2-abc');
  const { bolt } = connection;
  const ack = vi.fn(async () => undefined);
  bolt.command('/model', async (call) => call.ack('soon'));
  await bolt.init();
  await bolt.processEvent({ body: { command: '/model', team_id: 'T1', user_id: 'U1' }, ack });
  expect(ack).toHaveBeenCalledWith('soon');
  expect(seconds).toHaveLength(1);
  expect(seconds[0]).toBeGreaterThan(0);
  expect(seconds[0]).toBeLessThan(3);
  expect(connection.isConnected()).toBe(false);
});

it('lets the words of Bolt go through the log', async () => {
  const { connection, words } = await connect(null);
  const { bolt } = connection;
  bolt.command('/model', async () => {
    throw new Error('it broke');
  });
  await connection.start();
  await bolt
    .processEvent({ body: { command: '/model', team_id: 'T1', user_id: 'U1' }, ack: async () => undefined })
    .catch(() => undefined);
  expect(words.join(' ')).toContain('it broke');
});
