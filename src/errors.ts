/** One error type for everything that Flywheel refuses on purpose. */

/**
 * Why a request was refused. Entrances translate it once: to an HTTP status, to an ephemeral Slack message, to an
 * exit code. Only `unavailable` is worth trying again.
 */
export type ErrorCode = 'invalid' | 'not_found' | 'conflict' | 'unauthorized' | 'unavailable';

/** An expected refusal. Its message is shown to people: it says what is wrong and what to do next. */
export class AppError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
  }
}

/** That one value cannot be opened says nothing of the others: each start proves that the master key opens contacts' keys. */
export class CannotOpen extends AppError {
  constructor(cause: unknown) {
    const why = 'Personal data could not be opened: it is damaged, or sealed under another master key';
    super('unavailable', `${why}. Restore FLYWHEEL_KEY or the key file, or the database from a backup.`, {
      cause,
    });
    this.name = 'CannotOpen';
  }
}
