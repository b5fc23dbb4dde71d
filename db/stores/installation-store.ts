/** Keeps the workspaces that Flywheel is installed in, with their tokens sealed. */

import { and, asc, eq, isNull, lte, or, sql } from 'drizzle-orm';
import type { FieldCipher } from '../../src/domain/cipher.ts';
import type {
  BotTokens,
  Installation,
  InstallationStore,
  NewInstallation,
} from '../../src/domain/installation.ts';
import type { Connection, Database } from '../database.ts';
import { addChoice, readChoices } from './installation-choices.ts';

export interface InstallationStoreParts {
  readonly database: Database;
  /** Each tenant's tokens are sealed under its own key. */
  readonly cipherOf: (tenant: string) => FieldCipher;
}

export function createInstallationStore(parts: InstallationStoreParts): InstallationStore {
  const { database, cipherOf } = parts;
  const { installations } = database.tables;
  const seal = (tenant: string, tokens: BotTokens) =>
    cipherOf(tenant).sealForTenant(JSON.stringify(tokens), placeOf(tenant));
  const read = (tenant?: string) =>
    database.read((connection) =>
      connection
        .select()
        .from(installations)
        .where(tenant === undefined ? undefined : eq(installations.tenant, tenant))
        .orderBy(asc(installations.tenant)),
    );
  return {
    install: (installed, at) =>
      database.write((connection) =>
        upsert(database, connection, { ...installed, at, sealed: seal(installed.tenant, installed.tokens) }),
      ),
    list: async () => (await read()).map(toInstallation),
    find: async (tenant) => (await read(tenant)).map(toInstallation)[0] ?? null,
    async tokens(tenant) {
      const [row] = await read(tenant);
      if (row === undefined || row.tokens === null) return null;
      const opened = cipherOf(tenant).openForTenant(row.tokens, placeOf(tenant));
      return { ...(JSON.parse(opened) as BotTokens), revision: row.revision };
    },
    claimRefresh: (tenant, claim) =>
      database.write((connection) => claimRow(database, connection, { tenant, ...claim })),
    async replaceTokens(tenant, revision, tokens) {
      const set = {
        tokens: seal(tenant, tokens),
        revision: revision + 1,
        refreshOwner: null,
        refreshUntil: null,
      };
      const rows = await database.write((connection) =>
        updateRow(database, connection, { tenant, set, revision }),
      );
      return rows === 1;
    },
    configure: (tenant, { channel, approvers }, { actor, at }) =>
      database.write(async (connection) => {
        const set = { channel, approvers: [...approvers] };
        if ((await updateRow(database, connection, { tenant, set })) === 0) return;
        await addChoice(database, connection, { ...set, tenant, changedBy: actor, changedAt: at });
      }),
    choices: (tenant) => readChoices(database, tenant),
    end: (tenant, at) => database.write((connection) => endRow(database, connection, { tenant, at })),
  };
}

type Row = Database['tables']['installations']['$inferSelect'];

function placeOf(row: string) {
  return { table: 'installations', column: 'tokens', row };
}

function toInstallation(row: Row): Installation {
  const { tokens: _, revision: __, refreshOwner: ___, refreshUntil: ____, ...installation } = row;
  return installation;
}

type Installing = Omit<NewInstallation, 'tokens'> & { readonly sealed: Uint8Array; readonly at: number };

async function upsert(
  { tables }: Pick<Database, 'tables'>,
  connection: Connection,
  installing: Installing,
): Promise<void> {
  const { installations } = tables;
  const { tenant, teamName, appId, botUserId, installerId, sealed, at } = installing;
  const here = eq(installations.tenant, tenant);
  const named = { teamName, appId, botUserId, installerId, tokens: sealed };
  const begun = { ...named, state: 'installed' as const, installedAt: at, endedAt: null };
  const places = { channel: installerId, approvers: [installerId] };
  const added = await connection
    .insert(installations)
    .values({ tenant, ...begun, ...places, revision: 1 })
    .onConflictDoNothing()
    .returning({ tenant: installations.tenant });
  const choice = { ...places, tenant, changedBy: installerId, changedAt: at };
  if (added.length > 0) return addChoice({ tables }, connection, choice);
  // Who had been removed is asked anew: channels and people may be others by now.
  const again = await connection
    .update(installations)
    .set(places)
    .where(and(here, eq(installations.state, 'ended')))
    .returning({ tenant: installations.tenant });
  if (again.length > 0) await addChoice({ tables }, connection, choice);
  const renewed = { revision: sql`${installations.revision} + 1`, refreshOwner: null, refreshUntil: null };
  await connection
    .update(installations)
    .set({ ...begun, ...renewed })
    .where(here);
}

interface Claim {
  readonly tenant: string;
  readonly revision: number;
  readonly owner: string;
  readonly now: number;
  readonly leaseUntil: number;
}

async function claimRow({ tables }: Database, connection: Connection, claim: Claim): Promise<boolean> {
  const { installations } = tables;
  const { tenant, revision, owner, now, leaseUntil } = claim;
  const isFree = or(isNull(installations.refreshUntil), lte(installations.refreshUntil, now));
  const claimed = await connection
    .update(installations)
    .set({ refreshOwner: owner, refreshUntil: leaseUntil })
    .where(
      and(
        eq(installations.tenant, tenant),
        eq(installations.state, 'installed'),
        eq(installations.revision, revision),
        isFree,
      ),
    )
    .returning({ tenant: installations.tenant });
  return claimed.length === 1;
}

/** Gives how many rows that was: those that are installed, and of that revision when one is named. */
async function updateRow(
  { tables }: Database,
  connection: Connection,
  {
    tenant,
    set,
    revision,
  }: { readonly tenant: string; readonly set: Partial<Row>; readonly revision?: number },
): Promise<number> {
  const { installations } = tables;
  const isOurs = and(eq(installations.tenant, tenant), eq(installations.state, 'installed'));
  const where = revision === undefined ? isOurs : and(isOurs, eq(installations.revision, revision));
  const rows = await connection
    .update(installations)
    .set(set)
    .where(where)
    .returning({ tenant: installations.tenant });
  return rows.length;
}

async function endRow(
  { tables }: Database,
  connection: Connection,
  { tenant, at }: { readonly tenant: string; readonly at: number },
): Promise<boolean> {
  const { installations } = tables;
  const ended = await connection
    .update(installations)
    .set({ state: 'ended', endedAt: at, tokens: null, refreshOwner: null, refreshUntil: null })
    .where(
      and(
        eq(installations.tenant, tenant),
        eq(installations.state, 'installed'),
        lte(installations.installedAt, at),
      ),
    )
    .returning({ tenant: installations.tenant });
  return ended.length === 1;
}
