/** Which backups are kept, and which of them a person is told of. */

import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openCompany } from './backed-up-company.ts';
import { T0 } from './builders.ts';

it('keeps seven backups of data and two of keys, and nothing of one that was stopped', async () => {
  const company = await openCompany('SQLite', 1);
  // As a killed one leaves it.
  mkdirSync(join(company.to, '.partial-flywheel-data-x', 'tables'), { recursive: true });
  for (let n = 0; n < 9; n += 1) await company.backUp(T0 + n);
  const stopped = company.backUp(T0 + 9, { signal: AbortSignal.abort() });
  await expect(stopped).rejects.toThrow();
  await expect(company.backUp(T0 + 8)).rejects.toMatchObject({ code: 'conflict' });
  const nth = (n: number) => `2026-01-05T00-00-00-00${n}Z`;
  expect(readdirSync(company.to).sort()).toEqual([2, 3, 4, 5, 6, 7, 8].map((n) => `flywheel-data-${nth(n)}`));
  expect(readdirSync(company.keysTo).sort()).toEqual([7, 8].map((n) => `flywheel-keys-${nth(n)}`));
});

it('never removes the one just finished, though the clock ran ahead when others were made, and names those', async () => {
  const company = await openCompany('SQLite', 1);
  const YEAR = 365 * 86_400_000;
  for (let n = 0; n < 7; n += 1) await company.backUp(T0 + YEAR + n);
  const ahead = [...readdirSync(company.to), ...readdirSync(company.keysTo)];
  for (let n = 0; n < 3; n += 1) {
    const { data, keys, datedLater } = await company.backUp(T0 + n);
    expect([existsSync(data), existsSync(keys)]).toEqual([true, true]);
    expect([...datedLater].sort()).toEqual(ahead.sort());
  }
  expect(readdirSync(company.to)).toHaveLength(7 + 3);
  expect(readdirSync(company.keysTo)).toHaveLength(2 + 2);
});
