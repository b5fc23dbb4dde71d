/** Turns a chart's description into a PNG: echarts lays it out as SVG, resvg draws that. Takes hundreds of megabytes. */

import { Resvg } from '@resvg/resvg-js';
import { BarChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Chart } from '../../domain/chart.ts';
import { chartOptions, HEIGHT, WIDTH } from './chart-options.ts';

use([BarChart, CustomChart, GridComponent, LineChart, ScatterChart, SVGRenderer, TitleComponent]);

/** Pixels of the picture for each that is laid out, so that it stays sharp when it is enlarged. */
const ZOOM = 3;

/** Text is written in the fonts of these files and no others. Throws when nothing can be drawn. */
export function renderChart(chart: Chart, fontFiles: string[]): Buffer {
  const echart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT });
  try {
    echart.setOption(chartOptions(chart));
    const svg = echart.renderToSVGString();
    const font = { fontFiles, loadSystemFonts: false, defaultFontFamily: 'Inter' };
    return new Resvg(svg, { font, fitTo: { mode: 'zoom', value: ZOOM } }).render().asPng();
  } finally {
    echart.dispose();
  }
}
