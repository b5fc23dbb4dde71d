/** A backup leaves Flywheel the room on the disk that it needs to go on. */

import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DISK_RESERVE_BYTES } from '../../src/domain/disk-space.ts';
import { describeOnEach } from '../support/each-database.ts';
import { openCompany } from './backed-up-company.ts';
import { T0 } from './builders.ts';

const MEGABYTE = 1024 * 1024;
const REFUSED = {
  code: 'unavailable',
  message: expect.stringMatching(/would leave less than 64 MB on the disk of .*Make room/),
};
/** What the disk has left at each look; the last from then on. */
const freeOf =
  (...looks: readonly number[]) =>
  async (): Promise<number> =>
    looks.length > 1 ? (looks as number[]).shift()! : looks[0]!;

describeOnEach((on) => {
  it('is not begun when as much as the last one would not leave the reserve, or the database without one', async () => {
    const company = await openCompany(on, 1);
    const nearly = freeOf(DISK_RESERVE_BYTES + 10_000);
    await expect(company.backUp(T0, { freeBytes: nearly })).rejects.toMatchObject(REFUSED);
    expect(readdirSync(company.to)).toEqual([]);
    await company.backUp(T0 + 1);
    await expect(company.backUp(T0 + 2, { freeBytes: nearly })).rejects.toMatchObject(REFUSED);
    await company.backUp(T0 + 3, { freeBytes: freeOf(DISK_RESERVE_BYTES + MEGABYTE) });
    expect(readdirSync(company.to)).toHaveLength(2);
  });

  it('is given up when others fill the disk meanwhile, and those before it stay', async () => {
    const company = await openCompany(on, 1);
    const { data, keys } = await company.backUp(T0);
    const filling = freeOf(10 * DISK_RESERVE_BYTES, DISK_RESERVE_BYTES, DISK_RESERVE_BYTES - 1);
    await expect(company.backUp(T0 + 1, { freeBytes: filling })).rejects.toMatchObject(REFUSED);
    for (const [folder, kept] of [
      [company.to, data],
      [company.keysTo, keys],
    ] as const)
      expect(readdirSync(folder).map((name) => join(folder, name))).toEqual([kept]);
  });
});

it('copies no model that would not leave the reserve', async () => {
  const company = await openCompany('SQLite', 1);
  await company.backUp(T0);
  mkdirSync(join(company.modelsFolder, 'run-2'));
  writeFileSync(join(company.modelsFolder, 'run-2', 'weights'), Buffer.alloc(3 * MEGABYTE));
  const freeBytes = freeOf(DISK_RESERVE_BYTES + 2 * MEGABYTE);
  await expect(company.backUp(T0 + 1, { freeBytes })).rejects.toMatchObject(REFUSED);
  expect(readdirSync(company.to)).toHaveLength(1);
});
