/** Reads JSON bodies, plain or gzipped, never larger than the route allows. */

import { isUtf8 } from 'node:buffer';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../errors.ts';

const inflate = promisify(gunzip);

type Done = (fault: Error | null, body?: unknown) => void;

/**
 * Makes every body of this plugin's routes JSON, whatever its content type says (browsers send beacons as text/plain).
 * The route's `bodyLimit` holds for what a gzipped body unpacks to as well.
 */
export function acceptJson(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    '*',
    { parseAs: 'buffer' },
    (request: FastifyRequest, body: Buffer, done: Done) => {
      const encoding = request.headers['content-encoding']?.toLowerCase() ?? 'identity';
      // Nearly every body: it waits for no promise.
      if (encoding === 'identity') finish(body, done);
      else
        unpack(body, encoding, request).then(
          (unpacked) => finish(unpacked, done),
          (fault: Error) => done(fault),
        );
    },
  );
}

function finish(body: Buffer, done: Done): void {
  let parsed: unknown;
  try {
    parsed = parse(body);
  } catch (fault) {
    done(fault as Error);
    return;
  }
  done(null, parsed);
}

async function unpack(body: Buffer, encoding: string, request: FastifyRequest): Promise<Buffer> {
  if (encoding !== 'gzip')
    throw new AppError('invalid', `Content-Encoding ${encoding} is not read here: send gzip, or none.`);
  const { bodyLimit } = request.routeOptions;
  try {
    return await inflate(body, bodyLimit === undefined ? {} : { maxOutputLength: bodyLimit });
  } catch (cause) {
    if (cause instanceof RangeError)
      throw Object.assign(new Error('unpacks to too much'), { statusCode: 413 });
    throw new AppError('invalid', 'The body is not valid gzip: send it again, or uncompressed.', { cause });
  }
}

function parse(body: Buffer): unknown {
  // What is none would be stored with a question mark in place of each such byte.
  if (!isUtf8(body)) throw new AppError('invalid', 'The body is no UTF-8: encode it so, and send it again.');
  try {
    // Unlike an assignment, JSON.parse makes `__proto__` an ordinary property, which nothing here copies.
    return JSON.parse(body.toString('utf8'));
  } catch (cause) {
    const place = cause instanceof Error ? cause.message : 'it cannot be parsed';
    throw new AppError('invalid', `The body is no JSON: ${place}`, { cause });
  }
}
