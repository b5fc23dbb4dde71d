/** What SQLite's refusals mean, as errors that say what to do. */

import SqliteDriver from 'better-sqlite3';
import { AppError } from '../src/errors.ts';

/** Whether another program held a lock that was wanted. */
export function isBusy(cause: unknown): boolean {
  return codeOf(sourceOf(cause)).startsWith('SQLITE_BUSY');
}

/** In words for people where it is an outage or a file that cannot be used; else as it is. */
export function translateSqliteFault(cause: unknown, file: string): unknown {
  const code = codeOf(sourceOf(cause));
  if (code === 'SQLITE_NOTADB')
    return new AppError(
      'invalid',
      `${file} is no SQLite database: move it away, or set DATA_DIR to another folder.`,
      { cause },
    );
  if (code.startsWith('SQLITE_BUSY') || code === 'SQLITE_LOCKED')
    return new AppError(
      'unavailable',
      `${file} is locked by another program: close it there, then try again.`,
      { cause },
    );
  if (code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR'))
    return new AppError(
      'unavailable',
      `The disk under ${file} is full or failing: make room, then try again.`,
      { cause },
    );
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_READONLY') || isFileError(cause))
    return new AppError(
      'unavailable',
      `${file} cannot be opened for writing: check the folder's owner and rights.`,
      { cause },
    );
  return cause;
}

/** What making the folder throws: a right that is lacking, a file where a folder should be. */
function isFileError(cause: unknown): boolean {
  return cause instanceof Error && 'syscall' in cause;
}

/** The driver's error, which the query builder wraps. */
function sourceOf(cause: unknown): unknown {
  return cause instanceof Error && cause.cause instanceof SqliteDriver.SqliteError ? cause.cause : cause;
}

function codeOf(cause: unknown): string {
  return cause instanceof SqliteDriver.SqliteError ? cause.code : '';
}
