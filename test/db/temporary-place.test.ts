/** Places for one check: each is removed by the next when its process was killed, and by nobody while it is worked in. */

import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inTemporaryPlace } from '../../db/backup/temporary-place.ts';
import { parseDatabaseUrl } from '../../db/rows/database-url.ts';
import { openRaw } from '../../db/rows/open-raw.ts';
import { inTemporaryFolder } from '../../db/rows/temporary-folder.ts';
import { freshUrl } from './fresh-place.ts';

it('a folder in which somebody works is left alone by whoever comes meanwhile', async () => {
  const [outer, inner] = await inTemporaryFolder('flywheel-test-', async (first) => {
    const second = await inTemporaryFolder('flywheel-test-', async (folder) => folder);
    expect([existsSync(first), existsSync(second)]).toEqual([true, false]);
    return [first, second];
  });
  expect([outer !== inner, existsSync(outer!)]).toEqual([true, false]);
});

it('so is a database on a server', async () => {
  const like = parseDatabaseUrl(await freshUrl('PostgreSQL'));
  await inTemporaryPlace(like, async (first) => {
    await inTemporaryPlace(like, async () => undefined);
    await (await openRaw(first)).close();
  });
});
