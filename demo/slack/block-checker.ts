/** Collects what is wrong with a payload, in Slack's words: a message and the JSON pointer of the fault. */
import { blockLimits as limits, linkSchemes } from './block-limits.ts';
import type { Json } from './wire-types.ts';

export interface Checker {
  fault(message: string, at: string): void;
  /** A string, if there is one, is at most `max` characters. */
  length(value: unknown, max: number, at: string): void;
  count(items: readonly unknown[], max: number, at: string): void;
  /** The list that must be there with 1 to `max` items; an empty one after a fault. */
  list(owner: Json, key: string, max: number, at: string): readonly unknown[];
  /** The same, of objects only. */
  objects(owner: Json, key: string, max: number, at: string): readonly Json[];
  /** A string that must be there, of 1 to `max` characters. */
  words(owner: Json, key: string, max: number, at: string): void;
  /** A number that is finite, if there is one at all. */
  number(value: unknown, range: { readonly min: number; readonly max: number }, at: string): void;
  oneOf(value: unknown, allowed: readonly string[], at: string): void;
  /** No two of the strings among the values are the same. */
  unique(values: readonly unknown[], what: string, at: string): void;
  /** A text object with 1 to `max` characters. */
  text(value: unknown, max: number, at: string): void;
  /** The same, and plain_text: what Slack wants on buttons, titles and labels. */
  plainText(value: unknown, max: number, at: string): void;
  link(url: unknown, at: string): void;
  image(value: Json, at: string): void;
  readonly faults: readonly string[];
}

/** An empty list of faults, and the checks that fill it. */
export function createChecker(): Checker {
  const faults: string[] = [];
  const fault = (message: string, at: string): void => {
    faults.push(`[ERROR] ${message} [json-pointer:${at}]`);
  };
  return { faults, fault, ...valueChecks(fault), ...objectChecks(fault) };
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Fault = Checker['fault'];

function valueChecks(fault: Fault) {
  const count: Checker['count'] = (items, max, at) => {
    if (items.length > max) fault(`no more than ${max} items allowed`, at);
  };
  const list: Checker['list'] = (owner, key, max, at) => {
    const items = owner[key];
    if (!Array.isArray(items) || items.length === 0) {
      fault(`missing required field: ${key}`, `${at}/${key}`);
      return [];
    }
    count(items, max, `${at}/${key}`);
    return items;
  };
  return {
    count,
    list,
    length(value, max, at) {
      if (typeof value === 'string' && value.length > max)
        fault(`must be less than ${max + 1} characters`, at);
    },
    objects(owner, key, max, at) {
      const items = list(owner, key, max, at);
      items.forEach((item, index) => {
        if (!isObject(item)) fault('must be an object', `${at}/${key}/${index}`);
      });
      return items.filter(isObject);
    },
    number(value, { min, max }, at) {
      if (value === undefined) return;
      if (typeof value !== 'number' || !(value >= min && value <= max))
        fault(`must be a number from ${min} to ${max}`, at);
    },
    oneOf(value, allowed, at) {
      if (value !== undefined && !allowed.includes(String(value)))
        fault(`must be one of: ${allowed.join(', ')}`, at);
    },
    unique(values, what, at) {
      const words = values.filter((value) => typeof value === 'string');
      if (new Set(words).size < words.length) fault(`${what} must be unique`, at);
    },
  } satisfies Partial<Checker>;
}

function objectChecks(fault: Fault) {
  const { length } = valueChecks(fault);
  const text: Checker['text'] = (value, max, at) => {
    const object = isObject(value) ? value : {};
    const content = object['text'];
    if (typeof content !== 'string') return fault('missing required field: text', at);
    if (object['type'] !== 'plain_text' && object['type'] !== 'mrkdwn')
      fault('must be plain_text or mrkdwn', `${at}/type`);
    if (content === '') fault('must be more than 0 characters', `${at}/text`);
    length(content, max, `${at}/text`);
  };
  const words: Checker['words'] = (owner, key, max, at) => {
    if (typeof owner[key] !== 'string' || owner[key] === '')
      fault(`missing required field: ${key}`, `${at}/${key}`);
    length(owner[key], max, `${at}/${key}`);
  };
  return {
    text,
    words,
    plainText(value, max, at) {
      text(value, max, at);
      if (isObject(value) && value['type'] === 'mrkdwn') fault('must be plain_text', `${at}/type`);
    },
    link(url, at) {
      length(url, limits.url, at);
      const scheme = typeof url === 'string' && URL.canParse(url) ? new URL(url).protocol : '';
      if (!linkSchemes.has(scheme)) fault('must be a http, https, mailto or slack url', at);
    },
    image(value, at) {
      words(value, 'alt_text', limits.imageAlt, at);
      length(value['image_url'], limits.url, `${at}/image_url`);
      const { slack_file: file } = value;
      if (!value['image_url'] && !(isObject(file) && (file['id'] || file['url'])))
        fault('missing required field: image_url', at);
    },
  } satisfies Partial<Checker>;
}
