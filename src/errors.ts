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
