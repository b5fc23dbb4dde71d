/** Lets in who knows the write key: Basic auth, as every Segment client sends it. */

import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import { AppError } from '../errors.ts';

/** An `onRequest` hook that refuses with `unauthorized` unless the write key is the user name and the password is empty. */
export function requireWriteKey(writeKey: string) {
  const expected = digest(`${writeKey}:`);
  const usual = Buffer.from(`Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`);
  return (request: FastifyRequest, _reply: FastifyReply, done: HookHandlerDoneFunction): void => {
    const { authorization = '' } = request.headers;
    if (isSame(authorization, usual) || isKnown(authorization, expected)) done();
    else
      done(
        new AppError(
          'unauthorized',
          'The write key is missing or wrong. Send it as the user name of Basic auth with an empty password; ' +
            'it is the value of WRITE_KEY where Flywheel was started, or stands in keys/write.key in its data folder.',
        ),
      );
  };
}

/** As nearly every client writes it, which spares the two digests; only the length shows in the time it takes. */
function isSame(authorization: string, usual: Buffer): boolean {
  return (
    authorization.length === usual.length && timingSafeEqual(Buffer.from(authorization, 'latin1'), usual)
  );
}

function isKnown(authorization: string, expected: Buffer): boolean {
  const [scheme, credentials] = authorization.split(' ', 2);
  const given = Buffer.from(credentials ?? '', 'base64').toString('utf8');
  // Digests have one length, so that comparing them takes the same time whatever was sent.
  const known = timingSafeEqual(digest(given), expected);
  return scheme?.toLowerCase() === 'basic' && known;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
