/** The one schema, built once per database; the PostgreSQL types are the ones stores are written against. */

import { type Kit, postgresKit, sqliteKit } from './kit.ts';
import { buildCampaigningTables } from './schema/campaigning.ts';
import { buildFactTables } from './schema/facts.ts';
import { buildInstallingTables } from './schema/installing.ts';
import { buildLearningTables } from './schema/learning.ts';
import { buildPeopleTables } from './schema/people.ts';
import { buildRunningTables } from './schema/running.ts';
import { buildTalkingTables } from './schema/talking.ts';

export function buildSchema(kit: Kit) {
  return {
    ...buildPeopleTables(kit),
    ...buildFactTables(kit),
    ...buildLearningTables(kit),
    ...buildCampaigningTables(kit),
    ...buildRunningTables(kit),
    ...buildTalkingTables(kit),
    ...buildInstallingTables(kit),
  };
}

export type Tables = ReturnType<typeof buildSchema>;

export const sqliteTables: Tables = buildSchema(sqliteKit);

export const postgresTables: Tables = buildSchema(postgresKit);
