/** Lets in who knows the write key: Basic auth, as every Segment client sends it. */

import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { AppError } from '../errors.ts';

/** An `onRequest` hook that throws `unauthorized` unless the write key is the user name and the password is empty. */
export function requireWriteKey(writeKey: string) {
  const expected = digest(`${writeKey}:`);
  return async (request: FastifyRequest): Promise<void> => {
    const [scheme, credentials] = (request.headers.authorization ?? '').split(' ', 2);
    const given = Buffer.from(credentials ?? '', 'base64').toString('utf8');
    // Digests have one length, so that comparing them takes the same time whatever was sent.
    const known = timingSafeEqual(digest(given), expected);
    if (scheme?.toLowerCase() === 'basic' && known) return;
    throw new AppError(
      'unauthorized',
      'The write key is missing or wrong. Send it as the user name of Basic auth with an empty password; ' +
        'it is the value of WRITE_KEY where Flywheel was started, or stands in keys/write.key in its data folder.',
    );
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
