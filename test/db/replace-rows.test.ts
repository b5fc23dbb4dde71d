import { eq, sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { StoreParts } from '../../db/database.ts';
import { T0 } from './builders.ts';
import { describeOnEachDatabase } from './open-test-database.ts';

function latch(): { readonly opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

/** Where several write at once: until one of them waits for another. SQLite lets the second begin after the first. */
async function untilSomebodyWaits({ database }: StoreParts): Promise<void> {
  if (!database.fast.concurrent) return;
  const waiting = sql<number>`(select count(*)::integer from pg_locks where not granted)`;
  for (let count = 0; count === 0; ) {
    const [row] = await database.read((connection) =>
      connection.select({ count: waiting }).from(sql`(select 1) as one`),
    );
    count = row?.count ?? 0;
  }
}

describeOnEachDatabase('replacing what rows hold', (stage) => {
  it('takes along a row that somebody else was changing', async () => {
    const parts = stage.parts();
    const { database, tenant } = parts;
    const { coupons } = database.tables;
    const coupon = { offerId: 'o', campaignId: 'c', issuedAt: T0, contactId: 'ann' };
    await database.write((connection) =>
      connection.insert(coupons).values({ ...coupon, tenant, code: 'CUP' }),
    );
    const changed = latch();
    const committing = latch();
    const first = database.write(async (connection) => {
      await connection.update(coupons).set({ redeemedAt: T0 }).where(eq(coupons.tenant, tenant));
      changed.open();
      await committing.opened;
    });
    await changed.opened;
    const second = database.write((connection) =>
      database.fast.replace(connection, coupons, {
        tenant,
        column: 'contactId',
        values: [{ from: 'ann', to: 'bob' }],
      }),
    );
    await untilSomebodyWaits(parts);
    committing.open();
    await Promise.all([first, second]);

    const rows = await database.read((connection) => connection.select().from(coupons));
    expect(rows).toEqual([expect.objectContaining({ code: 'CUP', contactId: 'bob', redeemedAt: T0 })]);
  });
});
