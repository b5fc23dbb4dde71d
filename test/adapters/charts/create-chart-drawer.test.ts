/** Drawing is done by another process, which comes and goes by need. */

import { describe, expect, it, onTestFinished } from 'vitest';
import { createChartDrawer } from '../../../src/adapters/charts/create-chart-drawer.ts';
import { fontFiles } from '../../../src/adapters/charts/font-files.ts';
import { renderChart } from '../../../src/adapters/charts/render-chart.ts';
import type { Chart } from '../../../src/domain/chart.ts';
import { waitFor } from '../../support/wait-for.ts';
import { aBarChart, aForecastChart } from './build-chart.ts';

function open(options?: Parameters<typeof createChartDrawer>[0]) {
  const drawer = createChartDrawer(options);
  onTestFinished(drawer.close);
  return drawer;
}

describe('a chart', () => {
  it('is drawn in a process of its own, which serves several and starts with the first', async () => {
    const drawer = open();
    expect(drawer.pid()).toBeUndefined();
    const charts = [aForecastChart(), aBarChart({ title: '桂花香薰' })];
    const drawn = await Promise.all(charts.map(drawer.draw));
    for (const [index, png] of drawn.entries())
      expect(renderChart(charts[index]!, fontFiles()).equals(png)).toBe(true);
    const pid = drawer.pid();
    expect(pid).not.toBe(process.pid);
    await drawer.draw(aBarChart());
    expect(drawer.pid()).toBe(pid);
  });

  it('that cannot be drawn is refused, and the next one is drawn', async () => {
    const drawer = open();
    const broken = { ...aBarChart(), bars: undefined } as unknown as Chart;
    await expect(drawer.draw(broken)).rejects.toMatchObject({ code: 'unavailable' });
    expect((await drawer.draw(aBarChart())).length).toBeGreaterThan(1_000);
  });
});

describe('the process', () => {
  it('ends when it is idle, and another is started for the next chart', async () => {
    const drawer = open({ idleMs: 1 });
    await drawer.draw(aBarChart());
    await waitFor(() => expect(drawer.pid()).toBeUndefined());
    expect((await drawer.draw(aBarChart())).length).toBeGreaterThan(1_000);
  });

  it('that is killed leaves nobody waiting', async () => {
    const drawer = open();
    await drawer.draw(aBarChart());
    const pid = drawer.pid()!;
    const waiting = drawer.draw(aForecastChart());
    process.kill(pid, 'SIGKILL');
    await expect(waiting).rejects.toMatchObject({ code: 'unavailable' });
    expect((await drawer.draw(aBarChart())).length).toBeGreaterThan(1_000);
    expect(drawer.pid()).not.toBe(pid);
  });

  it('is gone once the drawer is closed', async () => {
    const drawer = open();
    await drawer.draw(aBarChart());
    const pid = drawer.pid()!;
    drawer.close();
    await waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'));
  });

  it('is asked for no more than a few charts at a time', async () => {
    const drawer = open();
    const asked = Array.from({ length: 21 }, () => drawer.draw(aBarChart()));
    await expect(asked.at(-1)).rejects.toThrow('too many');
    expect((await Promise.allSettled(asked)).filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
  });
});
