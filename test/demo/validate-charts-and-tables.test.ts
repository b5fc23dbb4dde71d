/** What Slack documents of charts, tables and rich text: the last value that passes, the first that does not. */

import { expect, it } from 'vitest';
import { validateBlocks } from '../../demo/slack/validate-blocks.ts';
import { type Limit, times } from './limits.ts';

const categoriesOf = (count: number) => times(count, (index) => `c${index}`);
const series = (name: string, labels: readonly string[]) => ({
  name,
  data: labels.map((label) => ({ label, value: 1 })),
});
function chart({
  title = 'x',
  categories = ['a', 'b'],
  lines = 1,
  changes = {} as object,
  axes = {} as object,
} = {}) {
  return {
    type: 'data_visualization',
    title,
    chart: {
      type: 'line',
      series: times(lines, (index) => series(`s${index}`, categories)),
      axis_config: { categories, ...axes },
      ...changes,
    },
  };
}
const pie = (count: number, value = 1) =>
  chart({ changes: { type: 'pie', segments: times(count, (index) => ({ label: `p${index}`, value })) } });

const raw = (length = 1) => ({ type: 'raw_text', text: 'x'.repeat(length) });
const rich = (...elements: object[]) => ({ type: 'rich_text', elements });
const sectionOf = (...elements: object[]) => ({ type: 'rich_text_section', elements });
const list = (style: unknown, ...elements: object[]) => ({ type: 'rich_text_list', style, elements });
const text = { type: 'text', text: 'x' };
const table = (rows: object[][], extra: object = {}) => ({ type: 'table', rows, ...extra });
const dataTable = (rows: object[][], extra: object = {}) => ({
  type: 'data_table',
  caption: 'Sales',
  rows,
  ...extra,
});
const rowsOf = (rows: number, columns = 1, length = 1) =>
  times(rows, () => times(columns, () => raw(length)));
it.each<Limit>([
  ['a chart has a title', [chart({ title: 'x'.repeat(50) })], [chart({ title: 'x'.repeat(51) })], '/0/title'],
  ['a chart has some title', [chart()], [chart({ title: '' })], '/0/title'],
  [
    'a chart has categories',
    [chart({ categories: categoriesOf(20) })],
    [chart({ categories: categoriesOf(21) })],
    '/categories',
  ],
  [
    'a category is short',
    [chart({ categories: ['x'.repeat(20)] })],
    [chart({ categories: ['x'.repeat(21)] })],
    '/categories/0',
  ],
  [
    'categories differ',
    [chart({ categories: ['a', 'b'] })],
    [chart({ categories: ['a', 'a'] })],
    '/categories',
  ],
  ['a chart has series', [chart({ lines: 6 })], [chart({ lines: 7 })], '/series'],
  [
    'series differ',
    [chart()],
    [chart({ changes: { series: [series('s', ['a', 'b']), series('s', ['a', 'b'])] } })],
    '/series',
  ],
  [
    'a series has a value for each category',
    [chart()],
    [chart({ changes: { series: [series('s', ['a'])] } })],
    '/series/0/data',
  ],
  [
    'a series keeps to the categories',
    [chart()],
    [chart({ changes: { series: [series('s', ['a', 'z'])] } })],
    '/series/0/data',
  ],
  [
    'a value is a number',
    [chart()],
    [
      chart({
        changes: {
          series: [
            {
              name: 's',
              data: [
                { label: 'a', value: Number.NaN },
                { label: 'b', value: 1 },
              ],
            },
          ],
        },
      }),
    ],
    '/data/0/value',
  ],
  [
    'an axis says what it measures',
    [chart({ axes: { x_label: 'x'.repeat(50) } })],
    [chart({ axes: { x_label: 'x'.repeat(51) } })],
    '/x_label',
  ],
  [
    'a chart is of a kind',
    [chart({ changes: { type: 'area' } })],
    [chart({ changes: { type: 'radar' } })],
    '/chart/type',
  ],
  ['a pie has slices', [pie(6)], [pie(7)], '/segments'],
  ['a slice is something', [pie(1)], [pie(1, 0)], '/segments/0/value'],
  ['a message has two charts', [chart(), chart()], [chart(), chart(), chart()], '/blocks'],
  [
    'a cell is text, a number or rich text',
    [table([[raw(), { type: 'raw_number', value: 1 }, rich(sectionOf(text))]])],
    [table([[{ type: 'mrkdwn', text: 'x' }]])],
    '/rows/0/0/type',
  ],
  ['a cell is not empty', [table([[raw()]])], [table([[raw(0)]])], '/rows/0/0/text'],
  [
    'a table is aligned',
    [table([[raw()]], { column_settings: [{ align: 'right' }] })],
    [table([[raw()]], { column_settings: [{ align: 'top' }] })],
    '/align',
  ],
  ['tables hold so much text', [table(rowsOf(100, 1, 100))], [table(rowsOf(100, 1, 101))], '/blocks'],
  ['a data table has a row', [dataTable(rowsOf(2))], [dataTable(rowsOf(1))], '/rows'],
  ['a data table has so many rows', [dataTable(rowsOf(101))], [dataTable(rowsOf(102))], '/rows'],
  [
    'a data table is even',
    [
      dataTable([
        [raw(), raw()],
        [raw(), raw()],
      ]),
    ],
    [dataTable([[raw(), raw()], [raw()]])],
    '/rows/1',
  ],
  [
    'a data table has a plain header',
    [dataTable([[raw()], [rich(sectionOf(text))]])],
    [dataTable([[rich(sectionOf(text))], [raw()]])],
    '/rows/0',
  ],
  ['a data table has a caption', [dataTable(rowsOf(2))], [dataTable(rowsOf(2), { caption: '' })], '/caption'],
  [
    'a data table has pages',
    [dataTable(rowsOf(2), { page_size: 100 })],
    [dataTable(rowsOf(2), { page_size: 101 })],
    '/page_size',
  ],
  ['rich text is made of its parts', [rich(sectionOf(text))], [rich(text)], '/elements/0/type'],
  [
    'a piece of rich text has what it is made of',
    [rich(sectionOf(text))],
    [rich(sectionOf({ type: 'text' }))],
    '/elements/0/elements/0',
  ],
  [
    'a piece of rich text is known',
    [rich(sectionOf({ type: 'emoji', name: 'tada' }))],
    [rich(sectionOf({ type: 'blink', text: 'x' }))],
    '/elements/0/elements/0/type',
  ],
  [
    'a link leads somewhere',
    [rich(sectionOf({ type: 'link', url: 'https://a.example' }))],
    [rich(sectionOf({ type: 'link' }))],
    '/elements/0/elements/0',
  ],
  [
    'a list has a style',
    [rich(list('ordered', sectionOf(text)))],
    [rich(list('dashed', sectionOf(text)))],
    '/style',
  ],
  [
    'a list has sections',
    [rich(list('bullet', sectionOf(text)))],
    [rich(list('bullet', list('bullet', sectionOf(text))))],
    '/elements/0/elements/0/type',
  ],
])('%s', (_name, passes, fails, pointer) => {
  expect(validateBlocks(passes)).toEqual([]);
  const faults = validateBlocks(fails);
  expect(faults.some((fault) => fault.includes(`${pointer}]`))).toBe(true);
});
