/** Slack's text markup: what is markup, what only looks like it, and what was escaped. */
import { describe, expect, it } from 'vitest';
import { type Inline, parseMrkdwn } from '../../demo/page/src/blocks/parse-mrkdwn.ts';

const text = (value: string): Inline => ({ kind: 'text', text: value });
const paragraph = (...children: Inline[]) => [{ kind: 'paragraph', children }];

describe('what is markup', () => {
  it.each<[string, Inline[]]>([
    [
      '*b* _i_ ~s~',
      [
        { kind: 'bold', children: [text('b')] },
        text(' '),
        { kind: 'italic', children: [text('i')] },
        text(' '),
        { kind: 'strike', children: [text('s')] },
      ],
    ],
    [
      '<https://a.example/x_y|A &amp; B>',
      [{ kind: 'link', address: 'https://a.example/x_y', children: [text('A & B')] }],
    ],
    [
      '*<https://a.example|x>*',
      [{ kind: 'bold', children: [{ kind: 'link', address: 'https://a.example', children: [text('x')] }] }],
    ],
    [
      'see https://a.example/?a=1&amp;b=2.',
      [
        text('see '),
        {
          kind: 'link',
          address: 'https://a.example/?a=1&b=2',
          children: [text('https://a.example/?a=1&b=2')],
        },
        text('.'),
      ],
    ],
    [
      '<@U1> <#C1|sales> <!here>',
      [
        { kind: 'user', id: 'U1' },
        text(' '),
        { kind: 'mention', text: '#sales' },
        text(' '),
        { kind: 'mention', text: '@here' },
      ],
    ],
    ['`*x* &lt;`', [{ kind: 'code', text: '*x* <' }]],
    [':tada: :+1:', [{ kind: 'emoji', name: 'tada' }, text(' '), { kind: 'emoji', name: '+1' }]],
    ['<!date^60^{time}|noon>', [{ kind: 'date', seconds: 60, format: '{time}' }]],
  ])('%s', (source, expected) => {
    expect(parseMrkdwn(source)).toEqual(paragraph(...expected));
  });

  it('parts quotes and code blocks from the text around them', () => {
    expect(parseMrkdwn('a\n&gt; b\n&gt; c\nd\n```\n*x*\n```')).toEqual([
      { kind: 'paragraph', children: [text('a')] },
      { kind: 'quote', children: [text('b\nc')] },
      { kind: 'paragraph', children: [text('d')] },
      { kind: 'preformatted', text: '*x*' },
    ]);
  });
});

describe('what is not', () => {
  it.each([
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['snake_case_name', 'snake_case_name'],
    ['10:30:45', '10:30:45'],
    ['# no heading', '# no heading'],
    ['| a | b |', '| a | b |'],
    ['&lt;!channel&gt; &lt;@U1&gt;', '<!channel> <@U1>'],
    ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
  ])('%s', (source, expected) => {
    expect(parseMrkdwn(source)).toEqual(paragraph(text(expected)));
  });
});
