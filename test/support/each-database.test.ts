import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { listSources } from '../architecture/list-sources.ts';

const OPENS = /\b(?:open|start)Flywheel\(/;
/** Hands on which database it is to be, and with that over which transport. */
const ON_EACH = /\bdescribeOnEach\(\(on\) =>/;

it('is asked by every test of what people do in Slack, but for the one of Socket Mode alone', () => {
  const opening = listSources('test/commands')
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
    .filter(({ text }) => OPENS.test(text));
  expect(opening.length).toBeGreaterThan(20);
  const once = opening.filter(({ text }) => !ON_EACH.test(text) || /Flywheel\(\{ at\b/.test(text));
  expect(once.map(({ path }) => path)).toEqual([expect.stringContaining('socket-mode.test.ts')]);
});
