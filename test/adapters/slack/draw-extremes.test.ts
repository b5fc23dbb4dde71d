/** Whatever is drawn, Slack takes it, and nothing in it acts that came from outside. */

import type { KnownBlock } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { validateBlocks, validateView } from '../../../demo/slack/validate-blocks.ts';
import { type Card, toCard } from '../../../src/adapters/slack/card.ts';
import { type CampaignView, drawCampaign } from '../../../src/adapters/slack/draw-campaign.ts';
import { drawCampaignList } from '../../../src/adapters/slack/draw-campaign-list.ts';
import { drawContact } from '../../../src/adapters/slack/draw-contact.ts';
import { describeEstimate } from '../../../src/adapters/slack/draw-evidence.ts';
import { drawForecast } from '../../../src/adapters/slack/draw-forecast.ts';
import { drawCommentForm, drawEditForm } from '../../../src/adapters/slack/draw-modals.ts';
import { drawModel } from '../../../src/adapters/slack/draw-model.ts';
import { drawNotice } from '../../../src/adapters/slack/draw-notice.ts';
import { CAMPAIGN_STATES, type Campaign, type CampaignState } from '../../../src/domain/campaign.ts';
import { aModelRun, T0 } from '../../db/builders.ts';
import { aCampaign } from './build-campaign.ts';

const NASTY = {
  'a name that pings': 'Pot <!channel> & <@U1> <https://evil.example|click>',
  'a name that formats': '*bold* _it_ ~gone~ `code` ```block```',
  'a name over lines': 'first\n> second\n• third\r\n*fourth*',
  'a Chinese name': '桂花香薰蜡烛（限量版）',
  'an endless name': '蜡烛 <b>&'.repeat(600),
  'a name of emoji that a cut would halve': '🕯'.repeat(1_700),
  nothing: '',
  'a blank': '   ',
};
const ALL = { estimate: 1, low: 0.025, high: 1 };
const MENTION = /<(?!!date\^|@U0MAYA>)/;

describe.each(Object.entries(NASTY))('with %s', (_, name) => {
  it.each(CAMPAIGN_STATES)('draws a campaign that is %s', (state) => {
    const campaign = named(name, state);
    check(drawCampaign(viewOf(campaign, name)));
    check(
      drawCampaign({ ...viewOf(campaign, name), results: null, sample: null, offer: null, notice: 'Now' }),
    );
    const estimate = describeEstimate(campaign);
    if (estimate !== null) expect(estimate).not.toMatch(MENTION);
  });

  it('draws a list, a contact, a forecast, models, notices and forms', () => {
    for (const card of [...cardsOf(name), ...noticesOf(name)]) check(card);
    const campaign = named(name.slice(0, 150) || 'x', 'proposed');
    for (const view of [
      drawEditForm(campaign, 'C1'),
      drawCommentForm({ ...campaign, number: 123_456_789 }, 'C1', 'reject'),
      drawCommentForm(campaign, 'C1', 'request changes'),
    ])
      expect(validateView(view)).toEqual([]);
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
    expect(card.text).toBe('Campaigns: 40 wait for approval');
  });

  it('of sixty proposals is cut with a word about it', () => {
    const proposed = Array.from({ length: 60 }, (_, index) => aCampaign({ number: index + 1 }));
    const card = drawNotice({
      kind: 'digest',
      digest: { champion: null, decision: 'none', contacts: 1, strategies: [], proposed },
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
  const all = JSON.stringify([drawCampaign(viewOf(aCampaign(), 'Pot')), ...cardsOf('Pot')]);
  expect(all).not.toMatch(/conversionProbability|run-1|logistic-regression/);
});

function check({ text, blocks }: Card): void {
  expect(validateBlocks(blocks)).toEqual([]);
  expect(text.trim()).not.toBe('');
  expect(text.length).toBeLessThanOrEqual(3_000);
  expect(text).not.toMatch(MENTION);
  for (const mrkdwn of mrkdwnOf(blocks)) {
    expect(mrkdwn).not.toMatch(MENTION);
    // Half a sign would be shown as a box.
    expect(mrkdwn.isWellFormed()).toBe(true);
    expect((mrkdwn.replaceAll('```', '').match(/`/g) ?? []).length % 2).toBe(0);
  }
}

function mrkdwnOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { type, text } = value as { type?: unknown; text?: unknown };
  if (type === 'mrkdwn' && typeof text === 'string') return [text];
  return Object.values(value).flatMap(mrkdwnOf);
}

function named(name: string, state: CampaignState): Campaign {
  const base = aCampaign({ state });
  return {
    ...base,
    strategy: {
      ...base.strategy,
      title: name,
      reason: name.repeat(3),
      basis: `${name}. Two. Three. Four.`,
      evidence: Array.from({ length: 5 }, () => ({ statement: name, source: name })),
    },
    copy: { subject: name, previewText: name, heading: name, body: name.slice(0, 3000), button: name },
    changedBy: 'U0MAYA',
    decision: {
      campaignId: base.id,
      action: 'request changes',
      actor: 'U0MAYA',
      at: T0,
      version: 1,
      contentHash: 'h',
      comment: name,
    },
  };
}

function viewOf(campaign: Campaign, name: string): CampaignView {
  return {
    campaign,
    offer: { name, issued: 3, redeemed: 1 },
    sample: { subject: name, text: `${name}\n\n-- \nfooter` },
    holdout: 1,
    results: {
      messages: { queued: 1, claimed: 1, sending: 1, sent: 9, failed: 1, unknown: 1, suppressed: 1 },
      rates: [
        { name: 'Open rate', numerator: 1, denominator: 9, of: 'e-mails', low: 0, high: 0.4 },
        { name: 'Click rate', numerator: 0, denominator: 0, of: 'e-mails', low: 0, high: 1 },
      ],
      revenueCents: 123_456,
      conversionWindowDays: 7,
      uplift: name,
    },
  };
}

function cardsOf(name: string): Card[] {
  const champion = aModelRun('run-1', { kind: 'logistic-regression', reason: name, backend: 'plain' });
  const noBase = aModelRun('run-1', {
    reason: name,
    metrics: { ...champion.metrics, baseRate: 0, positives: 0 },
  });
  const runs = Array.from({ length: 12 }, (_, index) => aModelRun(`r${index}`, { reason: name }));
  const forecast = {
    champion,
    cutoff: T0,
    contacts: 1,
    buyers: { value: 1, low: 0, high: 2 },
    revenueCents: { value: 1, low: 0, high: 2 },
    currency: 'JPY',
    atRisk: 0,
    aboutToBuy: 1,
    quality: null,
  };
  const strategy = named(name, 'proposed').strategy;
  return [
    drawCampaignList([], { unsendable: [], skipped: [] }),
    drawCampaignList([named(name, 'proposed'), named(name, 'sent')], {
      unsendable: [strategy],
      skipped: [name],
    }),
    drawForecast({ ...forecast, likeliest: [] }),
    drawForecast({ ...forecast, likeliest: [{ label: name, conversionProbability: 1 }] }),
    drawModel({ champion, recent: runs, missing: '', nextProduct: null }),
    drawModel({
      champion,
      recent: runs,
      missing: '',
      nextProduct: { contacts: 1, hitRate: ALL, popularityHitRate: ALL },
    }),
    drawModel({ champion: null, recent: [], missing: 'Too few.', nextProduct: null }),
    contactCard(name, champion),
    contactCard(name, noBase),
  ];
}

function contactCard(name: string, champion: ReturnType<typeof aModelRun>): Card {
  const reasons = Array.from({ length: 8 }, () => ({ words: name, effect: 0.1 }));
  const consent = {
    purpose: 'email',
    granted: true,
    source: name,
    text: name,
    version: '1',
    at: T0,
  } as const;
  return drawContact({
    contact: {
      id: 'c1',
      profile: { firstName: name, lastName: name, email: name, traits: {} },
      consents: { email: { ...consent } as never, tracking: null },
      firstSeenAt: T0,
      lastSeenAt: T0,
      eventCount: 1,
    },
    score: {
      contactId: 'c1',
      modelRunId: champion.id,
      cutoff: T0,
      outcomeWindowDays: 7,
      conversionProbability: 0.5,
      reasons: [],
      nextProducts: [],
      features: {},
    },
    champion,
    reachability: 'mailable',
    raising: reasons,
    lowering: [],
    nextProducts: [
      { name, because: name },
      { name, because: null },
    ],
    messages: [],
  });
}

function noticesOf(name: string): Card[] {
  const campaign = named(name, 'proposed');
  const check = { name, count: 1, of: 2, share: 0.5, threshold: 0.1, ok: false };
  return [
    drawNotice({
      kind: 'digest',
      digest: {
        champion: aModelRun('run-1', { reason: name }),
        decision: name,
        contacts: 3,
        strategies: [campaign.strategy],
        proposed: [campaign],
      },
    }),
    drawNotice({ kind: 'job failed', name: 'nightly', error: name.repeat(3), next: 'Run it again.' }),
    drawNotice({ kind: 'campaign changed', campaign, text: name.trim() || 'gone' }),
    drawNotice({
      kind: 'training held',
      report: { id: 'q', at: T0, from: 0, to: T0, checks: Array(9).fill(check), held: true },
    }),
  ];
}
