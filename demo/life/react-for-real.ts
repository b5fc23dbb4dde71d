/** Does what customers do with their e-mail on its real addresses: fetches the pixel, follows the link, unsubscribes. */

import type { Reaction } from '../../simulator/email.ts';
import { AppError } from '../../src/errors.ts';
import type { CustomerMail } from './read-customer-mail.ts';

export interface ReactParts {
  readonly mails: ReadonlyMap<string, CustomerMail>;
  /** Where our own server listens, without a slash at the end. */
  readonly origin: string;
  readonly signal: AbortSignal;
}

/**
 * Gives the reactions that were done. Repeatable: what was done before changes nothing. Throws `unavailable` when the
 * server does not answer.
 */
export async function reactForReal(
  reactions: readonly Reaction[],
  parts: ReactParts,
): Promise<readonly Reaction[]> {
  const done: Reaction[] = [];
  for (const reaction of reactions) {
    const request = requestOf(reaction, parts.mails.get(reaction.emailId));
    if (request === null) continue;
    await send(request, parts);
    done.push(reaction);
  }
  return done;
}

interface ReactionRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
}

/** Null when the e-mail gives no way to do it: without consent it has no pixel. */
function requestOf(reaction: Reaction, mail: CustomerMail | undefined): ReactionRequest | null {
  if (mail === undefined) return null;
  if (reaction.kind === 'click')
    return reaction.link === undefined ? null : { method: 'GET', url: reaction.link };
  if (reaction.kind === 'open') return mail.pixelUrl === null ? null : { method: 'GET', url: mail.pixelUrl };
  // A complaint reaches us as mailbox providers send it on, "report as spam and unsubscribe": by a one-click POST.
  return mail.unsubscribeUrl === null ? null : { method: 'POST', url: mail.unsubscribeUrl };
}

/** What programs send by themselves is no customer's. */
const BROWSER = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' };

async function send({ method, url }: ReactionRequest, { origin, signal }: ReactParts): Promise<void> {
  // The address in the e-mail is the public one, which need not be reachable from this machine.
  const path = /\/[cou]\/[^/?#]+$/.exec(url)?.[0] ?? '/';
  const response = await fetch(`${origin}${path}`, {
    method,
    redirect: 'manual',
    signal,
    headers: BROWSER,
    ...(method === 'POST' && {
      body: 'List-Unsubscribe=One-Click',
      headers: { ...BROWSER, 'content-type': 'application/x-www-form-urlencoded' },
    }),
  });
  await response.arrayBuffer();
  if (response.status >= 500)
    throw new AppError('unavailable', `${method} ${path.slice(0, 3)}… was answered with ${response.status}.`);
}
