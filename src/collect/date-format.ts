/** Reads dates of a stated format, as spreadsheets and database exports write them. */

import { parseTime, utcTime } from './parse-time.ts';

const TOKENS: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  MM: '(?<month>\\d\\d)',
  M: '(?<month>\\d\\d?)',
  DD: '(?<day>\\d\\d)',
  D: '(?<day>\\d\\d?)',
  HH: '(?<hour>\\d\\d)',
  H: '(?<hour>\\d\\d?)',
  mm: '(?<minute>\\d\\d)',
  ss: '(?<second>\\d\\d)',
};
const TOKEN = /YYYY|MM?|DD?|HH?|mm|ss/g;

/** Whether a format names year, month and day once each, and nothing twice. */
export function isDateFormat(format: string): boolean {
  if (format === 'ISO' || format === 'seconds' || format === 'milliseconds') return true;
  const found = (format.match(TOKEN) ?? []).map((token) => `${token[0]}`);
  return new Set(found).size === found.length && ['Y', 'M', 'D'].every((part) => found.includes(part));
}

/**
 * A reader for `ISO` (8601), `seconds` or `milliseconds` since 1970, or tokens such as `YYYY-MM-DD HH:mm` and
 * `M/D/YYYY H:mm`, in UTC. It gives epoch milliseconds, or null for text of another format or no real date.
 */
export function compileDateFormat(format: string): (text: string) => number | null {
  if (format === 'ISO') return parseTime;
  if (format === 'seconds' || format === 'milliseconds') {
    const factor = format === 'seconds' ? 1000 : 1;
    return (text) => (/^-?\d{1,15}(\.\d+)?$/.test(text) ? parseTime(Number(text) * factor) : null);
  }
  const escaped = format.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  const pattern = new RegExp(`^${escaped.replace(TOKEN, (token) => TOKENS[token] ?? token)}$`);
  return (text) => {
    const parts = pattern.exec(text)?.groups;
    if (parts === undefined) return null;
    const { year, month, day, hour = 0, minute = 0, second = 0 } = parts;
    return utcTime([Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second)]);
  };
}
