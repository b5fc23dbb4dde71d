/** Says what a fault of node-postgres means to whoever asked: most are outages, after which the same can be tried again. */

import { AppError } from '../src/errors.ts';

const UNREACHABLE = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'],
  ...['EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN'],
  // The server shuts down, crashed, starts, or the database was dropped; the connection was lost.
  ...['57P01', '57P02', '57P03', '57P04', '08000', '08001', '08003', '08004', '08006'],
]);

/** Whether the statement reached the server is not known then, nor what came of it. */
const UNANSWERED = 'Query read timeout';

/** node-postgres and its pool say these without a code, where nobody refuses and nobody answers. */
const UNREACHABLE_WORDS = new Set([
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Client has encountered a connection error and is not queryable',
  UNANSWERED,
]);

const REFUSALS: readonly (readonly [codes: readonly string[], words: string])[] = [
  [
    ['28P01', '28000', '3D000'],
    'The database refuses the login: check user, password and name in DATABASE_URL.',
  ],
  [['53100'], "The database server's disk is full: make room, then try again."],
  [
    ['53300'],
    'The database server takes no more connections: raise max_connections, or run fewer processes.',
  ],
  [
    ['25P03'],
    'The database ended a transaction that had stood still: nothing of it was stored. Try again; if it comes again, this machine stops for minutes at a time.',
  ],
];

/** `unavailable` with what to do, or the fault itself when it is none that passes. */
export function translatePostgresFault(cause: unknown): unknown {
  const chain = causesOf(cause);
  const codes = chain.map(codeOf);
  for (const [known, words] of REFUSALS)
    if (codes.some((code) => known.includes(code))) return new AppError('unavailable', words, { cause });
  if (
    codes.some((code) => UNREACHABLE.has(code)) ||
    chain.some((one) => isFatal(one) || UNREACHABLE_WORDS.has(one.message))
  )
    return new AppError(
      'unavailable',
      'The database cannot be reached, or does not answer: check DATABASE_URL and that the server runs.',
      { cause },
    );
  return cause;
}

/** Whether the server was waited for in vain: its connection is of no use any more. */
export function isUnanswered(cause: unknown): boolean {
  return causesOf(cause).some(({ message }) => message === UNANSWERED);
}

/** Not the statement but the session is at fault, such as one with a database that takes none now (documentation, message severity levels). */
function isFatal(fault: Error): boolean {
  return 'severity' in fault && fault.severity === 'FATAL';
}

/** The code of the fault itself, which the query builder and the pool wrap; empty when it has none. */
export function postgresCodeOf(cause: unknown): string {
  return (
    causesOf(cause)
      .map(codeOf)
      .find((code) => code !== '') ?? ''
  );
}

function causesOf(cause: unknown): readonly Error[] {
  if (!(cause instanceof Error)) return [];
  // Node tries each address of a host, and tells of all of them in one error.
  const inner = cause instanceof AggregateError ? cause.errors : [cause.cause];
  return [cause, ...inner.flatMap(causesOf)];
}

function codeOf(cause: Error): string {
  return 'code' in cause ? String(cause.code) : '';
}
