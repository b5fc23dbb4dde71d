import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { listSources } from '../architecture/list-sources.ts';

/** Each would wait for a second, or for as long as somebody's machine once took. */
const IMPATIENT = /\bvi\.waitFor\(|\.poll\([^;]*\btimeout:/;

it('is how every test waits', () => {
  const sources = listSources('test').map((path) => ({ path, text: readFileSync(path, 'utf8') }));
  expect(sources.filter(({ text }) => /\bwaitFor\(/.test(text)).length).toBeGreaterThan(20);
  const impatient = sources.filter(({ path, text }) => !path.includes('wait-for') && IMPATIENT.test(text));
  expect(impatient.map(({ path }) => path)).toEqual([]);
});
