/** Builders and shortcuts for parsing one call. */

import { expect } from 'vitest';
import { Fault } from '../../src/collect/fault.ts';
import { type ParseOptions, parseMessage } from '../../src/collect/parse-message.ts';
import type { NewEvent } from '../../src/domain/event.ts';

export const receivedAt = Date.UTC(2026, 1, 27, 9, 30);

/** The event that a call becomes; fails the test when it is none. */
export function event(raw: unknown, options: Partial<ParseOptions> = {}): NewEvent {
  const parsed = parseMessage(raw, { receivedAt, ...options });
  if (parsed instanceof Fault) throw new Error(`${parsed.field}: ${parsed.reason}`);
  return parsed;
}

/** What is wrong with a call; fails the test when nothing is. */
export function fault(raw: unknown, options: Partial<ParseOptions> = {}): Fault {
  const parsed = parseMessage(raw, { receivedAt, ...options });
  expect(parsed).toBeInstanceOf(Fault);
  return parsed as Fault;
}

export const track = (name: string, properties: object = {}, more: object = {}) => ({
  type: 'track',
  userId: 'u1',
  messageId: 'm1',
  event: name,
  properties,
  ...more,
});
