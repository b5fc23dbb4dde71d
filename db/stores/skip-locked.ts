/** Lets several workers take rows at once without waiting for one another. */

interface Lockable {
  for(strength: 'update', config: { readonly skipLocked: true }): unknown;
}

/**
 * On PostgreSQL, locks the selected rows and passes over those that another transaction holds. SQLite has one writer at
 * a time and no such clause: there the query stays as it is.
 */
export function skipLocked<Query extends Lockable>(query: Query): Query {
  return 'for' in query ? (query.for('update', { skipLocked: true }) as Query) : query;
}
