/** Whatever is drawn, Slack takes it, and nothing in it acts that came from outside. */

import type { KnownBlock } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { type Card, toCard } from '../../../src/adapters/slack/card.ts';
import { drawCampaign } from '../../../src/adapters/slack/draw-campaign.ts';
import { drawCampaignList } from '../../../src/adapters/slack/draw-campaign-list.ts';
import { drawChampionForm } from '../../../src/adapters/slack/draw-champion.ts';
import { describeEstimate } from '../../../src/adapters/slack/draw-evidence.ts';
import { drawCommentForm, drawEditForm } from '../../../src/adapters/slack/draw-modals.ts';
import { drawNotice } from '../../../src/adapters/slack/draw-notice.ts';
import { drawPreviews, type PreviewView } from '../../../src/adapters/slack/draw-previews.ts';
import { CAMPAIGN_STATES } from '../../../src/domain/campaign.ts';
import { aModelRun } from '../../db/builders.ts';
import { taken } from '../../support/taken.ts';
import { aCampaign } from './build-campaign.ts';
import { cardsOf, named, noticesOf, understoodOf, viewOf } from './draw-all.ts';

const NASTY = {
  'a name that pings': 'Pot <!channel> & <@U1> <https://evil.example|click>',
  'a name that formats': '*bold* _it_ ~gone~ `code` ```block```',
  'a name over lines': 'first\n> second\n• third\r\n*fourth*',
  'a Chinese name': '桂花香薰蜡烛（限量版）',
  'an endless name': '蜡烛 <b>&'.repeat(600),
  'a name of emoji that a cut would halve': '🕯'.repeat(1_700),
  'a name that grows by escaping': '&"'.repeat(750),
  'a name that turns round': 'Pot \u202Etop\u2066 \u200F',
  nothing: '',
  'a blank': '   ',
};
const MENTION = /<(?!!date\^|@U0MAYA>)/;

describe.each(Object.entries(NASTY))('with %s', (_, name) => {
  it.each(CAMPAIGN_STATES)('draws a campaign that is %s', (state) => {
    const campaign = named(name, state);
    check(drawCampaign(viewOf(campaign, name)));
    check(
      drawCampaign({ ...viewOf(campaign, name), results: null, samples: [], offer: null, notice: 'Now' }),
    );
    const estimate = describeEstimate(campaign);
    if (estimate !== null) expect(estimate).not.toMatch(MENTION);
  });

  it('draws a list, a contact, a forecast, models, notices and forms', () => {
    for (const card of [...cardsOf(name), ...noticesOf(name), ...understoodOf(name)]) check(card);
    const campaign = named(name.slice(0, 150) || 'x', 'proposed');
    for (const view of [
      drawEditForm(campaign, 'C1'),
      drawCommentForm({ ...campaign, number: 123_456_789 }, 'C1', 'reject'),
      drawCommentForm(campaign, 'C1', 'request changes'),
      drawPreviews(campaign, previewsOf(name), 'Sent.'),
      drawChampionForm(
        { action: 'promote', runId: 'b', seenRunId: 'a' },
        { champion: aModelRun('a', { kind: name }), target: aModelRun('b', { reason: name }), channel: 'C1' },
      ),
    ])
      taken(view);
  });
});

describe('a list that is too long', () => {
  it('of forty campaigns is cut in each group, which says how many more there are', () => {
    const campaigns = CAMPAIGN_STATES.flatMap((state) =>
      Array.from({ length: 40 }, (_, index) => aCampaign({ number: index + 1, state })),
    );
    const strategies = Array.from({ length: 40 }, () => ({ ...campaigns[0]!.strategy }));
    const card = drawCampaignList(campaigns, { unsendable: strategies, skipped: ['a', 'b'] });
    check(card);
    expect(JSON.stringify(card.blocks)).toContain('and 32 more');
    expect(JSON.stringify(card.blocks.at(-1))).toContain('did not fit');
    expect(card.text).toBe('Campaigns: 80 wait for approval');
  });

  it('of sixty proposals is cut with a word about it', () => {
    const proposed = Array.from({ length: 60 }, (_, index) => aCampaign({ number: index + 1 }));
    const card = drawNotice({
      kind: 'digest',
      digest: { champion: null, decision: 'none', besidesNews: null, contacts: 1, strategies: [], proposed },
    });
    check(card);
    expect(JSON.stringify(card.blocks.at(-1))).toContain('more did not fit');
  });

  it('that just fits is left alone', () => {
    const block: KnownBlock = { type: 'divider' };
    expect(toCard('fits', Array(50).fill(block)).blocks).toHaveLength(50);
    expect(toCard('does not', Array(51).fill(block)).blocks).toHaveLength(50);
  });
});

it('shows the words of a name that formats, in signs that do not', () => {
  const [, , , , row] = drawCampaignList([named('*bold* `code` a_b', 'proposed')], {
    unsendable: [],
    skipped: [],
  }).blocks.map((block) => JSON.stringify(block));
  expect(row ?? '').not.toContain('`code`');
  const all = JSON.stringify(drawCampaign(viewOf(named('*bold* `code` a_b', 'proposed'), 'x')).blocks);
  expect(all).toContain('∗bold∗ ˋcodeˋ a_b');
});

it('says nothing with a key of a model run or a word of code', () => {
  // What a button carries is not said.
  const said = (key: string, value: unknown) => (key === 'value' ? undefined : value);
  const all = JSON.stringify([drawCampaign(viewOf(aCampaign(), 'Pot')), ...cardsOf('Pot')], said);
  expect(all).not.toMatch(/conversionProbability|run-1|logistic-regression/);
});

function check(card: Card): void {
  const { text, blocks } = taken(card);
  expect(text.length).toBeLessThanOrEqual(3_000);
  expect(text).not.toMatch(MENTION);
  for (const mrkdwn of mrkdwnOf(blocks)) {
    expect(mrkdwn).not.toMatch(MENTION);
    // Half a sign would be shown as a box.
    expect(mrkdwn.isWellFormed()).toBe(true);
    expect(mrkdwn).not.toMatch(/[\u200E\u200F\u202A-\u202E\u2066-\u2069]/);
    expect((mrkdwn.replaceAll('```', '').match(/`/g) ?? []).length % 2).toBe(0);
  }
}

function mrkdwnOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { type, text } = value as { type?: unknown; text?: unknown };
  if (type === 'mrkdwn' && typeof text === 'string') return [text];
  return Object.values(value).flatMap(mrkdwnOf);
}

function previewsOf(name: string): PreviewView[] {
  const email = { subject: name, previewText: name, text: name, html: name };
  return [email, { fault: name }].map((shown) => ({
    rank: 'most likely to order',
    address: name,
    conversionProbability: 0.5,
    wording: 'B',
    email: shown,
    htmlUrl: 'https://mail.shop.test/previews/token',
  }));
}
