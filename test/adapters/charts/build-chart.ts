/** A chart of each kind, complete but for what a test cares about. */

import type { BarChart, ForecastChart, ReliabilityChart } from '../../../src/domain/chart.ts';

const words = { title: 'Buyers', alt: 'Ten buyers', xLabel: 'Week', yLabel: 'Buyers a week' };

export function aForecastChart(changes: Partial<ForecastChart> = {}): ForecastChart {
  return {
    kind: 'forecast',
    ...words,
    past: [12, 18, 15].map((value, index) => ({ label: `${index + 1} Mar`, value })),
    next: { label: '4 Mar', value: 17, low: 11, high: 24 },
    ...changes,
  };
}

export function aBarChart(changes: Partial<BarChart> = {}): BarChart {
  const bars = [
    { label: 'Before', value: 4, low: 3, high: 5 },
    { label: 'After', value: 6, low: 4, high: 9 },
  ];
  return { kind: 'bars', ...words, bars, ...changes };
}

export function aReliabilityChart(changes: Partial<ReliabilityChart> = {}): ReliabilityChart {
  const points = [1, 3, 30].map((predicted) => ({
    predicted,
    observed: predicted + 1,
    low: predicted / 2,
    high: predicted * 1.5 + 2,
  }));
  return { kind: 'reliability', ...words, points, ...changes };
}
