/** What the pages for readers name is there: scripts, jobs, settings, links, paths, and examples that work. */

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'dotenv';
import { describe, expect, it } from 'vitest';
import { parseMapping } from '../src/collect/import-mapping.ts';
import { builtFile } from './support/build-changed.ts';

const DOCS = readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : []));
const PAGES = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...DOCS];
const explained = Object.keys(parse(readFileSync('.env.example', 'utf8')));
/** As it is written in running text and in tables. */
const SETTING = /`([A-Z][A-Z]*(?:_[A-Z]+)+|PORT|HOST|WORKSPACE)\b[^`]*`/g;
/** What each job's help says; asking for it starts a process. */
const helps = new Map<string, string>();
const readme = readFileSync('README.md', 'utf8');

describe.each(PAGES)('%s', (page) => {
  const text = readFileSync(page, 'utf8');

  it('names only scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    const named = all(text, /npm run ([\w:-]+)/g);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it('has no relative link that leads nowhere', () => {
    const links = all(text, /\]\(([^)#]+)[^)]*\)/g).filter((link) => !/^https?:/.test(link));
    expect(links.filter((link) => !existsSync(join(dirname(page), link)))).toEqual([]);
  });

  it('names only files and folders that exist', () => {
    const paths = all(text, /`((?:src|commands|jobs|db|simulator|demo|bench|test|docs)\/[\w./-]*)`/g);
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('names only jobs and options that the command line knows', () => {
    for (const call of all(text, /npm run job -- ([^`\n]+)/g)) {
      const [name, ...words] = call.split(' ');
      if (name === 'NAME') continue;
      expect(helpOf(name!)).toContain(`npm run job -- ${name}`);
      for (const option of words.filter((word) => word.startsWith('--')))
        expect(helpOf(name!)).toMatch(new RegExp(`${option}[ \n]`));
    }
  });

  it('starts only parts that there are', () => {
    expect(all(text, /npm start -- (\w+)/g).filter((part) => !['web', 'worker'].includes(part))).toEqual([]);
  });

  it('names only settings that .env.example explains', () => {
    expect(all(text, SETTING).filter((name) => !explained.includes(name))).toEqual([]);
  });
});

describe('README.md', () => {
  it('gives both commands on the first screen', () => {
    const firstScreen = readme.split('\n').slice(0, 25).join('\n');
    expect(firstScreen).toContain('npm ci && npm start');
    expect(firstScreen).toContain('npm ci && npm test');
  });

  it('names all settings that a shop may need', () => {
    const named = new Set(all(readme, SETTING));
    const notForShops = ['FLYWHEEL_CLOCK_OFFSET_MS'];
    expect(explained.filter((name) => !named.has(name) && !notForShops.includes(name))).toEqual([]);
  });

  it('shows a mapping that the import accepts', () => {
    const [example] = all(readme, /```json\n([\s\S]*?)```/g);
    expect(parseMapping(JSON.parse(example!))).toMatchObject({ rows: 'order lines', currency: 'EUR' });
  });
});

function all(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found]) => found!);
}

/** What the command line says of a job; it exits with an error when there is none of the name. */
function helpOf(name: string): string {
  const args = [builtFile('jobs/main'), name, '--help'];
  const help = helps.get(name) ?? execFileSync(process.execPath, args, { encoding: 'utf8' });
  helps.set(name, help);
  return help;
}
