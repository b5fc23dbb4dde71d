import { expect, it, vi } from 'vitest';
import { connectTo, startQuietSlack } from '../../support/connect-to-slack.ts';

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
  await bolt.processEvent({ body: { command: '/model', team_id: 'T1', user_id: 'U1' }, ack });
  expect(ack).toHaveBeenCalledWith('soon');
  expect(seconds).toHaveLength(1);
  expect(seconds[0]).toBeGreaterThan(0);
  expect(seconds[0]).toBeLessThan(3);
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
