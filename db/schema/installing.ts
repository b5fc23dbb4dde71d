/** The table of workspaces that Flywheel is installed in. */

import { INSTALLATION_STATES } from '../../src/domain/installation.ts';
import type { Kit } from '../kit.ts';

export function buildInstallingTables(kit: Kit) {
  const installations = kit.table(
    'installations',
    {
      tenant: kit.text().notNull(),
      teamName: kit.text().notNull(),
      appId: kit.text().notNull(),
      botUserId: kit.text().notNull(),
      installerId: kit.text().notNull(),
      state: kit.oneOf(INSTALLATION_STATES).notNull(),
      channel: kit.text().notNull(),
      approvers: kit.json<readonly string[]>().notNull(),
      installedAt: kit.time().notNull(),
      endedAt: kit.time(),
      /** Sealed under the tenant's key; null once it has ended. */
      tokens: kit.bytes(),
      /** Grows whenever the tokens are replaced. */
      revision: kit.integer().notNull(),
      /** Who uses the refresh token, which works once, and until when. */
      refreshOwner: kit.text(),
      refreshUntil: kit.time(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.tenant] }),
      kit.checkOneOf('installations_state', t.state, INSTALLATION_STATES),
    ],
  );
  return { installations };
}
