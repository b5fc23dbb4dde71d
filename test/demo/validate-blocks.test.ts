/** Slack's documented limits, each at the edge: the last value that passes and the first that does not. */
import { describe, expect, it } from 'vitest';
import { validateBlocks, validateView } from '../../demo/slack/validate-blocks.ts';
import { mrkdwn, plain, times } from './limits.ts';

const section = { type: 'section', text: mrkdwn(1) };
const button = (extra: object = {}) => ({ type: 'button', text: plain(1), action_id: 'b', ...extra });
const actions = (...elements: object[]) => [{ type: 'actions', elements }];
const option = (text = 1, value = 1) => ({ text: plain(text), value: 'v'.repeat(value) });
const choice = (type: string, count: number) =>
  actions({ type, action_id: 'c', options: times(count, () => option()) });
const confirm = (title: number, text: number, ok: number) =>
  actions(
    button({ confirm: { title: plain(title), text: mrkdwn(text), confirm: plain(ok), deny: plain(ok) } }),
  );
const context = (count: number) => [{ type: 'context', elements: times(count, () => mrkdwn(1)) }];
const raw = (text: string) => ({ type: 'raw_text', text });
const table = (rows: number, columns: number) => ({
  type: 'table',
  rows: times(rows, () => times(columns, () => raw('x'))),
});
const input = (element: object) => [{ type: 'input', label: plain(1), element }];

const limits: [name: string, passes: unknown, fails: unknown, pointer: string][] = [
  ['blocks in a message', times(50, () => section), times(51, () => section), '/blocks'],
  [
    'section text',
    [{ type: 'section', text: mrkdwn(3000) }],
    [{ type: 'section', text: mrkdwn(3001) }],
    '/text/text',
  ],
  [
    'fields',
    [{ type: 'section', fields: times(10, () => mrkdwn(1)) }],
    [{ type: 'section', fields: times(11, () => mrkdwn(1)) }],
    '/fields',
  ],
  [
    'field text',
    [{ type: 'section', fields: [mrkdwn(2000)] }],
    [{ type: 'section', fields: [mrkdwn(2001)] }],
    '/fields/0/text',
  ],
  ['header', [{ type: 'header', text: plain(150) }], [{ type: 'header', text: plain(151) }], '/text/text'],
  ['header kind', [{ type: 'header', text: plain(1) }], [{ type: 'header', text: mrkdwn(1) }], '/text/type'],
  ['context elements', context(10), context(11), '/elements'],
  [
    'actions',
    actions(...times(25, (i) => button({ action_id: `b${i}` }))),
    actions(...times(26, (i) => button({ action_id: `b${i}` }))),
    '/elements',
  ],
  ['button text', actions(button({ text: plain(75) })), actions(button({ text: plain(76) })), '/text/text'],
  [
    'button value',
    actions(button({ value: 'x'.repeat(2000) })),
    actions(button({ value: 'x'.repeat(2001) })),
    '/value',
  ],
  [
    'button url',
    actions(button({ url: 'https://a.example' })),
    actions(button({ url: 'javascript:alert(1)' })),
    '/url',
  ],
  ['button style', actions(button({ style: 'danger' })), actions(button({ style: 'default' })), '/style'],
  ['select options', choice('static_select', 100), choice('static_select', 101), '/options'],
  ['overflow options', choice('overflow', 5), choice('overflow', 6), '/options'],
  ['radio options', choice('radio_buttons', 10), choice('radio_buttons', 11), '/options'],
  ['checkbox options', choice('checkboxes', 10), choice('checkboxes', 11), '/options'],
  ['no options', choice('static_select', 1), choice('static_select', 0), '/options'],
  [
    'option text',
    actions({ type: 'static_select', options: [option(75)] }),
    actions({ type: 'static_select', options: [option(76)] }),
    '/options/0/text',
  ],
  [
    'option value',
    actions({ type: 'static_select', options: [option(1, 150)] }),
    actions({ type: 'static_select', options: [option(1, 151)] }),
    '/options/0/value',
  ],
  ['confirm title', confirm(100, 300, 30), confirm(101, 300, 30), '/confirm/title'],
  ['confirm text', confirm(100, 300, 30), confirm(100, 301, 30), '/confirm/text'],
  ['confirm buttons', confirm(100, 300, 30), confirm(100, 300, 31), '/confirm/confirm'],
  [
    'action_id',
    actions(button({ action_id: 'a'.repeat(255) })),
    actions(button({ action_id: 'a'.repeat(256) })),
    '/action_id',
  ],
  [
    'unique action_id',
    actions(button(), button({ action_id: 'c' })),
    actions(button(), button()),
    '/elements',
  ],
  [
    'unique block_id',
    [
      { ...section, block_id: 'a' },
      { ...section, block_id: 'b' },
    ],
    [
      { ...section, block_id: 'a' },
      { ...section, block_id: 'a' },
    ],
    '/blocks',
  ],
  [
    'image alt text',
    [{ type: 'image', image_url: 'https://a.example/x.png', alt_text: 'x' }],
    [{ type: 'image', image_url: 'https://a.example/x.png' }],
    '/blocks/0',
  ],
  [
    'markdown',
    [{ type: 'markdown', text: 'x'.repeat(12_000) }],
    [{ type: 'markdown', text: 'x'.repeat(12_001) }],
    '/blocks',
  ],
  ['table rows', [table(100, 1)], [table(101, 1)], '/rows'],
  ['table columns', [table(1, 20)], [table(1, 21)], '/rows/0'],
  ['tables', [table(1, 1)], [table(1, 1), table(1, 1)], '/blocks'],
  [
    'text input',
    input({ type: 'plain_text_input', max_length: 3000 }),
    input({ type: 'plain_text_input', max_length: 3001 }),
    '/max_length',
  ],
  [
    'input label',
    [{ ...input({ type: 'plain_text_input' })[0], label: plain(2000) }],
    [{ ...input({ type: 'plain_text_input' })[0], label: plain(2001) }],
    '/label',
  ],
  ['block type', [section], [{ type: 'marquee' }], '/type'],
];

describe('limits of a message', () => {
  it.each(limits)('%s', (_name, passes, fails, pointer) => {
    expect(validateBlocks(passes)).toEqual([]);
    expect(validateBlocks(fails)).toEqual(expect.arrayContaining([expect.stringContaining(pointer)]));
  });
});

describe('limits of a view', () => {
  const modal = (extra: object = {}) => ({ type: 'modal', title: plain(24), blocks: [section], ...extra });

  it('takes what Slack takes', () => {
    expect(
      validateView(modal({ submit: plain(24), close: plain(24), private_metadata: 'x'.repeat(3000) })),
    ).toEqual([]);
    expect(validateView({ type: 'home', blocks: times(100, () => section) })).toEqual([]);
  });

  it.each([
    ['title', modal({ title: plain(25) })],
    ['submit', modal({ submit: plain(25) })],
    ['close', modal({ close: plain(25) })],
    ['private_metadata', modal({ private_metadata: 'x'.repeat(3001) })],
    ['callback_id', modal({ callback_id: 'x'.repeat(256) })],
    ['input blocks need a submit', modal({ blocks: input({ type: 'plain_text_input' }) })],
    ['/blocks', modal({ blocks: times(101, () => section) })],
    ['unsupported type: table', modal({ blocks: [table(1, 1)] })],
    ['unsupported type: markdown', { type: 'home', blocks: [{ type: 'markdown', text: 'x' }] }],
  ])('refuses %s', (expected, view) => {
    expect(validateView(view)).toEqual(expect.arrayContaining([expect.stringContaining(expected)]));
  });
});
