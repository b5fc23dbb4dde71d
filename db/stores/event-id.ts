/** Under which id an event is kept. */

import { createHash } from 'node:crypto';

/** Half of the SHA-256 of its messageId: the same call has the same id for good. */
export function eventId(messageId: string): string {
  return createHash('sha256').update(messageId).digest('hex').slice(0, 32);
}
