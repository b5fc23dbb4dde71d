/** Fills what tenants share: the master key that the database is of, and the workspaces that Flywheel is installed in. */

import type { StoreParts } from '../../db/database.ts';
import { claimForKey } from '../../db/stores/claim-for-key.ts';
import { createInstallationStore } from '../../db/stores/installation-store.ts';
import { DAY } from '../../src/domain/clock.ts';
import { T0 } from './builders.ts';

export async function fillHouse({ database, tenant, cipher }: StoreParts): Promise<void> {
  const ring = { database, cipherOf: () => cipher };
  await claimForKey(ring, { tenant, fingerprint: 'of MASTER', at: T0 });
  const tokens = { botToken: 'xoxe.xoxb-1', refreshToken: 'xoxe-1', expiresAt: T0 + DAY };
  const named = { tenant, teamName: 'Tea & <Shop> 茶', appId: 'A1', botUserId: 'U0', installerId: 'U1' };
  await createInstallationStore(ring).install({ ...named, tokens }, T0);
}
