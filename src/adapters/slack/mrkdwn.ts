/** Writes values for Slack's mrkdwn; whatever came from outside goes through `escapeText` or `oneLine`. */

import { cut } from './card.ts';

/** Slack has no escape for what formats, so a sign that looks the same stands in for it. */
const LOOK_ALIKES: Readonly<Record<string, string>> = { '*': '∗', '~': '∼', '`': 'ˋ', _: 'ˍ' };
/** Invisible signs that turn round what follows them, also what we say after a name. */
const DIRECTIONS = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
const NAME_LIMIT = 120;

/**
 * Text from outside, as it is: the three characters that Slack gives meaning to are escaped, so that `<!channel>` in a
 * product's name pings nobody, and what would make text bold or code is replaced by a look-alike. An underscore within a
 * word formats nothing and stays, so that addresses can be copied.
 */
export function escapeText(text: string): string {
  return text
    .replaceAll(DIRECTIONS, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[*~`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, (sign) => LOOK_ALIKES[sign] ?? sign);
}

/** A name from outside within a line: as `escapeText`, without line breaks, and not endless. */
export function oneLine(name: string): string {
  return escapeText(cut(name.replaceAll(/\s+/g, ' ').trim(), NAME_LIMIT));
}

/** A reason that goes on as a sentence of ours, which ends by itself. */
export function withoutStop(text: string): string {
  return text.replace(/[.。]$/, '');
}

/** What a person typed, as they typed it: Slack escapes it, and turns an address into `<mailto:jane@example.com|jane@example.com>`. */
export function readTyped(text: string): string {
  return text
    .replaceAll(/<(?:mailto|tel):([^|>]+)(?:\|[^>]*)?>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}

/** "12.3 %" */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** Cents in words of a currency, such as "€1,240", or "€12.50" below a hundred. */
export function money(cents: number, currency: string): string {
  const digits = Math.abs(cents) < 10_000 ? 2 : 0;
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(cents / 100);
}

export function count(value: number): string {
  return new Intl.NumberFormat('en', { maximumFractionDigits: 0 }).format(value);
}

/** "9 Dec 2011" */
export function day(at: number): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(at);
}

/** "9 Dec" */
export function dayAndMonth(at: number): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(at);
}

/** A moment in the reader's own time zone, with UTC where Slack cannot tell it. */
export function moment(at: number): string {
  const fallback = new Date(at).toISOString().slice(0, 16).replace('T', ' ');
  return `<!date^${Math.floor(at / 1000)}^{date_short_pretty} {time}|${fallback} UTC>`;
}

/** Numbers as a person says them: "14 to 32". */
export function range(low: string, high: string): string {
  return `95 % interval ${low} to ${high}`;
}

/** A Slack user as a mention that pings nobody in a context line, or the bot by name. */
export function person(actor: string): string {
  return /^[UW][A-Z0-9]+$/.test(actor) ? `<@${actor}>` : 'Flywheel';
}

/** "1 buyer", "2 buyers" */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${Math.round(value) === 1 ? one : many}`;
}

/** "reference network" for `reference-network` */
export function modelName(kind: string): string {
  return oneLine(kind.replaceAll('-', ' '));
}
