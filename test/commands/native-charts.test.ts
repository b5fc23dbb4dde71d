/** The charts of the whole product where the workspace draws Slack's own: all of them, and none as a picture. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StoredMessage } from '../../demo/slack/wire-types.ts';
import { maya, type, until } from '../support/act-in-slack.ts';
import { describeOnEach } from '../support/each-database.ts';
import { NIGHT } from '../support/keep-shop.ts';
import { openFlywheel, type RunningFlywheel } from '../support/open-flywheel.ts';

describeOnEach((on) => {
  let flywheel: RunningFlywheel;
  beforeAll(async () => {
    flywheel = await openFlywheel({ on, at: NIGHT, kept: 'with a past', nativeCharts: true });
    await flywheel.runJob('nightly');
  });
  afterAll(() => flywheel.stop());

  const typesOf = ({ blocks = [] }: StoredMessage) => blocks.map(({ type }) => type);
  const hasChart = (message: StoredMessage) => typesOf(message).includes('data_visualization');

  /** The charts that follow what was typed, for her alone. */
  async function chartsAfter(text: string, expected: string): Promise<StoredMessage> {
    const { ts } = await type(flywheel, maya, { text, expected });
    const follows = (message: StoredMessage) => message.ts > ts && message.only_for === maya.id;
    const messages = await until(flywheel, maya, (all) => all.some((one) => follows(one) && hasChart(one)));
    return messages.find((one) => follows(one) && hasChart(one))!;
  }

  it.each([
    ['/predict', 'The next 7 days', [/buyers expected/, /expected in the next 7 days/]],
    ['/model', 'Champion', [/What was predicted, and what came true/, /next product/i]],
  ])('%s is followed by its charts as blocks of Slack’s own', async (text, expected, titles) => {
    const { blocks = [], text: words } = await chartsAfter(text, expected);
    expect(blocks.map(({ type }) => type)).toEqual(titles.flatMap(() => ['data_visualization', 'context']));
    const drawn = blocks.filter(({ type }) => type === 'data_visualization');
    for (const [at, title] of titles.entries()) expect(drawn[at]!['title']).toMatch(title);
    expect(words).toMatch(/\d/);
  });

  it('the channel is shown them too, nothing was drawn as a picture, and nothing refused', async () => {
    const { channelId } = flywheel.slack;
    const messages = await until(flywheel, maya, (all) =>
      all.some((one) => one.channel === channelId && one.only_for === undefined && hasChart(one)),
    );
    expect(messages.flatMap(typesOf)).not.toContain('image');
    expect(messages.some(({ files }) => (files ?? []).length > 0)).toBe(false);
    expect(flywheel.refusedCalls).toEqual([]);
  });
});
