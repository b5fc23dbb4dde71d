/** Says to echarts what a chart of each kind looks like; colours, sizes and letters are the same for all. */

import type { CustomSeriesOption, EChartsOption, LineSeriesOption } from 'echarts';
import type { BarChart, Chart, ForecastChart, ReliabilityChart } from '../../domain/chart.ts';
import { FONT_FAMILY } from './font-files.ts';

/** Slack shows a picture about so wide on a phone, so the letters are read as they are drawn here. */
export const WIDTH = 360;
export const HEIGHT = 250;

const INK = '#1d1c1d';
const QUIET = '#5c5a61';
const LINE = '#e3e1e6';
const HOUSE = '#0b6e69';
const BAND = '#bfe0dc';
const ACCENT = '#c2571a';

const LEGEND: Readonly<Record<Chart['kind'], string>> = {
  forecast: 'band: 95 % interval',
  bars: 'line: 95 % interval',
  reliability: 'bars: 95 % interval, dashed: ideal',
};

/** The whole description of a chart's picture. */
export function chartOptions(chart: Chart): EChartsOption {
  const own = ownOptions(chart);
  return {
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: { fontFamily: FONT_FAMILY, color: INK },
    title: {
      text: chart.title,
      left: 12,
      top: 10,
      textStyle: {
        fontFamily: FONT_FAMILY,
        fontSize: 14,
        fontWeight: 600,
        color: INK,
        width: WIDTH - 24,
        overflow: 'truncate',
      },
      subtext: `${chart.yLabel} · ${LEGEND[chart.kind]}`,
      itemGap: 5,
      subtextStyle: { fontFamily: FONT_FAMILY, fontSize: 11, color: QUIET },
    },
    grid: { left: 44, right: 18, top: 68, bottom: 46 },
    ...own,
  };
}

function ownOptions(chart: Chart): EChartsOption {
  switch (chart.kind) {
    case 'forecast':
      return forecastOptions(chart);
    case 'bars':
      return barOptions(chart);
    case 'reliability':
      return reliabilityOptions(chart);
  }
}

/** A line through what was; from its end a band opens to the interval of what is expected. */
function forecastOptions({ past, next, xLabel }: ForecastChart): EChartsOption {
  const labels = [...past.map(({ label }) => label), next.label];
  const last = past.at(-1)?.value ?? next.value;
  const before = Array<null>(Math.max(0, past.length - 1)).fill(null);
  const fan = (end: number) => [...before, last, end];
  return {
    xAxis: categoryAxis(labels, xLabel),
    yAxis: valueAxis(),
    series: [
      line(fan(next.low), { stack: 'band', lineStyle: { opacity: 0 }, symbol: 'none' }),
      line([...before, 0, next.high - next.low], {
        stack: 'band',
        lineStyle: { opacity: 0 },
        symbol: 'none',
        areaStyle: { color: BAND, opacity: 1 },
      }),
      line(fan(next.value), { lineStyle: { color: ACCENT, width: 2, type: 'dashed' }, symbol: 'none' }),
      line([...past.map(({ value }) => value), null], {
        lineStyle: { color: HOUSE, width: 2.5 },
        itemStyle: { color: HOUSE },
        symbol: 'circle',
        symbolSize: 6,
      }),
      {
        type: 'scatter',
        data: [[labels.length - 1, next.value]],
        symbolSize: 9,
        itemStyle: { color: ACCENT, opacity: 1 },
        z: 5,
      },
    ],
  };
}

function barOptions({ bars, xLabel }: BarChart): EChartsOption {
  return {
    xAxis: categoryAxis(
      bars.map(({ label }) => label),
      xLabel,
    ),
    yAxis: valueAxis(),
    series: [
      {
        type: 'bar',
        data: bars.map(({ value }) => value),
        barMaxWidth: 64,
        itemStyle: { color: HOUSE, borderRadius: [3, 3, 0, 0] },
      },
      intervals(
        bars.map(({ low, high }, index) => ({ at: index, low, high })),
        { stroke: ACCENT, lineWidth: 3 },
      ),
    ],
  };
}

function reliabilityOptions({ points, xLabel }: ReliabilityChart): EChartsOption {
  const end = niceEnd(Math.max(...points.flatMap(({ predicted, high }) => [predicted, high])));
  const axis = { ...valueAxis(), min: 0, max: end, interval: end / 5 };
  return {
    xAxis: { ...axis, ...axisName(xLabel) },
    yAxis: axis,
    series: [
      line(
        [
          [0, 0],
          [end, end],
        ],
        { lineStyle: { color: QUIET, width: 1.5, type: 'dashed' }, symbol: 'none' },
      ),
      intervals(
        points.map(({ predicted, low, high }) => ({ at: predicted, low, high })),
        { stroke: BAND, lineWidth: 5 },
      ),
      line(
        points.map(({ predicted, observed }) => [predicted, observed]),
        {
          lineStyle: { color: HOUSE, width: 2.5 },
          itemStyle: { color: HOUSE },
          symbol: 'circle',
          symbolSize: 7,
        },
      ),
    ],
  };
}

function line(data: NonNullable<LineSeriesOption['data']>, style: LineSeriesOption): LineSeriesOption {
  return { type: 'line', data, ...style };
}

interface Span {
  readonly at: number;
  readonly low: number;
  readonly high: number;
}

/** A stroke from the low to the high end of each interval. */
function intervals(spans: readonly Span[], style: { readonly stroke: string; readonly lineWidth: number }) {
  const series: CustomSeriesOption = {
    type: 'custom',
    data: spans.map(({ at, low, high }) => [at, low, high]),
    encode: { x: 0, y: [1, 2] },
    renderItem(_, api) {
      const [x1 = 0, y1 = 0] = api.coord([api.value(0), api.value(1)]);
      const [x2 = 0, y2 = 0] = api.coord([api.value(0), api.value(2)]);
      return { type: 'line', shape: { x1, y1, x2, y2 }, style: { ...style, lineCap: 'round' } };
    },
  };
  return series;
}

const AXIS_TEXT = { fontFamily: FONT_FAMILY, fontSize: 11, color: QUIET };

function axisName(name: string) {
  return { name, nameLocation: 'middle' as const, nameGap: 28, nameTextStyle: AXIS_TEXT };
}

function categoryAxis(labels: readonly string[], name: string) {
  return {
    type: 'category' as const,
    data: [...labels],
    ...axisName(name),
    axisLabel: { ...AXIS_TEXT, hideOverlap: true },
    axisTick: { show: false },
    axisLine: { lineStyle: { color: QUIET } },
  };
}

function valueAxis() {
  return {
    type: 'value' as const,
    axisLabel: { ...AXIS_TEXT, formatter: shortNumber },
    splitNumber: 4,
    splitLine: { lineStyle: { color: LINE } },
    axisLine: { show: false },
  };
}

/** "1.2K", so that no label is wider than its place. */
function shortNumber(value: number): string {
  return new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 }).format(value);
}

/** The next of 5, 10, 20, 25, 50 or 100 percent. */
function niceEnd(highest: number): number {
  return [5, 10, 20, 25, 50].find((end) => highest <= end) ?? 100;
}
