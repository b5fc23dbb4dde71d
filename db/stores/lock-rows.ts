/** Locks the rows that a query selects, where the database has such locks: SQLite has one writer at a time instead. */

interface Lockable {
  for(strength: 'update', config?: { readonly skipLocked: true }): unknown;
}

/** Lets several workers take rows at once without waiting for one another: passes over those another transaction holds. */
export function skipLocked<Query extends Lockable>(query: Query): Query {
  return 'for' in query ? (query.for('update', { skipLocked: true }) as Query) : query;
}

/** Waits for whoever holds the rows, and holds them until the transaction ends. */
export function lockRows<Query extends Lockable>(query: Query): Query {
  return 'for' in query ? (query.for('update') as Query) : query;
}
