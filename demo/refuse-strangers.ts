/** Keeps other sites away from a page that can act as anybody: DNS rebinding by the Host, cross-site requests by the Origin. */
import type { FastifyRequest } from 'fastify';
import { AppError } from '../src/errors.ts';

const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Throws `unauthorized` unless the request came from this machine's own page or from a program without a browser. */
export function refuseStrangers(request: FastifyRequest): void {
  const { host, origin, 'sec-fetch-site': site, 'content-type': contentType } = request.headers;
  const name = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
  if (!loopbackNames.has(name)) throw refusal('Open the workspace as http://127.0.0.1 or http://localhost.');
  if (origin !== undefined && origin !== `http://${host}`)
    throw refusal('Another site may not use the workspace.');
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && request.method !== 'GET') {
    throw refusal('Another site may not use the workspace.');
  }
  // A form on another site can send text, but no JSON without asking first.
  if (request.method === 'POST' && !contentType?.startsWith('application/json')) {
    throw refusal('Send JSON.');
  }
}

function refusal(message: string): AppError {
  return new AppError('unauthorized', message);
}
