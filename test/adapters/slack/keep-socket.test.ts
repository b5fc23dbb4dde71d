/** A Socket Mode connection against a Slack that renews it, drops it and is away. */

import { expect, it, onTestFinished, vi } from 'vitest';
import type { LocalSlack } from '../../../demo/slack/start-slack.ts';
import { connectTo, startQuietSlack } from '../../support/connect-to-slack.ts';
import { waitFor } from '../../support/wait-for.ts';

async function connect() {
  const slack = await startQuietSlack({ socketMode: true });
  const connected = await connectTo(slack);
  const homes: string[] = [];
  connected.connection.bolt.event('app_home_opened', async ({ event }) => void homes.push(event.user));
  return { slack, homes, ...connected };
}

const openHome = ({ actor, people: [maya] }: LocalSlack) => actor.openHome(maya!, 'home');

it('hears an event, and acknowledges it in time', async () => {
  const { slack, connection, homes, seconds } = await connect();
  expect(connection.isConnected()).toBe(false);
  await connection.start();
  expect(connection.isConnected()).toBe(true);
  await openHome(slack);
  await waitFor(() => expect(homes).toEqual([slack.people[0]!.id]));
  expect(seconds).toHaveLength(1);
});

it.each(['refresh', 'cut'] as const)(
  'comes again after a %s, and hears what was said meanwhile',
  async (end) => {
    const { slack, connection, homes } = await connect();
    await connection.start();
    for (const round of [1, 2, 3]) {
      slack.socket![end]();
      await openHome(slack);
      await waitFor(() => expect(homes).toHaveLength(round));
    }
    expect(connection.isConnected()).toBe(true);
  },
);

it('goes on trying while Slack is away, without ending the process, and stops when it is told to', async () => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  onTestFinished(() => void process.off('unhandledRejection', unhandled));
  const { slack, connection, words } = await connect();
  await connection.start();
  await slack.close();
  await waitFor(() => expect(words.join('\n')).toContain('next attempt in 1000 ms'));
  expect(connection.isConnected()).toBe(false);
  await connection.stop();
  expect(unhandled).not.toHaveBeenCalled();
});

it('does not start with a token that Slack does not know, and says what Slack said', async () => {
  const { slack } = await connect();
  const { connection } = await connectTo(slack, { appToken: 'xapp-1-guess' });
  await expect(connection.start()).rejects.toThrow('invalid_auth');
  expect(connection.isConnected()).toBe(false);
});
