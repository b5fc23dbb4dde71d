/** The tables of workspaces that Flywheel is installed in. */

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
  /** Each choice of where the bot writes and who approves, as they follow each other; rows are only ever added. */
  const installationChoices = kit.table(
    'installation_choices',
    {
      tenant: kit.text().notNull(),
      version: kit.integer().notNull(),
      changedBy: kit.text().notNull(),
      changedAt: kit.time().notNull(),
      channel: kit.text().notNull(),
      approvers: kit.json<readonly string[]>().notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.tenant, t.version] })],
  );
  return { installations, installationChoices };
}
