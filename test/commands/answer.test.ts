import { expect, it, vi } from 'vitest';
import { onCommand } from '../../commands/answer.ts';
import type { CommandParts } from '../../commands/command-parts.ts';
import { aBarChart } from '../adapters/charts/build-chart.ts';
import { connectTo, startQuietSlack } from '../support/connect-to-slack.ts';
import { listenOnce } from '../support/listen-once.ts';

it('answers in words also when its chart cannot be shown, and logs why', async () => {
  const slack = await startQuietSlack({ socketMode: false });
  const { connection } = await connectTo(slack);
  const { bolt } = connection;
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const postCharts = () => Promise.reject(new Error('no memory is left'));
  const parts = { log, postCharts } as Partial<CommandParts> as CommandParts;
  const answer = async () => ({ text: 'Ten buyers', blocks: [], charts: [aBarChart()] });
  onCommand(bolt, parts, { name: '/predict', answer });
  await bolt.init();
  const heard = await listenOnce();
  const body = {
    command: '/predict',
    text: '',
    team_id: slack.teamId,
    user_id: slack.people[0]!.id,
    response_url: heard.url,
  };
  await bolt.processEvent({ body, ack: async () => undefined });
  expect(JSON.parse(await heard.body)).toEqual({
    response_type: 'ephemeral',
    text: 'Ten buyers',
    blocks: [],
  });
  expect(log.error).toHaveBeenCalledTimes(1);
});
