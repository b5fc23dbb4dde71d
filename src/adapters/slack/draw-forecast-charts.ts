/** Describes the charts of a forecast: buyers and revenue expected, beside what the windows before really brought. */

import type { Chart } from '../../domain/chart.ts';
import type { ModelRun } from '../../domain/model-run.ts';
import type { Estimate } from '../../domain/strategy.ts';
import { count, dayAndMonth, money, plural, range } from './mrkdwn.ts';

/** One outcome window that is over, of contacts who were known when it began, less what was refunded since. */
export interface PastWindowView {
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  /** Of how many; unknown of a night of an older version. */
  readonly contacts?: number | undefined;
  readonly buyers: number;
  readonly revenueCents: number;
}

export interface ForecastFigures {
  readonly champion: Pick<ModelRun, 'outcomeWindowDays'>;
  readonly cutoff: number;
  readonly buyers: Estimate;
  readonly revenueCents: Estimate;
  readonly currency: string;
  /** What really was before, oldest first; null until a night has measured it. */
  readonly pastWindows: readonly PastWindowView[] | null;
}

/** One window is no course of things. */
const MIN_WINDOWS = 2;

/** Two charts, or none while too few windows have passed before the one that is forecast. */
export function drawForecastCharts(view: ForecastFigures): readonly Chart[] {
  if (explainNoChart(view) !== null) return [];
  const { buyers, revenueCents, currency } = view;
  return [
    describe(view, {
      estimate: buyers,
      what: 'Buyers',
      title: `${count(buyers.value)} buyers expected`,
      unit: '',
      write: count,
      readValue: (window) => window.buyers,
    }),
    describe(view, {
      estimate: inUnits(revenueCents),
      what: 'Revenue',
      title: `${money(revenueCents.value, currency)} expected`,
      unit: ` (${currency})`,
      write: (units) => money(units * 100, currency),
      readValue: (window) => window.revenueCents / 100,
    }),
  ];
}

/** Why there is no chart, in words; null when there is one. */
export function explainNoChart({ pastWindows, cutoff, champion }: ForecastFigures): string | null {
  const days = plural(champion.outcomeWindowDays, 'day');
  if (pastWindows === null || (pastWindows.at(-1)?.to ?? cutoff) !== cutoff)
    return 'No chart yet: the next night measures what this forecast is to be compared with.';
  if (pastWindows.length >= MIN_WINDOWS) return null;
  return `No chart yet: not enough data. It takes two whole windows of ${days} before ${dayAndMonth(cutoff)} with contacts in them; there ${pastWindows.length === 1 ? 'is one' : 'is none'}.`;
}

interface Measure {
  readonly estimate: Estimate;
  readonly what: string;
  readonly title: string;
  readonly unit: string;
  readonly write: (value: number) => string;
  readonly readValue: (window: PastWindowView) => number;
}

function describe({ pastWindows, champion, cutoff }: ForecastFigures, measure: Measure): Chart {
  const { estimate, what, title, unit, write, readValue } = measure;
  const days = plural(champion.outcomeWindowDays, 'day');
  const past = (pastWindows ?? []).map((window) => ({
    label: dayAndMonth(window.from),
    value: readValue(window),
  }));
  const was = past.map(({ label, value }) => `${write(value)} from ${label}`).join(', ');
  const interval = range(write(estimate.low), write(estimate.high));
  return {
    kind: 'forecast',
    title: `${title} in the next ${days}`,
    alt: `${what} in windows of ${days}, of contacts known when each began, less what was refunded: ${was}. Expected from ${dayAndMonth(cutoff)}: ${write(estimate.value)} (${interval}).`,
    xLabel: `First day of each ${days}`,
    yLabel: `${what} in ${days}${unit}`,
    past,
    next: { label: dayAndMonth(cutoff), ...estimate },
  };
}

function inUnits({ value, low, high }: Estimate): Estimate {
  return { value: value / 100, low: low / 100, high: high / 100 };
}
