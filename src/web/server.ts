/** The one HTTP server: translates refusals into statuses once, and tells nobody how it is built. */

import type { Server } from 'node:http';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  LogController,
} from 'fastify';
import { AppError, type ErrorCode } from '../errors.ts';

const STATUS: Readonly<Record<ErrorCode, number>> = {
  invalid: 400,
  unauthorized: 401,
  not_found: 404,
  conflict: 409,
  unavailable: 503,
};

/** A preferences token names a contact and a message: 121 characters, and find-my-way stops at 100 by itself. */
const MAX_PARAM_LENGTH = 200;

/** How soon a connection is closed that was answered while the server stopped. */
const IDLE_LOOK_MS = 100;

/** What a client waits before it tries again after a 503. */
const RETRY_AFTER_SECONDS = 5;

export interface ServerOptions {
  readonly log?: FastifyBaseLogger;
}

/** A server without routes: register the entrances on it, then listen. */
export function createServer({ log }: ServerOptions = {}): FastifyInstance {
  const server = Fastify({
    ...(log !== undefined && { loggerInstance: log }),
    // A line a request would be most of the log, and addresses stand in some paths.
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
  });
  server.addHook('preClose', async () => closeOnceIdle(server.server));
  server.setErrorHandler<FastifyError>((error, request, reply) => {
    const { status, code, message } = translate(error);
    // An outage refuses many at once: `watchRequests` tells of them in one line a minute.
    if (status >= 500 && !(error instanceof AppError)) request.log.error({ err: error }, 'request failed');
    if (status === 503) reply.header('retry-after', RETRY_AFTER_SECONDS);
    if (status === 401) reply.header('www-authenticate', 'Basic realm="Flywheel write key"');
    return reply.code(status).send({ success: false, code, message });
  });
  server.setNotFoundHandler((request, reply) =>
    reply.code(404).send({
      success: false,
      code: 'not_found',
      message:
        `There is nothing at ${request.method} ${request.url.split('?')[0]}. Events go to POST /v1/track (or identify, page, ` +
        'screen, alias, group, batch), products to PUT /v1/products; GET /health/ready says how the server is.',
    }),
  );
  return server;
}

/** Node closes what is idle when it stops listening; a connection that is answered after that would be kept for its client's next request. */
function closeOnceIdle(server: Server): void {
  if (!server.listening) return;
  const looking = setInterval(() => server.closeIdleConnections(), IDLE_LOOK_MS);
  server.once('close', () => clearInterval(looking));
}

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

function translate(error: FastifyError): Refusal {
  if (error instanceof AppError)
    return { status: STATUS[error.code], code: error.code, message: error.message };
  const { statusCode = 500 } = error;
  if (statusCode === 413)
    return { status: 413, code: 'too_large', message: 'The request is too large: send less at once.' };
  if (statusCode >= 400 && statusCode < 500)
    return { status: statusCode, code: 'invalid', message: error.message };
  const message = 'Something went wrong on our side; it is in the log. Send the request again.';
  return { status: 500, code: 'internal', message };
}
