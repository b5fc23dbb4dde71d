import { expect, it } from 'vitest';
import type { OutcomeCounts } from '../../src/domain/outcome.ts';
import { reportCampaign } from '../../src/feedback/report-campaign.ts';

function counts(change: Partial<OutcomeCounts> = {}): OutcomeCounts {
  const outcomes = { opened: 30, clicked: 20, converted: 5, unsubscribed: 2, bounced: 3, complained: 1 };
  return { sent: 200, trackable: 60, revenueCents: 12_345, outcomes, ...change };
}

it('gives each rate its own denominator', () => {
  const report = reportCampaign(counts());
  expect(report.openRate).toMatchObject({ numerator: 30, denominator: 60, estimate: 0.5 });
  expect(report.clickRate).toMatchObject({ numerator: 20, denominator: 200, estimate: 0.1 });
  expect(report.conversionRate).toMatchObject({ numerator: 5, denominator: 200, estimate: 0.025 });
  expect(report.unsubscribeRate).toMatchObject({ numerator: 2, denominator: 200, estimate: 0.01 });
  expect(report.openRate.of).not.toBe(report.clickRate.of);
  expect(report.revenueCents).toBe(12_345);
});

it('bounds each rate by an interval that narrows as e-mails are sent', () => {
  const few = reportCampaign(counts()).clickRate;
  expect(few.low).toBeCloseTo(0.0657, 3);
  expect(few.high).toBeCloseTo(0.1494, 3);
  const outcomes = { opened: 0, clicked: 2000, converted: 0, unsubscribed: 0, bounced: 0, complained: 0 };
  const many = reportCampaign(counts({ sent: 20_000, outcomes })).clickRate;
  expect(many.high - many.low).toBeLessThan((few.high - few.low) / 8);
});

it('knows nothing while nothing was sent', () => {
  const { clickRate, openRate } = reportCampaign(counts({ sent: 0, trackable: 0 }));
  expect(clickRate).toMatchObject({ numerator: 0, denominator: 0, estimate: Number.NaN, low: 0, high: 1 });
  expect(openRate.estimate).toBeNaN();
});

it('never exceeds one, though an e-mail in doubt was clicked', () => {
  expect(reportCampaign(counts({ sent: 10 })).clickRate).toMatchObject({ numerator: 10, estimate: 1 });
});
