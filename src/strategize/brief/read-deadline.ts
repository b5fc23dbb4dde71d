/** Reads by when something is to be done: "before Friday", "by 12 March", "until the end of the month". Days are UTC's. */

import { DAY } from '../../domain/clock.ts';

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const MONTH = `(${MONTHS.join('|')}|${MONTHS.map((name) => name.slice(0, 3)).join('|')})`;
const WHEN = `(?:the )?(?:next |this |coming )?(today|tonight|tomorrow|${WEEKDAYS.join('|')}|end of (?:the |this )?(?:week|month)|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}(?:st|nd|rd|th)? (?:of )?${MONTH}\\b|${MONTH} \\d{1,2}(?:st|nd|rd|th)?\\b)`;

/** The words of a deadline, wherever they stand; the first group says how, the second when. */
export const DEADLINE = new RegExp(`\\b(before|by|until|till|no later than) ${WHEN}`);

/** The moment that ends it: "before Friday" ends as Friday begins, "by Friday" as it ends. Null when there is no such day. */
export function readDeadline([, how, when]: RegExpExecArray, now: number): number | null {
  const day = findDay(when!, now);
  if (day === null) return null;
  return how === 'before' ? day : day + DAY;
}

/** The beginning of the day that is meant. */
function findDay(when: string, now: number): number | null {
  const today = now - (now % DAY);
  if (when === 'today' || when === 'tonight') return today;
  if (when === 'tomorrow') return today + DAY;
  const weekday = WEEKDAYS.indexOf(when);
  // The same weekday as today's is the one in a week.
  if (weekday >= 0) return today + ((weekday - new Date(today).getUTCDay() + 6) % 7) * DAY + DAY;
  if (/week$/.test(when)) return today + ((7 - new Date(today).getUTCDay()) % 7) * DAY;
  if (/^end of.*month$/.test(when)) return lastDayOfMonth(today);
  if (/^\d{4}-/.test(when)) return existingDay(when.split('-').map(Number));
  return findDate(when, today);
}

function lastDayOfMonth(today: number): number {
  const date = new Date(today);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0);
}

/** "12 March", in this year or, when that is past, in the next. */
function findDate(when: string, today: number): number | null {
  const day = Number(/\d{1,2}/.exec(when)![0]);
  const named = /[a-z]{3,}/.exec(when.replaceAll(/\d+(?:st|nd|rd|th)/g, '').replaceAll(/\bof\b/g, ''))![0];
  const month = MONTHS.findIndex((name) => name.startsWith(named.slice(0, 3)));
  const year = new Date(today).getUTCFullYear();
  const thisYear = existingDay([year, month + 1, day]);
  return thisYear !== null && thisYear < today ? existingDay([year + 1, month + 1, day]) : thisYear;
}

/** 31 April is no day. */
function existingDay([year = 0, month = 0, day = 0]: readonly number[]): number | null {
  const at = Date.UTC(year, month - 1, day);
  return new Date(at).getUTCMonth() === month - 1 && new Date(at).getUTCDate() === day ? at : null;
}
