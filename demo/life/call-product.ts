/** Speaks to the product's own HTTP door with its write key, as a shop's website or back office would. */

import { AppError } from '../../src/errors.ts';

export interface DoorKey {
  /** Where our own server listens, without a slash at the end. */
  readonly origin: string;
  readonly writeKey: string;
  readonly signal: AbortSignal;
}

/** Enough of an answer to know what is wrong. */
const SHOWN = 300;

/** Throws `unavailable` when the door refuses, with what it said. */
export async function callProduct(
  { origin, writeKey, signal }: DoorKey,
  { method, path, body }: { readonly method: 'POST' | 'PUT'; readonly path: string; readonly body: unknown },
): Promise<void> {
  const response = await fetch(`${origin}${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`,
    },
    body: JSON.stringify(body),
    signal,
  });
  const answer = await response.text();
  if (!response.ok)
    throw new AppError(
      'unavailable',
      `${method} ${path} was refused with ${response.status}: ${answer.slice(0, SHOWN)}`,
    );
}
