/** Checks a chart: each series has one value for each category, under its name and no other. */

import { type Checker, isObject } from './block-checker.ts';
import { blockLimits as limits } from './block-limits.ts';
import type { Json } from './wire-types.ts';

/** https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
export function checkChart(check: Checker, block: Json, at: string) {
  check.words(block, 'title', limits.chartTitle, at);
  const { chart } = block;
  if (!isObject(chart)) return check.fault('missing required field: chart', at);
  const place = `${at}/chart`;
  if (chart['type'] === 'pie') return checkPie(check, chart, place);
  if (!['bar', 'area', 'line'].includes(String(chart['type'])))
    return check.fault(`unsupported type: ${String(chart['type'])}`, `${place}/type`);
  const { axis_config: axes } = chart;
  if (!isObject(axes)) return check.fault('missing required field: axis_config', place);
  checkSeries(check, chart, { at: place, categories: checkAxes(check, axes, `${place}/axis_config`) });
}

function checkPie(check: Checker, chart: Json, at: string): void {
  check.objects(chart, 'segments', limits.chartSeries, at).forEach((segment, index) => {
    const place = `${at}/segments/${index}`;
    check.words(segment, 'label', limits.chartLabel, place);
    if (!(Number(segment['value']) > 0)) check.fault('must be more than 0', `${place}/value`);
  });
}

function checkAxes(check: Checker, axes: Json, at: string): readonly unknown[] {
  const categories = check.list(axes, 'categories', limits.chartCategories, at);
  categories.forEach((category, index) => {
    if (typeof category !== 'string' || category === '')
      check.fault('must be a string', `${at}/categories/${index}`);
    check.length(category, limits.chartLabel, `${at}/categories/${index}`);
  });
  check.unique(categories, 'categories', `${at}/categories`);
  for (const key of ['x_label', 'y_label']) check.length(axes[key], limits.chartAxisLabel, `${at}/${key}`);
  return categories;
}

function checkSeries(
  check: Checker,
  chart: Json,
  { at, categories }: { readonly at: string; readonly categories: readonly unknown[] },
): void {
  const series = check.objects(chart, 'series', limits.chartSeries, at);
  check.unique(
    series.map(({ name }) => name),
    'name',
    `${at}/series`,
  );
  series.forEach((one, index) => {
    const place = `${at}/series/${index}`;
    check.words(one, 'name', limits.chartLabel, place);
    const points = check.objects(one, 'data', limits.chartCategories, place);
    points.forEach(({ value }, point) => {
      if (typeof value !== 'number' || !Number.isFinite(value))
        check.fault('must be a number', `${place}/data/${point}/value`);
    });
    const labels = new Set(points.map(({ label }) => label));
    if (points.length !== categories.length || categories.some((category) => !labels.has(category)))
      check.fault('labels must match the categories', `${place}/data`);
  });
}
