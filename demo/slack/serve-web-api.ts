/** The edge's HTTP server: Slack's Web API as the bot reaches it, uploads and response addresses; loopback only. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Method, refuse } from './answer-chat.ts';
import type { Files } from './answer-files.ts';
import type { SlackEmulator } from './launch-emulator.ts';
import { readArguments } from './read-arguments.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { ApiResult, Json } from './wire-types.ts';

export interface ApiCall {
  /** A method of the Web API, or `response_url`. */
  method: string;
  args: Json;
  result: ApiResult;
}

export interface WebApiParts {
  botToken: string;
  /** Of Socket Mode: good for opening connections and for nothing else. */
  appToken: string | null;
  /** Takes what wants to be a WebSocket; without it nothing may. */
  onUpgrade: ((request: IncomingMessage, socket: Duplex, head: Buffer) => void) | null;
  emulator: SlackEmulator;
  methods: Record<string, Method>;
  files: Files;
  responseUrls: ResponseUrls;
  /** Hears of every call with what it was answered. */
  onCall: (call: ApiCall) => void;
}

/** The one method that wants the token of the app rather than of the bot. */
const CONNECTING = 'apps.connections.open';
const maxBodyBytes = 20 * 1024 * 1024;

/** Listens first, since the emulator must be told the address; `serve` then gives it something to answer with. */
export async function listen(port: number) {
  let parts: WebApiParts | undefined;
  const server = createServer((request, response) => {
    // A connection kept alive past its last answer would hold up the end.
    response.on('finish', () => setImmediate(() => server.listening || server.closeIdleConnections()));
    handle(parts, request, response).catch((error: unknown) => {
      console.error('The local Slack edge failed on a request:', error);
      if (!response.headersSent) sendJson(response, 500, refuse('internal_error'));
    });
  });
  server.on('upgrade', (request, socket, head) => {
    if (parts?.onUpgrade) parts.onUpgrade(request, socket, head);
    else socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve: (given: WebApiParts) => {
      parts = given;
    },
    close: () => closeServer(server),
  };
}

/** Calls that are being answered get a second to end, so that the bot sees no broken connection when all stops. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), 1000);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}

async function handle(parts: WebApiParts | undefined, request: IncomingMessage, response: ServerResponse) {
  if (!parts) return sendJson(response, 503, refuse('service_unavailable'));
  const path = request.url ?? '/';
  const body = await readBody(request);
  if (!body) return sendJson(response, 413, refuse('request_too_large'));
  if (path.startsWith('/api/')) return answerMethod(parts, { request, response, path, body });
  if (path.startsWith('/response/')) return answerResponseUrl(parts, { response, path, body });
  if (path.startsWith('/upload/')) {
    const status = await parts.files.receive(path, body, request.headers['content-type'] ?? '');
    response
      .writeHead(status, { 'content-type': 'text/plain' })
      .end(status === 200 ? 'OK' : 'invalid_upload');
    return;
  }
  sendJson(response, 404, refuse('not_found'));
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  path: string;
  body: Buffer;
}

async function answerMethod(parts: WebApiParts, { request, response, path, body }: Exchange): Promise<void> {
  const { pathname, search } = new URL(path, 'http://edge');
  const method = pathname.slice('/api/'.length);
  const contentType = request.headers['content-type'] ?? '';
  const text = body.toString('utf8');
  const args = readArguments(text, contentType, search);
  const tokenFault = method === 'api.test' ? undefined : checkToken(parts, method, { request, args });
  delete args['token'];
  const result = tokenFault ? refuse(tokenFault) : await answer(parts, method, args);
  parts.onCall({ method, args, result });
  sendJson(response, 200, result);
}

async function answer({ methods, emulator }: WebApiParts, method: string, args: Json): Promise<ApiResult> {
  const own = Object.hasOwn(methods, method) ? methods[method] : undefined;
  return own ? own(args) : emulator.call(method, args);
}

/** The emulator takes any string for an administrator's token. */
function checkToken(
  { botToken, appToken }: WebApiParts,
  method: string,
  { request, args }: { request: IncomingMessage; args: Json },
): string | undefined {
  const header = request.headers.authorization?.replace(/^Bearer\b\s*/i, '');
  const token = header ?? args['token'];
  if (token === undefined || token === '') return 'not_authed';
  if (token !== botToken && token !== appToken) return 'invalid_auth';
  return (token === appToken) === (method === CONNECTING) ? undefined : 'not_allowed_token_type';
}

function answerResponseUrl(
  { responseUrls, onCall }: WebApiParts,
  { response, path, body }: Omit<Exchange, 'request'>,
) {
  const args = readArguments(body.toString('utf8'), 'application/json', '');
  const { status, result } = responseUrls.use(path.slice('/response/'.length), args);
  onCall({ method: 'response_url', args, result });
  if (result.ok) response.writeHead(200, { 'content-type': 'text/plain' }).end('ok');
  else sendJson(response, status, result);
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function sendJson(response: ServerResponse, status: number, body: ApiResult): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
