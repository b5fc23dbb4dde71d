import { connect as connectTcp, createServer } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { freePort } from '../../../bench/free-port.ts';
import { connectTo, startQuietSlack } from '../../support/connect-to-slack.ts';
import { startTinySlack } from '../../support/tiny-slack.ts';
import { waitFor } from '../../support/wait-for.ts';

async function connect({ socketMode = false } = {}) {
  return connectTo(await startQuietSlack({ socketMode }));
}

it('is connected over HTTP once it has started', async () => {
  const { connection } = await connect();
  expect(connection.isConnected()).toBe(false);
  await connection.start();
  expect(connection.isConnected()).toBe(true);
});

it('times acknowledgements in Socket Mode, and is not connected before the socket is open', async () => {
  const { connection, seconds } = await connect({ socketMode: true });
  const { bolt } = connection;
  const ack = vi.fn(async () => undefined);
  bolt.command('/model', async (call) => call.ack('soon'));
  await bolt.init();
  const begunAt = performance.now();
  await bolt.processEvent({ body: { command: '/model', team_id: 'T1', user_id: 'U1' }, ack });
  const took = (performance.now() - begunAt) / 1000;
  expect(ack).toHaveBeenCalledWith('soon');
  expect(seconds).toHaveLength(1);
  expect(seconds[0]).toBeGreaterThan(0);
  expect(seconds[0]).toBeLessThanOrEqual(took);
  expect(connection.isConnected()).toBe(false);
});

it('lets the words of Bolt go through the log', async () => {
  const { connection, words } = await connect();
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

it.each([false, true])(
  'starts while Slack cannot be reached, and is connected once it can (Socket Mode: %s)',
  async (socketMode) => {
    const slack = await startQuietSlack({ socketMode });
    const real = new URL(slack.apiUrl);
    const line = new URL(slack.apiUrl);
    line.port = String(await freePort());
    const { connection, words } = await connectTo(slack, { apiUrl: line.href });
    await connection.start();
    expect(connection.isConnected()).toBe(false);
    expect(words.join(' ')).toContain('everything else works meanwhile');

    const mended = createServer((socket) => {
      const beyond = connectTcp(Number(real.port), real.hostname);
      for (const end of [socket, beyond]) end.on('error', () => undefined);
      socket.pipe(beyond).pipe(socket);
    }).listen(Number(line.port), line.hostname);
    onTestFinished(() => void mended.close());
    await waitFor(() => expect(connection.isConnected()).toBe(true));
  },
);

it('does not start with a bot token that Slack refuses, and says where to look', async () => {
  const slack = await startQuietSlack({ socketMode: false });
  const { connection } = await connectTo(slack, { botToken: 'xoxb-guess' });
  await expect(connection.start()).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringMatching(/invalid_auth.*SLACK_BOT_TOKEN/),
  });
});

it('starts while Slack says that it is in trouble itself, and is connected once it is well', async () => {
  const slack = await startQuietSlack({ socketMode: false });
  let isWell = false;
  const troubled = await startTinySlack((response) => {
    if (isWell) return false;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: false, error: 'internal_error' }));
    return true;
  });
  onTestFinished(troubled.close);
  const { connection } = await connectTo(slack, { apiUrl: troubled.apiUrl });
  await connection.start();
  expect(connection.isConnected()).toBe(false);
  isWell = true;
  await waitFor(() => expect(connection.isConnected()).toBe(true));
});
