/** The process that charts are drawn in: takes descriptions from whoever started it, and ends when nobody listens any more. */

import type { Chart } from '../../domain/chart.ts';
import { fontFiles } from './font-files.ts';
import { renderChart } from './render-chart.ts';

export interface ChartRequest {
  readonly id: number;
  readonly chart: Chart;
}

export type ChartReply =
  | { readonly id: number; readonly png: Uint8Array }
  | { readonly id: number; readonly fault: string };

process.on('message', ({ id, chart }: ChartRequest) => {
  process.send?.(draw(id, chart));
});

function draw(id: number, chart: Chart): ChartReply {
  try {
    return { id, png: renderChart(chart, fontFiles()) };
  } catch (fault) {
    return { id, fault: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault) };
  }
}
