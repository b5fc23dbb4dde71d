/** What Slack documents of its newer blocks and of inputs: the last value that passes, the first that does not. */

import { expect, it } from 'vitest';
import { validateBlocks, validateView } from '../../demo/slack/validate-blocks.ts';
import { type Limit, mrkdwn, plain, times } from './limits.ts';

const button = (id: string) => ({ type: 'button', text: plain(1), action_id: id });
const buttons = (count: number) => times(count, (index) => button(`b${index}`));
const card = (extra: object) => ({ type: 'card', ...extra });
const contained = (count: number, type = 'divider') => ({
  type: 'container',
  title: plain(1),
  child_blocks: times(count, () => ({ type })),
});
const icon = (id: string) => ({ type: 'icon_button', icon: 'trash', text: plain(1), action_id: id });
const task = (extra: object = {}) => ({
  type: 'task_card',
  task_id: '1',
  title: 'x',
  status: 'pending',
  ...extra,
});
const video = (extra: object = {}) => ({
  type: 'video',
  title: plain(199),
  video_url: 'https://a.example/v',
  thumbnail_url: 'https://a.example/t.png',
  alt_text: 'x',
  ...extra,
});
const input = (element: object) => [{ type: 'input', label: plain(1), element }];
const actions = (element: object) => [{ type: 'actions', elements: [element] }];
const options = [{ text: plain(1), value: 'a' }];
const select = (extra: object) => actions({ type: 'static_select', options, ...extra });
const image = (extra: object) => [{ type: 'image', alt_text: 'x', slack_file: { id: 'F1' }, ...extra }];

it.each<Limit>([
  ['markdown has words', [{ type: 'markdown', text: 'x' }], [{ type: 'markdown', text: '' }], '/text'],
  ['a card has something', [card({ body: mrkdwn(200) })], [card({})], '/0'],
  ['a card is short', [card({ title: mrkdwn(150) })], [card({ title: mrkdwn(151) })], '/title/text'],
  ['a card says little', [card({ body: mrkdwn(200) })], [card({ body: mrkdwn(201) })], '/body/text'],
  ['a card has buttons', [card({ actions: buttons(3) })], [card({ actions: buttons(4) })], '/actions'],
  [
    'a carousel has cards',
    [{ type: 'carousel', elements: times(10, () => card({ title: plain(1) })) }],
    [{ type: 'carousel', elements: times(11, () => card({ title: plain(1) })) }],
    '/elements',
  ],
  [
    'a carousel has only cards',
    [{ type: 'carousel', elements: [card({ title: plain(1) })] }],
    [{ type: 'carousel', elements: [{ type: 'divider' }] }],
    '/elements/0/type',
  ],
  ['a container has blocks', [contained(10)], [contained(11)], '/child_blocks'],
  ['a container holds no container', [contained(1)], [contained(1, 'container')], '/child_blocks/0/type'],
  [
    'ids within a container count',
    [contained(2), { type: 'divider', block_id: 'a' }],
    [
      { ...contained(1), child_blocks: [{ type: 'divider', block_id: 'a' }] },
      { type: 'divider', block_id: 'a' },
    ],
    '/blocks',
  ],
  [
    'context has few actions',
    [{ type: 'context_actions', elements: times(5, (i) => icon(`i${i}`)) }],
    [{ type: 'context_actions', elements: times(6, (i) => icon(`i${i}`)) }],
    '/elements',
  ],
  ['a task has a state', [task()], [task({ status: 'late' })], '/status'],
  [
    'a plan has tasks',
    [{ type: 'plan', title: 'x', tasks: [task()] }],
    [{ type: 'plan', title: 'x', tasks: [{ type: 'divider' }] }],
    '/tasks/0/type',
  ],
  ['a video has a title', [video()], [video({ title: plain(200) })], '/title/text'],
  ['a video is described', [video()], [video({ alt_text: '' })], '/alt_text'],
  ['a picture is somewhere', image({}), image({ slack_file: {} }), '/blocks/0'],
  ['a picture is described', image({ alt_text: 'x'.repeat(2000) }), image({ alt_text: '' }), '/alt_text'],
  ['a picture has a title', image({ title: plain(2000) }), image({ title: plain(2001) }), '/title/text'],
  [
    'an element suits its block',
    actions(button('b')),
    actions({ type: 'plain_text_input' }),
    '/elements/0/type',
  ],
  ['an input is one', input({ type: 'datepicker' }), input(button('b')), '/element/type'],
  [
    'a section takes an accessory',
    [{ type: 'section', text: mrkdwn(1), accessory: button('b') }],
    [{ type: 'section', text: mrkdwn(1), accessory: { type: 'datetimepicker' } }],
    '/accessory/type',
  ],
  [
    'what is chosen can be chosen',
    select({ initial_option: { text: plain(1), value: 'a' } }),
    select({ initial_option: { text: plain(1), value: 'b' } }),
    '/initial_option',
  ],
  [
    'an option of a menu is plain',
    select({}),
    select({ options: [{ text: mrkdwn(1), value: 'a' }] }),
    '/options/0/text/type',
  ],
  [
    'an option is described',
    select({ options: [{ ...options[0], description: plain(75) }] }),
    select({ options: [{ ...options[0], description: plain(76) }] }),
    '/description/text',
  ],
  [
    'a date is one',
    input({ type: 'datepicker', initial_date: '2026-02-28' }),
    input({ type: 'datepicker', initial_date: '28.2.2026' }),
    '/initial_date',
  ],
  [
    'a time is one',
    input({ type: 'timepicker', initial_time: '23:59' }),
    input({ type: 'timepicker', initial_time: '24:00' }),
    '/initial_time',
  ],
  [
    'a number says its kind',
    input({ type: 'number_input', is_decimal_allowed: false }),
    input({ type: 'number_input' }),
    '/element',
  ],
  [
    'an input starts with what fits',
    input({ type: 'plain_text_input', max_length: 2, initial_value: 'ab' }),
    input({ type: 'plain_text_input', max_length: 2, initial_value: 'abc' }),
    '/initial_value',
  ],
  [
    'a confirmation is styled',
    actions({
      ...button('b'),
      confirm: { title: plain(1), text: plain(1), confirm: plain(1), deny: plain(1), style: 'danger' },
    }),
    actions({
      ...button('b'),
      confirm: { title: plain(1), text: plain(1), confirm: plain(1), deny: plain(1), style: 'default' },
    }),
    '/confirm/style',
  ],
])('%s', (_name, passes, fails, pointer) => {
  expect(validateBlocks(passes)).toEqual([]);
  const faults = validateBlocks(fails);
  expect(faults.some((fault) => fault.includes(`${pointer}]`))).toBe(true);
});

it.each([
  'markdown',
  'table',
  'data_table',
  'data_visualization',
  'card',
  'carousel',
  'container',
  'context_actions',
  'plan',
  'task_card',
])('keeps %s to messages', (type) => {
  for (const view of [{ type: 'home' }, { type: 'modal', title: plain(1) }])
    expect(validateView({ ...view, blocks: [{ type }] })).toEqual([
      expect.stringContaining(`unsupported type: ${type}`),
    ]);
});

it('keeps alerts to modals', () => {
  const blocks = [{ type: 'alert', text: plain(1), level: 'warning' }];
  expect(validateView({ type: 'modal', title: plain(1), blocks })).toEqual([]);
  expect(validateView({ type: 'home', blocks })).toHaveLength(1);
  expect(validateBlocks(blocks)).toHaveLength(1);
});

it('lets one element of a view have the focus, and knows its kind', () => {
  const focused = { type: 'plain_text_input', focus_on_load: true };
  const view = (...blocks: object[]) => ({ type: 'modal', title: plain(1), submit: plain(1), blocks });
  expect(validateView(view(...input(focused)))).toEqual([]);
  expect(validateView(view(...input(focused), ...input(focused)))).toEqual([
    expect.stringContaining('focus_on_load'),
  ]);
  expect(validateView({ ...view(), type: 'workflow' })).toEqual([expect.stringContaining('/view/type')]);
  expect(validateView({ title: plain(1), blocks: [] })).toEqual([expect.stringContaining('field: type')]);
});
