/** A picture of figures, described without saying who draws it, and the port of whoever does. */

import type { Estimate } from './strategy.ts';

/** A value with the ends of its interval, and where it stands on the other axis. */
export interface ChartPoint extends Estimate {
  readonly label: string;
}

interface Described {
  /** At most 50 characters: Slack takes no more. */
  readonly title: string;
  /** What is to be seen, in numbers, for whoever cannot see it. */
  readonly alt: string;
  /** What the axes measure, with the unit. */
  readonly xLabel: string;
  readonly yLabel: string;
}

/** What was, one value a label from old to new, and what is expected next. */
export interface ForecastChart extends Described {
  readonly kind: 'forecast';
  readonly past: readonly { readonly label: string; readonly value: number }[];
  readonly next: ChartPoint;
}

/** Values side by side, such as before and after, each with its interval. */
export interface BarChart extends Described {
  readonly kind: 'bars';
  readonly bars: readonly ChartPoint[];
}

/** How often what was predicted came true, in percent; a model that means what it says lies on the diagonal. */
export interface ReliabilityChart extends Described {
  readonly kind: 'reliability';
  /** Lowest prediction first. */
  readonly points: readonly {
    readonly predicted: number;
    readonly observed: number;
    readonly low: number;
    readonly high: number;
  }[];
}

export type Chart = ForecastChart | BarChart | ReliabilityChart;

/** Draws a chart as PNG; throws `unavailable` when it cannot. */
export type DrawChart = (chart: Chart) => Promise<Uint8Array>;
