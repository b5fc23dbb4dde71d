/** Nothing personal lies in clear: not in the data folder, not in the database, not in a backup, not in what processes say. */

import { describe, expect, it } from 'vitest';
import { importPast, liveOneDay, openShop, run } from './busy-shop.ts';
import { BARNABY, dumpTables, findIn, readFolder } from './search-for-people.ts';

describe.each(['SQLite', 'PostgreSQL'])('with %s', (kind) => {
  it('leaves nothing personal in clear, whatever customers, files and mail servers say', async () => {
    const shop = await openShop(kind);
    const logs = [...(await importPast(shop)), ...(await liveOneDay(shop))];
    logs.push(await run(shop, 'backup'));
    logs.push(
      await run(
        shop,
        'restore',
        '--from',
        `${shop.dataDir}/backups`,
        '--keys',
        `${shop.dataDir}/backups-keys`,
        '--check',
      ),
    );
    logs.push(await shop.stopWeb());

    const kept = readFolder(shop.dataDir);
    // What is searched is what there is: the data are in it, and open with the key.
    expect(kept.map(({ name }) => name).join(' ')).toMatch(/events\.ndjson\.gz/);
    for (const words of ['Order Completed', 'no mailbox of'])
      expect(kept.some(({ bytes }) => bytes.includes(words))).toBe(true);
    expect(kept.filter(({ name }) => name.endsWith('.sealed'))).toHaveLength(2);
    if (shop.databaseUrl !== null) kept.push(...(await dumpTables(shop.databaseUrl)));
    const said = logs.map((text, n) => ({ name: `log ${n}`, bytes: Buffer.from(text) }));
    expect(findIn([...kept, ...said])).toEqual([]);
    // And they are found where they lie in clear.
    expect(findIn([{ name: 'mail', bytes: Buffer.from(shop.smtp.received[0]!.raw) }])).not.toEqual([]);
    expect(findIn([{ name: 'coded', bytes: Buffer.from(btoa(`{"email":"${BARNABY.email}"}`)) }])).not.toEqual(
      [],
    );
  });
});
