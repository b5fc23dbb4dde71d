/** What the pages for readers name is there: scripts, jobs, settings, links, paths, and examples that work. */

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'dotenv';
import { describe, expect, it } from 'vitest';
import { parseMapping } from '../src/collect/import-mapping.ts';

const PAGES = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs/architecture.md'];
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
});

describe('README.md', () => {
  it('gives both commands on the first screen', () => {
    const firstScreen = readme.split('\n').slice(0, 25).join('\n');
    expect(firstScreen).toContain('npm ci && npm start');
    expect(firstScreen).toContain('npm ci && npm test');
  });

  it('names only jobs and options that the command line knows', () => {
    const calls = all(readme, /npm run job -- ([^`\n]+)/g).map((call) => call.split(' '));
    const help = new Map([...new Set(calls.map(([name]) => name!))].map((name) => [name, helpOf(name)]));
    expect([...help.keys()]).toContain('nightly');
    for (const [name, ...words] of calls) {
      expect(help.get(name!)).toContain(`npm run job -- ${name}`);
      for (const option of words.filter((word) => word.startsWith('--')))
        expect(help.get(name!)).toContain(`${option} `);
    }
  });

  it('names only settings that .env.example explains, and all that a shop may need', () => {
    const explained = Object.keys(parse(readFileSync('.env.example', 'utf8')));
    const named = new Set(all(readme, /`([A-Z][A-Z]*(?:_[A-Z]+)+|PORT|HOST)\b[^`]*`/g));
    expect([...named].filter((name) => !explained.includes(name))).toEqual([]);
    const notForShops = ['DATABASE_URL', 'FLYWHEEL_CLOCK_OFFSET_MS'];
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
  return execFileSync(process.execPath, ['--import', 'tsx', 'jobs/main.ts', name, '--help'], {
    encoding: 'utf8',
  });
}
