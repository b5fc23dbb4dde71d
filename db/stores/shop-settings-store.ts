/** Keeps each version of what a team says of its shop, and who said it. */

import { desc, eq } from 'drizzle-orm';
import type { ShopSettingsStore } from '../../src/domain/shop-settings.ts';
import type { StoreParts } from '../database.ts';

export function createShopSettingsStore({ database, tenant }: StoreParts): ShopSettingsStore {
  const { shopSettings } = database.tables;
  return {
    async latest() {
      const [row] = await database.read((connection) =>
        connection
          .select()
          .from(shopSettings)
          .where(eq(shopSettings.tenant, tenant))
          .orderBy(desc(shopSettings.version))
          .limit(1),
      );
      if (row === undefined) return null;
      const { tenant: _, ...version } = row;
      return version;
    },
    async add(next) {
      const added = await database.write((connection) =>
        connection
          .insert(shopSettings)
          .values({ ...next, tenant })
          .onConflictDoNothing()
          .returning({ version: shopSettings.version }),
      );
      return added.length === 1;
    },
  };
}
