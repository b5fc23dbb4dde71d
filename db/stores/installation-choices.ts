/** Keeps each choice of where the bot writes and who approves, with who chose it. */

import { asc, eq, max } from 'drizzle-orm';
import type { InstallationChoice } from '../../src/domain/installation.ts';
import type { Connection, Database } from '../database.ts';

/** In the transaction that has just written the installation's row, which gives the versions out one by one. */
export async function addChoice(
  { tables }: Pick<Database, 'tables'>,
  connection: Connection,
  choice: Omit<InstallationChoice, 'version'> & { readonly tenant: string },
): Promise<void> {
  const { installationChoices } = tables;
  const [newest] = await connection
    .select({ version: max(installationChoices.version) })
    .from(installationChoices)
    .where(eq(installationChoices.tenant, choice.tenant));
  const { approvers } = choice;
  const version = (newest?.version ?? 0) + 1;
  await connection.insert(installationChoices).values({ ...choice, approvers: [...approvers], version });
}

/** Oldest first. */
export async function readChoices(
  { tables, read }: Database,
  tenant: string,
): Promise<readonly InstallationChoice[]> {
  const { installationChoices } = tables;
  const rows = await read((connection) =>
    connection
      .select()
      .from(installationChoices)
      .where(eq(installationChoices.tenant, tenant))
      .orderBy(asc(installationChoices.version)),
  );
  return rows.map(({ tenant: _, ...choice }) => choice);
}
