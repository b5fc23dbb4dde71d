/** Asks whether a link answers, without following it into networks that a link in an e-mail has no business in. */

import { Resolver } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import type { AskLink, LinkAnswer } from '../../domain/preflight.ts';
import { isPrivateAddress, isPrivateHost } from './private-addresses.ts';

/** Milliseconds for the whole of one link, redirects included. */
const PATIENCE = 4_000;
const DNS_PATIENCE = 1_500;
const MAX_REDIRECTS = 4;
/** What some servers answer to HEAD although they would answer GET. */
const HEAD_REFUSALS: readonly number[] = [400, 403, 404, 405, 501];

class NotPublicError extends Error {}

/** Who knows the addresses of a name. */
type Names = Pick<Resolver, 'resolve4' | 'resolve6'>;

/**
 * Where PUBLIC_URL itself is on this machine or a private network, links may be too. Otherwise neither a link nor what it
 * redirects to may lead there: it is decided on the very address that is connected to, so that a name cannot change its
 * mind between the look-up and the connection. Our own pages are asked wherever they are: inside a company's network its
 * names often lead to addresses of that network.
 */
export function createLinkAsker(publicUrl: string, names: Names = createNames()): AskLink {
  const own = new URL(publicUrl);
  const outside = isPrivateHost(own.hostname) ? null : createAgent(names, false);
  const inside = createAgent(names, true);
  const doorTo = (at: URL): Door => {
    if (outside === null || at.origin === own.origin) return { dispatcher: inside, allowPrivate: true };
    return { dispatcher: outside, allowPrivate: false };
  };
  const ask = async (url: string): Promise<LinkAnswer> => {
    const signal = AbortSignal.timeout(PATIENCE);
    try {
      const head = await follow({ url, method: 'HEAD', signal, doorTo });
      const status = HEAD_REFUSALS.includes(head)
        ? await follow({ url, method: 'GET', signal, doorTo })
        : head;
      return readStatus(status);
    } catch (fault) {
      return explain(fault);
    }
  };
  return ask;
}

function createAgent(names: Names, allowPrivate: boolean): Agent {
  return new Agent({
    connect: { lookup: createLookup(names, allowPrivate), timeout: PATIENCE },
    headersTimeout: PATIENCE,
    keepAliveTimeout: 1,
  });
}

/** Through what an address is asked. */
interface Door {
  readonly dispatcher: Agent;
  readonly allowPrivate: boolean;
}

interface Asking {
  readonly url: string;
  readonly method: 'HEAD' | 'GET';
  readonly signal: AbortSignal;
  readonly doorTo: (at: URL) => Door;
}

/** The status after redirects. */
async function follow({ url, method, signal, doorTo }: Asking): Promise<number> {
  let at = new URL(url);
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    if (!/^https?:$/.test(at.protocol)) throw new NotPublicError(`it leads to ${at.protocol}`);
    const { dispatcher, allowPrivate } = doorTo(at);
    // An address in place of a name is never looked up, so it is judged here.
    if (!allowPrivate && isPrivateHost(at.hostname))
      throw new NotPublicError('it leads into a private network');
    const headers = { 'user-agent': 'Flywheel (checks links before sending)' };
    const answer = await request(at, { method, dispatcher, signal, headers });
    // Nothing of the page is read: a link could lead to a film.
    answer.body.on('error', () => undefined).destroy();
    const { location } = answer.headers;
    if (answer.statusCode < 300 || answer.statusCode > 399 || typeof location !== 'string')
      return answer.statusCode;
    at = new URL(location, at);
  }
  return 310;
}

function readStatus(status: number): LinkAnswer {
  if (status < 400 && status !== 310) return { kind: 'answers' };
  if (status === 404 || status === 410) return { kind: 'gone', why: `the page is gone (${status})` };
  const why = status === 310 ? 'it redirects without end' : `it answers ${status}`;
  return { kind: 'unclear', why, hostSilent: false };
}

function explain(fault: unknown): LinkAnswer {
  const cause = fault instanceof Error && fault.cause instanceof Error ? fault.cause : fault;
  for (const error of [fault, cause])
    if (error instanceof NotPublicError) return { kind: 'not public', why: error.message };
  return { kind: 'unclear', why: 'its server does not answer', hostSilent: true };
}

/** In place of the system's look-up, which blocks one of four threads while a name server is silent. */
function createNames(): Names {
  return new Resolver({ timeout: DNS_PATIENCE, tries: 1 });
}

function createLookup(names: Names, allowPrivate: boolean): LookupFunction {
  return (hostname, options, done) => {
    resolve(names, hostname).then(
      (found) => {
        const usable = found.filter(({ address }) => allowPrivate || !isPrivateAddress(address));
        const [first] = usable;
        if (first === undefined) done(new NotPublicError('it leads into a private network'), '', 4);
        else if (options.all) done(null, usable);
        else done(null, first.address, first.family);
      },
      (fault: NodeJS.ErrnoException) => done(fault, '', 4),
    );
  };
}

async function resolve(names: Names, hostname: string) {
  if (/(^|\.)localhost\.?$/.test(hostname)) return [{ address: '127.0.0.1', family: 4 }];
  try {
    return (await names.resolve4(hostname)).map((address) => ({ address, family: 4 }));
  } catch {
    return (await names.resolve6(hostname)).map((address) => ({ address, family: 6 }));
  }
}
