import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { listSources } from '../architecture/list-sources.ts';
import { taken } from './taken.ts';

const DRAWS = /import \{[^}]*\bdraw[A-Z][^}]*\} from '[./]+src\/adapters\/slack\/draw-/;
const CHECKS = /import \{ taken \} from '[./]+taken\.ts'|import \{ taken \} from '[./]+support\/taken\.ts'/;

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });

it('passes on what Slack takes', () => {
  const message = { text: 'Ten buyers', blocks: [section('Ten buyers')] };
  expect(taken(message)).toBe(message);
});

it.each([
  ['a message that Slack refuses', { text: 'x', blocks: [section('')] }],
  ['a message without words', { text: ' ', blocks: [section('x')] }],
  ['a view that Slack refuses', { type: 'modal', blocks: [section('x')] }],
])('stops %s', (_, drawn) => {
  expect(() => taken(drawn)).toThrow();
});

it('is asked by every test that draws', () => {
  const sources = listSources('test').map((path) => ({ path, text: readFileSync(path, 'utf8') }));
  const drawing = sources.filter(({ text }) => DRAWS.test(text));
  expect(drawing.length).toBeGreaterThan(3);
  expect(drawing.filter(({ text }) => !CHECKS.test(text)).map(({ path }) => path)).toEqual([]);
});
