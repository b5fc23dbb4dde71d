/** What Slack sends a second time: acknowledged each time, acted on once, whichever process it comes to. */

import { expect, it } from 'vitest';
import { connectTo, startQuietSlack } from '../../support/connect-to-slack.ts';

const team = { team_id: 'T1', api_app_id: 'A1' };
const command = (trigger_id: string) => ({ ...team, command: '/model', user_id: 'U1', trigger_id });
const event = (event_id: string) => ({
  ...{ ...team, type: 'event_callback', event_id },
  event: { type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home' },
});
const form = (trigger_id: string) => ({
  ...{ type: 'view_submission', team: { id: 'T1' }, user: { id: 'U1', team_id: 'T1' }, trigger_id },
  view: { id: 'V1', type: 'modal', callback_id: 'a form', state: { values: {} } },
});

/** Two processes on one database, each with a handler of each kind. */
async function startTwo() {
  const slack = await startQuietSlack({ socketMode: false });
  const first = await connectTo(slack);
  const second = await connectTo(slack, { seenRequests: first.seenRequests });
  const acted: string[] = [];
  for (const { connection } of [first, second]) {
    connection.bolt.command('/model', async ({ ack, command: { trigger_id } }) => {
      await ack();
      acted.push(trigger_id);
    });
    connection.bolt.view('a form', async ({ ack }) => {
      await ack();
      acted.push('form');
    });
    connection.bolt.event('app_home_opened', async ({ body }) => void acted.push(body.event_id));
    await connection.start();
  }
  let acknowledged = 0;
  const acknowledge = async () => {
    acknowledged += 1;
  };
  const send = ({ connection }: typeof first, body: object, ack = acknowledge) =>
    connection.bolt.processEvent({ body: body as Record<string, unknown>, ack });
  return { first, second, acted, send, acknowledged: () => acknowledged };
}

it.each([
  ['an event', event('Ev1'), 'Ev1'],
  ['a command', command('1.2.3'), '1.2.3'],
  ['a form', form('4.5.6'), 'form'],
])(
  'acts once on %s that comes to one process and to another, and acknowledges both',
  async (_, body, done) => {
    const { first, second, acted, send, acknowledged } = await startTwo();
    await Promise.all([send(first, body), send(second, body), send(first, body)]);
    await send(second, body);
    expect(acted).toEqual([done]);
    expect(acknowledged()).toBe(4);
    expect([...first.words, ...second.words]).toEqual([]);
  },
);

it('acts on each of two that only look alike', async () => {
  const { first, acted, send } = await startTwo();
  await send(first, command('1.1.1'));
  await send(first, command('2.2.2'));
  expect(acted).toEqual(['1.1.1', '2.2.2']);
});

it('acts on a repetition when the first was never acknowledged', async () => {
  const { first, acted, send } = await startTwo();
  const broken = () => Promise.reject(new Error('the line broke'));
  await send(first, command('1.2.3'), broken).catch(() => undefined);
  expect(acted).toEqual([]);
  await send(first, command('1.2.3'));
  expect(acted).toEqual(['1.2.3']);
});

it('acts when the database cannot say whether it did before', async () => {
  const slack = await startQuietSlack({ socketMode: false });
  const answers = [() => Promise.reject(new Error('locked')), () => new Promise<boolean>(() => undefined)];
  for (const meet of answers) {
    const { connection } = await connectTo(slack, { seenRequests: { meet } });
    let acted = 0;
    connection.bolt.command('/model', async ({ ack }) => {
      await ack();
      acted += 1;
    });
    await connection.start();
    await connection.bolt.processEvent({ body: command('1.2.3'), ack: async () => undefined });
    expect(acted).toBe(1);
  }
});
