/** Tokens for the links in e-mails: readable by anyone, made only by us. */

import { createHmac, timingSafeEqual } from 'node:crypto';
import type { LinkPurpose, LinkSigner } from '../domain/email.ts';

/** Half of SHA-256, as RFC 2104 section 5 allows: short links, and 128 bits to guess. */
const TAG_BYTES = 16;

/** HMAC-SHA-256 under a key of at least 16 bytes that serves nothing else. A token is `base64url(subject).base64url(tag)`, behind a prefix that says whose it is. */
export function createLinkSigner(key: Uint8Array, prefix = ''): LinkSigner {
  if (key.length < 16) throw new RangeError('The key for links needs at least 16 bytes.');
  const tag = (purpose: LinkPurpose, subject: string) =>
    createHmac('sha256', key).update(`${purpose}\0${subject}`).digest().subarray(0, TAG_BYTES);
  return {
    sign(purpose, subject) {
      return `${prefix}${Buffer.from(subject).toString('base64url')}.${tag(purpose, subject).toString('base64url')}`;
    },
    verify(purpose, token) {
      const parts = token.startsWith(prefix) ? /^([\w-]+)\.([\w-]+)$/.exec(token.slice(prefix.length)) : null;
      if (!parts) return null;
      const subject = Buffer.from(parts[1]!, 'base64url').toString();
      const given = Buffer.from(parts[2]!, 'base64url');
      if (given.length !== TAG_BYTES) return null;
      return timingSafeEqual(given, tag(purpose, subject)) ? subject : null;
    },
  };
}
