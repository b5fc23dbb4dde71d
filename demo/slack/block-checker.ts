/** Collects what is wrong with a payload, in Slack's words: a message and the JSON pointer of the fault. */
import { blockLimits as limits } from './block-limits.ts';
import type { Json } from './wire-types.ts';

export interface Checker {
  fault(message: string, at: string): void;
  /** A string, if there is one, is at most `max` characters. */
  length(value: unknown, max: number, at: string): void;
  count(items: readonly unknown[], max: number, at: string): void;
  /** A text object with 1 to `max` characters. */
  text(value: unknown, max: number, at: string): void;
  /** The same, and plain_text: what Slack wants on buttons, titles and labels. */
  plainText(value: unknown, max: number, at: string): void;
  image(value: Json, at: string): void;
  readonly faults: readonly string[];
}

/** An empty list of faults, and the checks that fill it. */
export function createChecker(): Checker {
  const faults: string[] = [];
  const fault = (message: string, at: string): void => {
    faults.push(`[ERROR] ${message} [json-pointer:${at}]`);
  };
  const length = (value: unknown, max: number, at: string): void => {
    if (typeof value === 'string' && value.length > max) fault(`must be less than ${max + 1} characters`, at);
  };
  const text = (value: unknown, max: number, at: string): void => {
    const object = value as Json | null | undefined;
    const content = object?.['text'];
    if (typeof content !== 'string') {
      fault('missing required field: text', at);
      return;
    }
    if (object?.['type'] !== 'plain_text' && object?.['type'] !== 'mrkdwn') {
      fault('must be plain_text or mrkdwn', `${at}/type`);
    }
    if (content === '') fault('must be more than 0 characters', `${at}/text`);
    length(content, max, `${at}/text`);
  };
  return {
    faults,
    fault,
    length,
    text,
    count: (items, max, at) => {
      if (items.length > max) fault(`no more than ${max} items allowed`, at);
    },
    plainText: (value, max, at) => {
      text(value, max, at);
      if ((value as Json | undefined)?.['type'] === 'mrkdwn') fault('must be plain_text', `${at}/type`);
    },
    image: (value, at) => {
      if (typeof value['alt_text'] !== 'string') fault('missing required field: alt_text', at);
      length(value['alt_text'], limits.imageAlt, `${at}/alt_text`);
      length(value['image_url'], limits.url, `${at}/image_url`);
      if (!value['image_url'] && !value['slack_file']) fault('missing required field: image_url', at);
    },
  };
}
