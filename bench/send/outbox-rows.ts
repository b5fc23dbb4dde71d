/** The outbox's rows as nobody in the product sees them: whose they are, and how to let time pass for some of them. */

import { join } from 'node:path';
import { and, count, eq, gt, inArray, like } from 'drizzle-orm';
import { connectPostgres } from '../../db/connect-postgres.ts';
import { connectSqlite } from '../../db/connect-sqlite.ts';
import { type Config, packageRoot } from '../../src/config.ts';
import { EVENT } from '../../src/domain/event.ts';
import type { MessageState } from '../../src/domain/message.ts';

export interface Row {
  readonly id: string;
  readonly state: MessageState;
  readonly attempts: number;
}

export interface OutboxRows {
  /** How many messages a process was sending when it died. Their lease, and that of those it had claimed, ends now. */
  endLeasesOf(pid: number): Promise<number>;
  /** Makes what waits for its next attempt due. */
  endWaiting(): Promise<void>;
  all(): Promise<readonly Row[]>;
  /** How many Email Sent events there are. */
  sentEvents(): Promise<number>;
  close(): Promise<void>;
}

/** A connection of its own to an app's database, which exists already. */
export async function openOutboxRows({ databaseUrl, dataDir }: Config): Promise<OutboxRows> {
  const folder = join(packageRoot(), 'db/migrations');
  const database =
    databaseUrl === null
      ? connectSqlite({ file: join(dataDir, 'flywheel.db'), migrationsFolder: join(folder, 'sqlite') })
      : await connectPostgres({ url: databaseUrl, migrationsFolder: join(folder, 'postgres') });
  const { messages, events } = database.tables;
  return {
    async endLeasesOf(pid) {
      const held = await database.write((connection) =>
        connection
          .update(messages)
          .set({ leaseUntil: Date.now() })
          .where(and(inArray(messages.state, ['claimed', 'sending']), like(messages.owner, `%:${pid}:%`)))
          .returning({ state: messages.state }),
      );
      return held.filter(({ state }) => state === 'sending').length;
    },
    async endWaiting() {
      const now = Date.now();
      await database.write((connection) =>
        connection
          .update(messages)
          .set({ dueAt: now })
          .where(and(eq(messages.state, 'queued'), gt(messages.dueAt, now))),
      );
    },
    all: () =>
      database.read((connection) =>
        connection
          .select({ id: messages.id, state: messages.state, attempts: messages.attempts })
          .from(messages),
      ),
    async sentEvents() {
      const [row] = await database.read((connection) =>
        connection.select({ count: count() }).from(events).where(eq(events.name, EVENT.emailSent)),
      );
      return Number(row?.count ?? 0);
    },
    close: () => database.close(),
  };
}
