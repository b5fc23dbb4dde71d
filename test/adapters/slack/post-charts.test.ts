/** Charts reach people in every workspace, by whatever it takes. */

import { WebAPIPlatformError, WebClient } from '@slack/web-api';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type LocalSlack, startSlack } from '../../../demo/slack/start-slack.ts';
import { fontFiles } from '../../../src/adapters/charts/font-files.ts';
import { renderChart } from '../../../src/adapters/charts/render-chart.ts';
import { type ChartMessage, createChartPoster } from '../../../src/adapters/slack/post-charts.ts';
import type { Chart } from '../../../src/domain/chart.ts';
import { maya } from '../../support/act-in-slack.ts';
import { aBarChart, aForecastChart, aReliabilityChart } from '../charts/build-chart.ts';

const draw = async (chart: Chart) => renderChart(chart, fontFiles());
const AT_ONCE = [0, 0, 0];

/** `refuse` says of a message, and how many were offered before, whether Slack refuses it besides, or why. */
async function open(
  nativeCharts: boolean,
  refuse: (message: ChartMessage, earlier: number) => boolean | readonly string[] = () => false,
) {
  const slack = await startSlack({ signingSecret: 'a secret', appUrl: 'http://127.0.0.1:9/', nativeCharts });
  onTestFinished(() => slack.close());
  const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl });
  const offered: ChartMessage[] = [];
  const place = {
    client,
    team: slack.teamId,
    actor: maya.id,
    send(message: ChartMessage) {
      const earlier = offered.push(message) - 1;
      const why = refuse(message, earlier);
      if (why !== false) {
        const reasons = why === true ? {} : { response_metadata: { messages: [...why] } };
        throw new WebAPIPlatformError({ ok: false, error: 'invalid_blocks', ...reasons });
      }
      return client.chat.postMessage({ channel: slack.channelId, ...message });
    },
  };
  return { slack, place, offered, post: createChartPoster(draw, AT_ONCE) };
}

const messagesOf = (slack: LocalSlack) => slack.scene(maya.id).messages;

describe('in a workspace that draws charts', () => {
  it('each kind is taken as its own block, with words for whoever cannot see it', async () => {
    const { slack, place, post } = await open(true);
    const same = { label: 'A label that is longer than Slack takes', value: 1, low: 0, high: 2 };
    await post([aForecastChart(), aReliabilityChart({ alt: 'Ten <!channel> & more' })], place);
    await post(
      [aBarChart({ bars: [same, same], title: 'A title of more letters than Slack takes for a title' })],
      place,
    );
    const [first, second] = messagesOf(slack);
    expect(first?.blocks?.map(({ type }) => type)).toEqual([
      'data_visualization',
      'context',
      'data_visualization',
      'context',
    ]);
    expect(first?.text).toBe('Ten buyers\nTen &lt;!channel&gt; &amp; more');
    expect(second?.blocks?.map(({ type }) => type)).toEqual(['data_visualization', 'context']);
  });
});

describe('its own block', () => {
  const malformed = '[ERROR] must be less than 51 characters [json-pointer:/blocks/0/title]';
  const unknown = '[ERROR] unsupported type: data_visualization [json-pointer:/blocks/0/type]';

  it('that is drawn wrong is a fault, and no picture hides it', async () => {
    const { slack, place, post, offered } = await open(true, (_, earlier) => earlier === 0 && [malformed]);
    await expect(post([aBarChart()], place)).rejects.toThrow('invalid_blocks');
    expect(messagesOf(slack)).toEqual([]);
    await post([aBarChart()], place);
    expect(offered.map(({ blocks }) => blocks[0]?.type)).toEqual([
      'data_visualization',
      'data_visualization',
    ]);
  });

  it('that the workspace does not know is followed by pictures', async () => {
    const { place, post, offered } = await open(false, (_, earlier) => earlier === 0 && [unknown]);
    await post([aBarChart()], place);
    expect(offered.map(({ blocks }) => blocks[0]?.type)).toEqual(['data_visualization', 'image']);
  });
});

describe('in a workspace that does not', () => {
  it('pictures are uploaded and shown with their words', async () => {
    const { slack, place, post } = await open(false);
    const chart = aForecastChart({ alt: 'Ten buyers & more' });
    await post([chart, aBarChart()], place);
    const [message] = messagesOf(slack);
    expect(message?.blocks?.map(({ type, alt_text }) => [type, alt_text])).toEqual([
      ['image', 'Ten buyers & more'],
      ['image', 'Ten buyers'],
    ]);
    const { id } = message!.blocks![0]!['slack_file'] as { id: string };
    expect(slack.readFile(id)?.equals(await draw(chart))).toBe(true);
  });

  it('its own block is not offered again', async () => {
    const { place, post, offered } = await open(false);
    await post([aBarChart()], place);
    await post([aBarChart()], place);
    expect(offered.map(({ blocks }) => blocks[0]?.type)).toEqual(['data_visualization', 'image', 'image']);
    await post([aBarChart()], { ...place, team: 'T2' });
    expect(offered.at(-2)?.blocks[0]?.type).toBe('data_visualization');
  });

  it('a picture that Slack still works on is offered again', async () => {
    const { slack, place, post, offered } = await open(false, (_, earlier) => earlier === 1 || earlier === 2);
    await post([aBarChart()], place);
    expect(offered).toHaveLength(4);
    expect(messagesOf(slack)).toHaveLength(1);
  });

  it('a picture that it does not take there comes as a direct message', async () => {
    const { slack, place, post } = await open(false, () => true);
    await post([aBarChart({ alt: 'Twelve' })], place);
    const [message] = messagesOf(slack);
    expect(message?.channel).toBe(maya.directMessageId);
    expect(message?.files).toMatchObject([{ title: 'Buyers', alt_txt: 'Twelve', mimetype: 'image/png' }]);
  });

  it('another fault is passed on', async () => {
    const { place, post } = await open(false);
    const elsewhere = {
      ...place,
      send: () => place.client.chat.postMessage({ channel: 'C0NOWHERE', text: 'x' }),
    };
    await expect(post([aBarChart()], elsewhere)).rejects.toThrow('channel_not_found');
  });
});
