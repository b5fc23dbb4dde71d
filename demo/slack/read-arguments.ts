/** Reads the arguments of a Web API call: JSON, or a form whose rich fields are JSON in strings. */
import type { Json } from './wire-types.ts';

const richFields = new Set(['blocks', 'attachments', 'metadata', 'view', 'files', 'prompts', 'channel_ids']);

/** A body that cannot be read gives no arguments, so that the method answers with the one it misses. */
export function readArguments(body: string, contentType: string, search: string): Json {
  const query = Object.fromEntries(new URLSearchParams(search));
  const given = contentType.includes('application/json') ? parseObject(body) : readForm(body);
  const args: Json = { ...query, ...given };
  for (const key of richFields) {
    if (typeof args[key] === 'string') args[key] = parseValue(args[key]);
  }
  return args;
}

function readForm(body: string): Json {
  return Object.fromEntries(new URLSearchParams(body));
}

function parseObject(text: string): Json {
  const value = parseValue(text);
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

/** What is no JSON stays the string it was: the validator then says that it must be an array. */
function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
