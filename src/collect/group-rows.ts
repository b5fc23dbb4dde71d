/** Turns mapped rows into Segment calls: consecutive rows of one order become one call with its products. */

import { hashContent } from './hash-content.ts';
import type { ImportMapping } from './import-mapping.ts';
import type { MappedRow } from './read-row.ts';

/** A call with the line of the file where it begins. */
export interface FileCall {
  readonly line: number;
  readonly raw: unknown;
}

interface OpenOrder {
  readonly line: number;
  readonly rows: [MappedRow, ...MappedRow[]];
}

/**
 * `add` returns the calls that a row completes, `end` the last one. A call's messageId is the source's name and a hash
 * of its content, so that a file imported again (killed half-way, or with more orders since) stores nothing twice; rows
 * without an order that are alike in every mapped column are one event.
 */
export function createRowGrouper(mapping: ImportMapping) {
  let open: OpenOrder | null = null;

  function end(): readonly FileCall[] {
    if (open === null) return [];
    const { line, rows } = open;
    open = null;
    return [{ line, raw: identified(mapping, orderCall(mapping, rows)) }];
  }

  return {
    end,
    add(row: MappedRow, line: number): readonly FileCall[] {
      if (mapping.rows !== 'order lines') return [{ line, raw: identified(mapping, rowCall(mapping, row)) }];
      if (open !== null && open.rows[0].orderId === row.orderId && open.rows[0].userId === row.userId) {
        open.rows.push(row);
        return [];
      }
      const complete = end();
      open = { line, rows: [row] };
      return complete;
    },
  };
}

function orderCall({ currency }: ImportMapping, rows: readonly [MappedRow, ...MappedRow[]]) {
  const [first] = rows;
  const scaled = rows.reduce((sum, { lineTotal }) => sum + lineTotal, 0);
  return {
    type: 'track',
    event: first.event,
    ...who(first),
    properties: {
      order_id: first.orderId,
      total: Math.round(scaled / 100) / 100,
      ...(currency !== undefined && { currency }),
      products: rows.flatMap(({ properties }) => (properties === null ? [] : [properties])),
    },
  };
}

function rowCall({ rows }: ImportMapping, row: MappedRow) {
  const { context, ...identity } = who(row);
  if (rows === 'contacts') return { type: 'identify', ...identity, traits: row.traits };
  return { type: 'track', event: row.event, ...identity, context, properties: row.properties };
}

function who({ userId, timestamp, traits }: MappedRow) {
  return {
    userId,
    ...(timestamp !== undefined && { timestamp: new Date(timestamp).toISOString() }),
    context: { traits },
  };
}

/** The mapping writes keys in one order, so the text of the call is enough to know it by. */
function identified({ source }: ImportMapping, call: object) {
  return { ...call, messageId: `import:${source}:${hashContent(JSON.stringify(call))}` };
}
