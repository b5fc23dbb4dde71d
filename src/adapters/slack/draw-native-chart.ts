/** Draws a chart as Slack's own block, which the published types do not know yet. */

import type { Chart } from '../../domain/chart.ts';
import { cut } from './card.ts';

/** https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
export interface NativeChart {
  readonly type: 'data_visualization';
  readonly title: string;
  readonly chart: {
    readonly type: 'line' | 'bar';
    readonly series: readonly Series[];
    readonly axis_config: {
      readonly categories: readonly string[];
      readonly x_label: string;
      readonly y_label: string;
    };
  };
}

interface Series {
  readonly name: string;
  readonly data: readonly { readonly label: string; readonly value: number }[];
}

/** Slack's limits: the title and the words at an axis; a category and a series' name; categories. */
const TITLE_LIMIT = 50;
const LABEL_LIMIT = 20;
const CATEGORIES = 20;

/** The same figures as in the picture; where there is no interval, its ends lie on the line. */
export function drawNativeChart(chart: Chart): NativeChart {
  const { type, categories, lines } = figuresOf(chart);
  const labels = distinct(categories.slice(-CATEGORIES));
  return {
    type: 'data_visualization',
    title: cut(chart.title, TITLE_LIMIT),
    chart: {
      type,
      series: lines.map(([name, values]) => ({
        name,
        data: values.slice(-CATEGORIES).map((value, index) => ({ label: labels[index] ?? '', value })),
      })),
      axis_config: {
        categories: labels,
        x_label: cut(chart.xLabel, TITLE_LIMIT),
        y_label: cut(chart.yLabel, TITLE_LIMIT),
      },
    },
  };
}

interface Figures {
  readonly type: 'line' | 'bar';
  readonly categories: readonly string[];
  readonly lines: readonly (readonly [name: string, values: readonly number[]])[];
}

function figuresOf(chart: Chart): Figures {
  switch (chart.kind) {
    case 'forecast': {
      const past = chart.past.map(({ value }) => value);
      return {
        type: 'line',
        categories: [...chart.past, chart.next].map(({ label }) => label),
        lines: [
          ['Was, then expected', [...past, chart.next.value]],
          ['Interval from', [...past, chart.next.low]],
          ['Interval to', [...past, chart.next.high]],
        ],
      };
    }
    case 'bars':
      return {
        type: 'bar',
        categories: chart.bars.map(({ label }) => label),
        lines: [
          ['Measured', chart.bars.map(({ value }) => value)],
          ['Interval from', chart.bars.map(({ low }) => low)],
          ['Interval to', chart.bars.map(({ high }) => high)],
        ],
      };
    case 'reliability':
      return {
        type: 'line',
        categories: chart.points.map(({ predicted }) => `${predicted.toFixed(1)} %`),
        lines: [
          ['Came true', chart.points.map(({ observed }) => observed)],
          ['Predicted', chart.points.map(({ predicted }) => predicted)],
          ['Interval from', chart.points.map(({ low }) => low)],
          ['Interval to', chart.points.map(({ high }) => high)],
        ],
      };
  }
}

/** Slack tells points apart by their category, so equal ones are numbered. */
function distinct(categories: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return categories.map((category) => {
    const short = cut(category, LABEL_LIMIT);
    const times = (seen.get(short) ?? 0) + 1;
    seen.set(short, times);
    return times === 1 ? short : `${cut(short, LABEL_LIMIT - 4)} (${times})`;
  });
}
