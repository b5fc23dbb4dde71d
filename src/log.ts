/** Structured logs, without personal data and without secrets. */

import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from './config.ts';
import { scrubLine } from './scrub-log.ts';

/**
 * Writes one JSON object a line to standard error, so that a job's standard output is its report alone. Every line is
 * cleaned as a whole right before it is written: what a library hangs on its errors is nobody's to foresee.
 */
export function createLog(
  level: Config['logLevel'],
  destination: DestinationStream = pino.destination({ fd: 2, sync: true }),
): Logger {
  return pino({ level, hooks: { streamWrite: scrubLine } }, destination);
}
