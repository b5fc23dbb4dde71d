/** Slack's own libraries speak through our log. */

import { type Logger, LogLevel } from '@slack/bolt';

const quiet = () => undefined;

/** Bolt writes to the console by itself; its everyday news are of no use to anybody. */
export function toBoltLogger(log: Record<'warn' | 'error', (words: string) => void>): Logger {
  return {
    debug: quiet,
    info: quiet,
    warn: (...words) => log.warn(words.join(' ')),
    error: (...words) => log.error(words.join(' ')),
    setLevel: quiet,
    getLevel: () => LogLevel.WARN,
    setName: quiet,
  };
}

/** For calls whose refusals are judged, and told, by who makes them. */
export const SILENT: Logger = toBoltLogger({ warn: quiet, error: quiet });
