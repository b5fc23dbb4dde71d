/** Tables that keep the machine going: jobs, what was told in Slack, what a team has set there, and whose key all is under. */

import { JOB_STATES } from '../../src/domain/job.ts';
import type { ShopChoice } from '../../src/domain/shop-settings.ts';
import type { Kit } from '../kit.ts';

export function buildRunningTables(kit: Kit) {
  const jobs = kit.table(
    'jobs',
    {
      tenant: kit.text().notNull(),
      id: kit.text().notNull(),
      name: kit.text().notNull(),
      fireKey: kit.text().notNull(),
      state: kit.oneOf(JOB_STATES).notNull(),
      dueAt: kit.time().notNull(),
      owner: kit.text(),
      leaseUntil: kit.time(),
      startedAt: kit.time(),
      finishedAt: kit.time(),
      attempts: kit.integer().notNull(),
      result: kit.json<Readonly<Record<string, unknown>>>(),
      error: kit.text(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.tenant, t.id] }),
      kit.unique('jobs_fire_once').on(t.tenant, t.fireKey),
      kit.checkOneOf('jobs_state', t.state, JOB_STATES),
      kit.index('jobs_due').on(t.tenant, t.state, t.dueAt),
    ],
  );
  const tellings = kit.table(
    'tellings',
    {
      tenant: kit.text().notNull(),
      key: kit.text().notNull(),
      leaseUntil: kit.time().notNull(),
      toldAt: kit.time(),
    },
    (t) => [kit.primaryKey({ columns: [t.tenant, t.key] })],
  );
  /** Never changed: the newest version holds, and those before it say who chose what. */
  const shopSettings = kit.table(
    'shop_settings',
    {
      tenant: kit.text().notNull(),
      version: kit.integer().notNull(),
      changedBy: kit.text().notNull(),
      changedAt: kit.time().notNull(),
      choice: kit.json<ShopChoice>().notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.tenant, t.version] })],
  );
  /** Of all tenants together: the master key that the database was first started with, told by its fingerprint. */
  const masterKeys = kit.table(
    'master_keys',
    {
      tenant: kit.text().notNull(),
      version: kit.integer().notNull(),
      fingerprint: kit.text().notNull(),
      since: kit.time().notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.tenant, t.version] })],
  );
  return { jobs, tellings, shopSettings, masterKeys };
}
