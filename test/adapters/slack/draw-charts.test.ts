/** What a chart says of its figures, and when there is none to show. */

import { describe, expect, it } from 'vitest';
import { drawForecast } from '../../../src/adapters/slack/draw-forecast.ts';
import {
  drawForecastCharts,
  type ForecastFigures,
} from '../../../src/adapters/slack/draw-forecast-charts.ts';
import { drawModel } from '../../../src/adapters/slack/draw-model.ts';
import { drawNoticeCharts } from '../../../src/adapters/slack/draw-notice-charts.ts';
import { drawReliabilityChart } from '../../../src/adapters/slack/draw-reliability-chart.ts';
import type { Campaign } from '../../../src/domain/campaign.ts';
import { DAY } from '../../../src/domain/clock.ts';
import type { Notice } from '../../../src/domain/notifier.ts';
import type { CampaignResults } from '../../../src/domain/results.ts';
import { aModelRun } from '../../db/builders.ts';
import { taken } from '../../support/taken.ts';
import { aCampaign } from './build-campaign.ts';
import { NO_NEXT_PRODUCTS } from './draw-models.ts';

const CUTOFF = Date.UTC(2026, 3, 20);
const champion = aModelRun('run-1', { outcomeWindowDays: 7 });

function aForecast(pastWindows: ForecastFigures['pastWindows']): Parameters<typeof drawForecast>[0] {
  return {
    champion,
    cutoff: CUTOFF,
    contacts: 100,
    buyers: { value: 12.4, low: 7.6, high: 17.2 },
    revenueCents: { value: 124_000, low: 80_000, high: 170_000 },
    currency: 'EUR',
    ...{ atRisk: 0, leaving: null, mostLost: [] },
    aboutToBuy: 0,
    likeliest: [],
    quality: null,
    pastWindows,
  };
}

const windows = (...buyers: number[]) =>
  buyers.map((each, index) => {
    const from = CUTOFF - (buyers.length - index) * 7 * DAY;
    return { from, to: from + 7 * DAY, buyers: each, revenueCents: each * 10_000 };
  });

describe('the charts of a forecast', () => {
  it('tell the figures in words with their units', () => {
    const [buyers, revenue] = drawForecastCharts(aForecast(windows(9, 14)));
    expect(buyers).toMatchObject({
      title: '12 buyers expected in the next 7 days',
      alt: 'Buyers in windows of 7 days, of contacts known when each began, less what was refunded: 9 from 6 Apr, 14 from 13 Apr. Expected from 20 Apr: 12 (95 % interval 8 to 17).',
      yLabel: 'Buyers in 7 days',
    });
    expect(revenue).toMatchObject({
      title: '€1,240 expected in the next 7 days',
      yLabel: 'Revenue in 7 days (EUR)',
      past: [
        { label: '6 Apr', value: 900 },
        { label: '13 Apr', value: 1_400 },
      ],
      next: { label: '20 Apr', value: 1_240, low: 800, high: 1_700 },
    });
    expect(revenue?.alt).toContain('€900 from 6 Apr, €1,400 from 13 Apr. Expected from 20 Apr: €1,240');
  });

  it.each([
    ['no window was measured', null, 'the next night measures'],
    ['the forecast is of another night', windows(9, 14).map((w) => ({ ...w, to: w.to - DAY })), 'next night'],
    ['one window has passed', windows(9), 'not enough data. It takes two whole windows'],
    ['none has passed', [], 'there is none'],
  ])('are none, with a word about it, when %s', (_, pastWindows, words) => {
    const view = aForecast(pastWindows);
    expect(drawForecastCharts(view)).toEqual([]);
    expect(JSON.stringify(taken(drawForecast(view)).blocks)).toContain(words);
  });
});

describe('the reliability curve', () => {
  const reliability = [
    { rows: 50, positives: 1, meanProbability: 0.01 },
    { rows: 50, positives: 10, meanProbability: 0.25 },
  ];

  it('sets what was predicted beside what came true, with its interval', () => {
    const run = aModelRun('run-1', { metrics: { ...champion.metrics, reliability } });
    const chart = drawReliabilityChart(run);
    expect(chart).toMatchObject({
      points: [
        { predicted: 1, observed: 2 },
        { predicted: 25, observed: 20, low: expect.closeTo(11.24, 2), high: expect.closeTo(33.04, 2) },
      ],
    });
    expect(chart?.alt).toContain('predicted 25.0 %, ordered 20.0 % (95 % interval 11.2 % to 33.0 %)');
  });

  it('speaks of no group that is too small to be judged', () => {
    const sizes = [40, 1, 10, 25, 50, 3];
    const bins = sizes.map((rows, index) => ({
      rows,
      positives: index === 1 ? 1 : 0,
      meanProbability: 0.1 * index,
    }));
    const chart = drawReliabilityChart(
      aModelRun('run-1', { metrics: { ...champion.metrics, reliability: bins } }),
    );
    // 40; then 1, 10 and 25; then 50 and 3.
    const points = chart?.kind === 'reliability' ? chart.points : [];
    expect(points.map(({ observed }) => observed)).toEqual([0, expect.closeTo(100 / 36, 9), 0]);
    expect(points[1]?.predicted).toBeCloseTo((100 * (0.1 + 10 * 0.2 + 25 * 0.3)) / 36, 9);
    expect(points[2]?.predicted).toBeCloseTo((100 * (50 * 0.4 + 3 * 0.5)) / 53, 9);
  });

  it('of an older run is not known, which is said', () => {
    expect(drawReliabilityChart(champion)).toBeNull();
    const words = (run: typeof champion) =>
      JSON.stringify(
        taken(
          drawModel({
            champion: run,
            recent: [],
            missing: '',
            nextProducts: NO_NEXT_PRODUCTS,
            leftOut: [],
            importance: null,
            leftAlone: null,
            drift: null,
            ...{ live: null, heads: null, rolling: null, headsTrail: { last: null, previous: null } },
            previous: null,
            decisions: [],
          }),
        ),
      );
    expect(words(champion)).toContain('Reliability curve: not known');
    expect(words({ ...champion, metrics: { ...champion.metrics, reliability } })).not.toContain('not known');
  });
});

describe('the charts of what is told by itself', () => {
  const rate = { name: 'Opened', numerator: 3, denominator: 30, of: 'e-mails sent', low: 0.02, high: 0.27 };
  const results = (rates: CampaignResults['rates']): Notice => ({
    ...{ kind: 'campaign results', campaign: aCampaign({ number: 12 }), hours: 72, isFinal: false },
    results: { rates } as CampaignResults,
  });

  it('show rates with their denominators and intervals, and none that is a share of nothing', () => {
    const [chart] = drawNoticeCharts(
      results([rate, { ...rate, name: 'Clicked' }, { ...rate, denominator: 0 }]),
    );
    expect(chart).toMatchObject({
      title: 'Campaign 12 after 72 hours',
      bars: [
        { label: 'Opened', value: 10, low: 2, high: 27 },
        { label: 'Clicked', value: 10 },
      ],
    });
    expect(chart!.alt).toContain('Opened: 10.0 % (3 of 30 e-mails sent, 95 % interval 2.0 % to 27.0 %)');
    expect(drawNoticeCharts(results([rate]))).toEqual([]);
  });

  it('show a morning what its proposals are expected to bring, where there are several', () => {
    const { strategy } = aCampaign();
    const of = (number: number, value: number) =>
      aCampaign({
        number,
        strategy: { ...strategy, expectedRevenueCents: { value, low: 0, high: 2 * value } },
      });
    const digest = (proposed: readonly Campaign[]): Notice => ({
      kind: 'digest',
      digest: { champion: null, decision: '', besidesNews: null, contacts: 9, strategies: [], proposed },
    });
    const [chart] = drawNoticeCharts(digest([of(3, 12_000), of(4, 9_000)]));
    expect(chart).toMatchObject({
      bars: [
        { label: '3', value: 120, low: 0, high: 240 },
        { label: '4', value: 90 },
      ],
    });
    expect(chart!.alt).toMatch(/campaign 3: .*120.* \(95 % interval .*240/);
    expect(drawNoticeCharts(digest([of(3, 12_000)]))).toEqual([]);
  });
});
