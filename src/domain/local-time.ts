/** Times as clocks on the wall show them, in any time zone, also on the days when these are set forward or back. */

import { DAY } from './clock.ts';

/** When a wall clock shows the time: once (`usual`), never, as it is set forward over it (`skipped`), or twice. */
export interface WallClockMoment {
  readonly at: number;
  readonly kind: 'usual' | 'skipped' | 'twice';
}

/** Making one takes a millisecond, and a campaign asks thousands of times. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether the name is a time zone of the IANA database, such as `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
  try {
    formatIn(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * Epoch milliseconds at which clocks in the zone show a local time such as `2026-05-02T09:00`. One that comes twice is
 * taken the first time; one that is skipped becomes the same wait after the jump, as calendars do it. Throws RangeError
 * on what is no date or no zone.
 */
export function momentOf(localTime: string, zone: string): WallClockMoment {
  const shown = Date.parse(`${localTime}:00Z`);
  if (Number.isNaN(shown) || !new Date(shown).toISOString().startsWith(localTime))
    throw new RangeError(`${localTime} is no date and time`);
  const [before, after] = [offsetAt(shown - DAY, zone), offsetAt(shown + DAY, zone)];
  const candidates = [...new Set([shown - before, shown - after])].sort((a, b) => a - b);
  const real = candidates.filter((at) => at + offsetAt(at, zone) === shown);
  if (real.length === 0) return { at: shown - before, kind: 'skipped' };
  return { at: real[0]!, kind: real.length === 1 ? 'usual' : 'twice' };
}

/** What a clock on the wall in the zone shows, as `2026-05-02T09:00`. */
export function localTimeOf(at: number, zone: string): string {
  return new Date(at + offsetAt(at, zone)).toISOString().slice(0, 16);
}

/** By how much the zone's clocks are ahead of UTC at the moment, in milliseconds. */
function offsetAt(at: number, zone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatIn(zone).formatToParts(at)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

function formatIn(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, format);
  return format;
}
