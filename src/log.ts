/** Structured logs, without personal data and without secrets. */

import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/** Writes one JSON object a line to standard error, so that a job's standard output is its report alone. */
export function createLog(level: Config['logLevel']): Logger {
  return pino(
    {
      level,
      redact: [
        'req.headers.authorization',
        'headers.authorization',
        'err.config',
        'err.options',
        'err.headers',
      ],
    },
    pino.destination({ fd: 2, sync: true }),
  );
}
