/** Reads a tree's imports and holds them against the rules of `.dependency-cruiser.cjs`. */

import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import {
  cruise,
  type ICruiseOptions,
  type ICruiseResult,
  type IFlattenedRuleSet,
  type IForbiddenRuleType,
} from 'dependency-cruiser';

/** Everything that holds code. */
export const FOLDERS = ['src', 'commands', 'jobs', 'db', 'simulator', 'demo', 'bench', 'test'];

const configuration: { readonly forbidden: IForbiddenRuleType[]; readonly options: ICruiseOptions } =
  createRequire(import.meta.url)('../../.dependency-cruiser.cjs');

export const ruleNames: readonly string[] = configuration.forbidden.map(
  (rule) => rule.name ?? 'a rule without a name',
);

/** Cruises the folders that are there under `root`. */
export async function cruiseTree(root: string): Promise<ICruiseResult> {
  const folders = FOLDERS.filter((folder) => existsSync(join(root, folder)));
  const { output } = await cruise(folders, {
    ...configuration.options,
    baseDir: root,
    validate: true,
    ruleSet: { forbidden: configuration.forbidden } as IFlattenedRuleSet,
  });
  if (typeof output === 'string')
    throw new Error('dependency-cruiser gave text where its result was asked for');
  return output;
}

/** Each violation on one line, with the rule's reason. */
export function listViolations(result: ICruiseResult): string[] {
  const reasons = new Map(configuration.forbidden.map(({ name, comment }) => [name, comment]));
  return result.summary.violations.map(
    ({ rule, from, to }) =>
      `${rule.name}: ${from}${to === from ? '' : ` -> ${to}`} (${reasons.get(rule.name)})`,
  );
}

/** The names of the rules that a small tree breaks; it is written to a temporary folder and removed. */
export async function rulesBrokenBy(files: Readonly<Record<string, string>>): Promise<string[]> {
  const root = mkdtempSync(join(tmpdir(), 'flywheel-architecture-'));
  try {
    symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
    for (const [path, source] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), source);
    }
    const { summary } = await cruiseTree(root);
    return [...new Set(summary.violations.map(({ rule }) => rule.name))].sort();
  } finally {
    rmSync(root, { recursive: true });
  }
}
