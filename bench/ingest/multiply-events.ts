/** Makes many events of some, below the store, so that a bench need not spend its time on filling one. */

import { sql } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';

/** The id's 32 digits allow for as many turns. */
const MOST_COPIES = 32;

/**
 * Copies of each event: of the same contact, at other times, under an id that is the first one's, turned;
 * so they lie as scattered in the indexes as real ones. Counters stay equal to the rows. Their payloads no longer open,
 * which nothing here asks for.
 */
export async function multiplyEvents(database: Database, copies: number): Promise<void> {
  if (copies > MOST_COPIES) throw new Error(`At most ${MOST_COPIES} copies can be made.`);
  const columns =
    'contact_id, joined_at, type, name, received_at, imported, order_id, amount_cents, currency, rating, key_id, payload, lines';
  const run = (statement: string) =>
    database.write(async (connection) => {
      const raw = sql.raw(statement);
      if ('run' in connection) await (connection.run as (query: typeof raw) => unknown)(raw);
      else await connection.execute(raw);
    });
  await run('create table bench_base as select * from events');
  for (let turn = 1; turn < copies; turn += 1) {
    const turned = (id: string) => `substr(${id}, ${turn + 1}) || substr(${id}, 1, ${turn})`;
    await run(
      `insert into events (tenant, id, at, ${columns}) select tenant, ${turned('id')}, at - ${turn * 1_000}, ${columns} from bench_base where true on conflict do nothing`,
    );
  }
  await run('drop table bench_base');
  await run(`update contacts set event_count = event_count * ${copies}`);
}
