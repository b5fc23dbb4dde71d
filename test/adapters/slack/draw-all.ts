/** Every kind of card, with one and the same text wherever a text from outside can stand. */

import type { Card } from '../../../src/adapters/slack/card.ts';
import { drawAudience } from '../../../src/adapters/slack/draw-audience.ts';
import { drawBrief } from '../../../src/adapters/slack/draw-brief.ts';
import type { CampaignView } from '../../../src/adapters/slack/draw-campaign.ts';
import { drawCampaignList } from '../../../src/adapters/slack/draw-campaign-list.ts';
import { drawForecast, drawNoForecast } from '../../../src/adapters/slack/draw-forecast.ts';
import { drawNotice } from '../../../src/adapters/slack/draw-notice.ts';
import { drawChoices, drawProduct } from '../../../src/adapters/slack/draw-product.ts';
import type { Campaign, CampaignState } from '../../../src/domain/campaign.ts';
import { countAudience, WORDINGS } from '../../../src/domain/strategy.ts';
import { aModelRun, T0 } from '../../db/builders.ts';
import { taken } from '../../support/taken.ts';
import { aCampaign } from './build-campaign.ts';
import { contactCard } from './draw-contact-card.ts';
import { modelsOf } from './draw-models.ts';

const RATES = [
  { name: 'Open rate', numerator: 1, denominator: 9, of: 'e-mails', low: 0, high: 0.4 },
  { name: 'Click rate', numerator: 0, denominator: 0, of: 'e-mails', low: 0, high: 1 },
];

export function named(name: string, state: CampaignState): Campaign {
  const base = aCampaign({ state });
  const copy = {
    subject: name,
    previewText: name,
    heading: name,
    body: name.slice(0, 3000),
    button: name,
  };
  return {
    ...base,
    strategy: {
      ...base.strategy,
      title: name,
      reason: name.repeat(3),
      basis: `${name}. Two. Three. Four.`,
      evidence: Array.from({ length: 5 }, () => ({ statement: name, source: name })),
    },
    copy,
    copyB: copy,
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

export function viewOf(campaign: Campaign, name: string): CampaignView {
  return {
    ...{
      campaign,
      isDue: false,
      sender: { shopName: name, mailFrom: `${name} <post@wick.example>`, postalAddress: name },
    },
    offer: { name, issued: 3, redeemed: 1, validTo: T0 },
    discountCents: { value: 1, low: 0, high: 2 },
    samples: WORDINGS.map((wording) => ({
      wording,
      contacts: 10,
      subject: name,
      previewText: name,
      text: `${name}\n\n-- \nfooter`,
    })),
    holdout: 1,
    results: {
      messages: { queued: 1, claimed: 1, sending: 1, sent: 9, failed: 1, unknown: 1, suppressed: 1 },
      rates: RATES,
      wordings: { rates: { A: RATES, B: RATES }, verdict: name },
      revenueCents: 123_456,
      conversionWindowDays: 7,
      uplift: name,
    },
  };
}

export function cardsOf(name: string): Card[] {
  const champion = aModelRun('run-1', { kind: 'logistic-regression', reason: name, backend: 'plain' });
  const noBase = aModelRun('run-1', {
    reason: name,
    metrics: { ...champion.metrics, baseRate: 0, positives: 0 },
  });
  const forecast = {
    champion,
    cutoff: T0,
    contacts: 1,
    buyers: { value: 1, low: 0, high: 2 },
    revenueCents: { value: 1, low: 0, high: 2 },
    currency: 'JPY',
    ...{ atRisk: 0, leaving: null, mostLost: [] },
    aboutToBuy: 1,
    quality: null,
    pastWindows: null,
  };
  const strategy = named(name, 'proposed').strategy;
  return [
    drawCampaignList([], { unsendable: [], skipped: [] }),
    drawCampaignList([named(name, 'proposed'), named(name, 'sent')], {
      unsendable: [strategy],
      skipped: [name],
    }),
    drawForecast({ ...forecast, likeliest: [] }),
    drawForecast({
      ...{ ...forecast, likeliest: [] },
      leaving: { contacts: 12, horizonDays: 90, baseRate: 0.43 },
      mostLost: [{ label: name, orders: 7, conversionProbability: 0.01, leaves: 0.7 }],
    }),
    drawForecast({ ...forecast, likeliest: [{ label: name, conversionProbability: 1 }] }),
    ...modelsOf(name, champion),
    contactCard(name, champion),
    contactCard(name, noBase),
    contactCard(name, null),
    drawNoForecast({
      missing: `Too few ${name}`,
      pastWindows: [{ from: T0 - 7, to: T0, contacts: 2, buyers: 1, revenueCents: 1 }],
      currency: 'JPY',
    }),
    drawNoForecast({ missing: 'Too few.', pastWindows: [], currency: 'EUR' }),
  ].map(taken);
}

function productsOf(name: string): Card[] {
  const estimate = { value: 1, low: 0, high: 2 };
  return [
    drawProduct({
      label: name,
      contacts: 2,
      counts: countAudience(['mailable', 'no consent']),
      buyersOfAnything: estimate,
      buyers: null,
      hitRate: null,
      buyersBefore: 1,
      likeliest: [{ label: name, conversionProbability: 0.1 }],
      champion: aModelRun('run-1', { kind: 'logistic-regression' }),
      asOf: T0,
      brief: name.slice(0, 1000),
    }),
    drawChoices({ words: name, choices: [{ name, value: 'p1' }], all: 'all of them' }),
  ];
}

/** What is understood of somebody's words, and what comes of them. */
export function understoodOf(name: string): Card[] {
  const estimate = { value: 1, low: 0, high: 2 };
  const counts = countAudience(['mailable', 'no consent']);
  const understood = { assumptions: [name], notUnderstood: [name] };
  const drafted = {
    expectedOrders: estimate,
    expectedRevenueCents: estimate,
    currency: 'EUR',
    subject: name,
  };
  return [
    drawAudience({
      ...understood,
      rule: name,
      size: 3,
      counts,
      resting: 1,
      restDays: 7,
      ...{ leftAlone: 1, whyLeftAlone: name },
      overlap: [{ number: 1, title: name, contacts: 2 }],
      sample: [{ address: name, conversionProbability: null }],
      asOf: T0,
    }),
    drawBrief({
      ...understood,
      ...drafted,
      ...{ id: 'c0ffee00-0000-4000-8000-000000000000', words: name, at: T0 },
      goal: 'win back',
      rule: name,
      products: name,
      offer: name,
      expiresAt: T0,
      hasDeadline: false,
      audienceSize: 2,
      resting: 1,
      ...{ shownPopular: 1, leftAlone: 1 },
    }),
    ...productsOf(name),
  ];
}

export function noticesOf(name: string): Card[] {
  const campaign = named(name, 'proposed');
  const check = { name, count: 1, of: 2, share: 0.5, threshold: 0.1, ok: false };
  return [
    drawNotice({ kind: 'quiet week', mornings: 7, contacts: 1_200 }),
    drawNotice({
      kind: 'digest',
      digest: {
        champion: aModelRun('run-1', { reason: name }),
        ...{ decision: name, besidesNews: name },
        contacts: 3,
        strategies: [campaign.strategy],
        proposed: [campaign],
      },
    }),
    drawNotice({
      kind: 'drift',
      findings: [{ keys: [name], what: name, means: name, advice: 'Look at `/model`.' }],
    }),
    drawNotice({
      ...{ kind: 'champion changed', action: 'roll back', former: null, actor: 'U0MAYA' },
      champion: aModelRun('run-1', { kind: name }),
      reason: name,
    }),
    drawNotice({ kind: 'job failed', name: 'nightly', error: name.repeat(3), next: 'Run it again.' }),
    drawNotice({ kind: 'campaign changed', campaign, text: name.trim() || 'gone' }),
    drawNotice({
      kind: 'training held',
      report: { id: 'q', at: T0, from: 0, to: T0, checks: Array(9).fill(check), held: true },
    }),
  ].map(taken);
}
