/** Who imports whom, what a stage may reach for, and how long things get: the rules of docs/architecture.md. */

import { readFileSync } from 'node:fs';
import type { ICruiseResult } from 'dependency-cruiser';
import { beforeAll, describe, expect, it } from 'vitest';
import { cruiseTree, FOLDERS, listViolations, ruleNames, rulesBrokenBy } from './architecture/cruise-tree.ts';
import { listSources } from './architecture/list-sources.ts';
import { LAWFUL, PLANTED } from './architecture/planted-violations.ts';
import { findOversize, findSideDoors, LIMITS } from './architecture/scan-source.ts';

describe('imports', () => {
  let tree: ICruiseResult;
  beforeAll(async () => {
    tree = await cruiseTree(process.cwd());
  });

  it('are read from every source file, types and .ts endings included', () => {
    const read = new Set(tree.modules.map(({ source }) => source));
    const sources = FOLDERS.flatMap((folder) => listSources(folder));
    expect(sources.length).toBeGreaterThan(300);
    expect(sources.filter((source) => !read.has(source))).toEqual([]);
    const imports = tree.modules.flatMap(({ dependencies }) => dependencies);
    expect(
      imports.filter(({ dependencyTypes }) => dependencyTypes.includes('type-only')).length,
    ).toBeGreaterThan(200);
    expect(
      imports.filter(({ module, resolved }) => module.endsWith('.ts') && resolved.endsWith('.ts')).length,
    ).toBeGreaterThan(600);
  });

  it('all resolve, since an import that is not found breaks no rule', () => {
    const lost = tree.modules.flatMap(({ source, dependencies }) =>
      dependencies
        .filter(({ couldNotResolve }) => couldNotResolve)
        .map(({ module }) => `${source} -> ${module}`),
    );
    expect(lost).toEqual([]);
  });

  it('break no rule', () => {
    expect(listViolations(tree)).toEqual([]);
  });

  it('that are allowed break none', async () => {
    expect(await rulesBrokenBy(LAWFUL)).toEqual([]);
  });

  it.each(ruleNames)('that break "%s" are caught', async (name) => {
    const trees = PLANTED[name] ?? [];
    expect(trees.length).toBeGreaterThan(0);
    for (const files of trees)
      expect({ files, broken: await rulesBrokenBy(files) }).toEqual({ files, broken: [name] });
  });
});

const STAGES = ['collect', 'prepare', 'learn', 'strategize', 'approve', 'send', 'feedback', 'optimize'];

describe('a stage', () => {
  it('is handed clock, seed and settings', () => {
    const sources = STAGES.flatMap((stage) => listSources(`src/${stage}`));
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.flatMap((path) => findSideDoors(path, readFileSync(path, 'utf8')))).toEqual([]);
  });

  it.each([
    'const at = Date.now();',
    'const at = new Date();',
    'const at = new Date;',
    'const at = Date();',
    'const at = globalThis.Date.now();',
    'const draw = Math.random;',
    "const key = process.env['WRITE_KEY'];",
    'const { WRITE_KEY } = process.env;',
    'const at = performance.now();',
  ])('that says "%s" is caught', (line) => {
    expect(findSideDoors('src/send/planted.ts', `${line}\n`)).toHaveLength(1);
  });

  it('may speak of a given moment, and of a clock in a comment', () => {
    expect(findSideDoors('src/send/fine.ts', '// not Date.now()\nexport const at = new Date(0);\n')).toEqual(
      [],
    );
  });
});

/** Declarative tables: one entry a column, read by looking up rather than from top to bottom. */
const isExempt = (path: string) =>
  path.startsWith('db/schema/') || path.startsWith('src/tensor/kernels/assembly/');

describe('a source file', () => {
  it('opens with a sentence, and is no longer than one can read', () => {
    const sources = FOLDERS.flatMap((folder) => listSources(folder)).filter((path) => !isExempt(path));
    expect(sources.flatMap((path) => findOversize(path, readFileSync(path, 'utf8')))).toEqual([]);
  });

  it.each([
    ['a long file', `/** Long. */\n${'const x = 1;\n'.repeat(LIMITS.fileLines)}`],
    ['a file that does not say what it is for', 'export const x = 1;\n'],
    ['a long function', `/** Long. */\nexport function f() {\n${'  g();\n'.repeat(LIMITS.functionLines)}}\n`],
    [
      'a long arrow',
      `/** Long. */\nexport const f = () => {\n${'  g();\n'.repeat(LIMITS.functionLines)}};\n`,
    ],
    ['a function that wants too much', '/** Many. */\nexport function f(a, b, c, d, e) {}\n'],
    ['a method that wants too much', '/** Many. */\nexport class C { m(a, b, c, d, e) {} }\n'],
  ])('would be caught as %s', (_, source) => {
    expect(findOversize('src/planted.ts', source)).toHaveLength(1);
  });
});
