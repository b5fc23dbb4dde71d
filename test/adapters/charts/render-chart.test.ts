/** Text that no font can write vanishes or becomes equal boxes, so what was written is told by the pictures' differing. */

import { describe, expect, it } from 'vitest';
import { fontFiles } from '../../../src/adapters/charts/font-files.ts';
import { renderChart } from '../../../src/adapters/charts/render-chart.ts';
import type { Chart } from '../../../src/domain/chart.ts';
import { aBarChart, aForecastChart, aReliabilityChart } from './build-chart.ts';

const [regular, semiBold, chinese] = fontFiles();
const LATIN = [regular!, semiBold!];

/** Two names of equal length each, so that boxes in their place would be equal too. */
const NAMES = {
  Latin: ['Osman', 'Candy'],
  Chinese: ['桂花香薰', '薄荷蜡烛'],
  Japanese: ['キャンドル', 'ろうそくや'],
  Korean: ['향초가게', '비누공방'],
} as const;

describe('the text in a chart', () => {
  it.each(Object.entries(NAMES))('is written, as two %s names show', (_, [one, other]) => {
    expect(differ(one, other, fontFiles())).toBe(true);
  });

  it('is told from text that has vanished, and from boxes', () => {
    for (const [one, other] of Object.values(NAMES)) expect(differ(one, other, [])).toBe(false);
    for (const [one, other] of [NAMES.Chinese, NAMES.Japanese, NAMES.Korean])
      expect(differ(one, other, LATIN)).toBe(false);
    expect(differ(...NAMES.Korean, [...LATIN, chinese!])).toBe(false);
  });

  it('is written in the title, at both axes and at each category', () => {
    const plain = renderChart(aBarChart(), fontFiles());
    const [first, second] = aBarChart().bars;
    for (const changes of [
      { title: 'Buyars' },
      { xLabel: 'Weak' },
      { yLabel: 'Buyers a weak' },
      { bars: [first!, { ...second!, label: 'Aftar' }] },
    ])
      expect(renderChart(aBarChart(changes), fontFiles()).equals(plain)).toBe(false);
  });
});

describe('the figures in a chart', () => {
  const same = (one: Chart, other: Chart) =>
    renderChart(one, fontFiles()).equals(renderChart(other, fontFiles()));

  it('are drawn, with their intervals', () => {
    const forecast = aForecastChart();
    const { next } = forecast;
    expect(same(forecast, aForecastChart())).toBe(true);
    expect(same(forecast, aForecastChart({ next: { ...next, value: 16 } }))).toBe(false);
    expect(same(forecast, aForecastChart({ next: { ...next, low: 10 } }))).toBe(false);
    expect(same(forecast, aForecastChart({ past: forecast.past.slice(1) }))).toBe(false);
    const [before, after] = aBarChart().bars;
    expect(same(aBarChart(), aBarChart({ bars: [before!, { ...after!, high: 8 }] }))).toBe(false);
    const { points } = aReliabilityChart();
    expect(
      same(aReliabilityChart(), aReliabilityChart({ points: points.map((p) => ({ ...p, low: 0 })) })),
    ).toBe(false);
  });

  it('are drawn at a size that a phone shows sharply, also when there is nothing but zeros', () => {
    const zero = { label: 'x', value: 0, low: 0, high: 0 };
    const charts = [
      aForecastChart({ past: [zero], next: zero }),
      aBarChart({ bars: [zero] }),
      aReliabilityChart({ points: [{ predicted: 0, observed: 0, low: 0, high: 0 }] }),
      aForecastChart({ title: 'A very long title that goes on and on and on beyond the edge' }),
    ];
    for (const chart of charts) expect(sizeOf(renderChart(chart, fontFiles()))).toEqual([1080, 750]);
  });
});

function differ(one: string, other: string, fonts: string[]): boolean {
  const [first, second] = [one, other].map((title) => renderChart(aBarChart({ title }), fonts));
  return !first!.equals(second!);
}

/** Width and height stand in the first chunk of a PNG. */
function sizeOf(png: Buffer): [number, number] {
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}
