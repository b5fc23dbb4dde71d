import { WebClient } from '@slack/web-api';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSlack } from '../../demo/slack/start-slack.ts';
import { drawNativeChart } from '../../src/adapters/slack/draw-native-chart.ts';
import { aBarChart } from '../adapters/charts/build-chart.ts';
import { keepRefusedCalls } from './refused-calls.ts';
import { taken } from './taken.ts';

it('demands that nothing was refused for how it was drawn', async () => {
  const slack = await startSlack({ signingSecret: 'a secret', appUrl: 'http://127.0.0.1:9/' });
  onTestFinished(() => slack.close());
  const refused = keepRefusedCalls(slack);
  const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl });
  const post = (blocks: object[], channel = slack.channelId) =>
    client.chat.postMessage({ channel, text: 'x', blocks: blocks as never }).catch(() => undefined);

  await post([{ type: 'divider' }]);
  await post(taken({ text: 'x', blocks: [drawNativeChart(aBarChart())] }).blocks);
  expect(refused.calls).toEqual([]);
  await post([{ type: 'divider' }], 'C0NOWHERE0');
  expect(refused.calls).toHaveLength(1);
  expect(refused.demandWellDrawn).not.toThrow();
  await post([{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }]);
  expect(refused.demandWellDrawn).toThrow('chat.postMessage: [ERROR] must be plain_text');
});

describe('a chart of its own kind that is drawn wrong', () => {
  const chart = drawNativeChart(aBarChart());

  it.each([
    ['that draws charts', true],
    ['that does not', false],
  ])('is a fault in a workspace %s', async (_, nativeCharts) => {
    const slack = await startSlack({
      signingSecret: 'a secret',
      appUrl: 'http://127.0.0.1:9/',
      nativeCharts,
    });
    onTestFinished(() => slack.close());
    const refused = keepRefusedCalls(slack);
    const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl });
    const blocks = [{ ...chart, title: 'x'.repeat(51) }] as never;
    await client.chat.postMessage({ channel: slack.channelId, text: 'x', blocks }).catch(() => undefined);
    expect(refused.calls).toHaveLength(1);
    expect(refused.demandWellDrawn).toThrow('must be less than 51 characters');
  });
});
