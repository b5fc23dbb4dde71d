/** Sends what is due in the outbox, each message once, until nothing is due or the mail server cannot be reached. */

import type { Campaign } from '../domain/campaign.ts';
import { MINUTE } from '../domain/clock.ts';
import type { Message } from '../domain/message.ts';
import { createRandom } from '../statistics/random.ts';
import type { SenderSettings } from './compose-email.ts';
import type { Ending } from './ending.ts';
import { createCommitGroup } from './group-commits.ts';
import { limitConnections } from './limit-connections.ts';
import { type SendPorts, type SendRun, sendMessage } from './send-message.ts';
import { finishSent } from './start-approved.ts';
import { takeTurns } from './take-turns.ts';

export interface DeliverOptions {
  readonly settings: SenderSettings;
  /** Names this worker; no other may have the same name at the same time. */
  readonly owner: string;
  /** Spreads the times of retries. */
  readonly seed: number;
  readonly onProgress?: (counts: DeliverCounts) => void;
  /** Ends the run early: what is under way is finished, the rest stays queued. */
  readonly signal?: AbortSignal;
}

export interface DeliverCounts {
  readonly sent: number;
  /** Put off by the server, or not reached: queued again. */
  readonly deferred: number;
  readonly failed: number;
  readonly unknown: number;
  readonly suppressed: number;
}

export interface DeliverResult extends DeliverCounts {
  readonly remaining: number;
  readonly nextDueAt: number | null;
  /** What went wrong on the way to the mail server, in its words, when it could not be reached. */
  readonly unreachable: string | null;
}

/** Longer than any e-mail can take, since an expired `sending` is given up as unknown. */
const LEASE = 10 * MINUTE;

/**
 * Works through the outbox. Throws what a store throws; messages under way then keep their state until their lease ends.
 * Repeatable, and safe beside other workers.
 */
export async function deliverDue(ports: SendPorts, options: DeliverOptions): Promise<DeliverResult> {
  const recovered = await ports.outbox.recover(ports.clock.now());
  const tally = createTally(recovered.unknown, options.onProgress);
  await sendAll(ports, options, tally);
  const remaining = await finishSent(ports);
  const nextDueAt = await ports.outbox.nextDueAt();
  return { ...tally.counts(), remaining, nextDueAt, unreachable: tally.unreachable() };
}

/** While one e-mail is under way on a connection, the next is written, so that no connection waits for the database. */
const CLAIMED_A_CONNECTION = 2;

async function sendAll(ports: SendPorts, options: DeliverOptions, tally: Tally): Promise<void> {
  const { connections } = ports.mailer;
  const underWay = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const fail = (error: unknown) => void failures.push(error);
  const stop = new AbortController();
  const goesOn = () => failures.length === 0 && !stop.signal.aborted && !options.signal?.aborted;
  const run = lazily(() => startRun(ports, options, { goesOn, giveUp: () => stop.abort() }));
  const claim = createClaimer(ports, options.owner);
  for (;;) {
    const free = CLAIMED_A_CONNECTION * connections - underWay.size;
    // Claiming is a commit too, so it is done for many at once.
    const limit = goesOn() && free >= connections ? free : 0;
    for (const { message, campaign } of (await claim(limit).catch(fail)) ?? []) {
      const sending = run()
        .then((started) => sendMessage(started, message, campaign))
        .then(tally.add)
        .catch(fail)
        .finally(() => underWay.delete(sending));
      underWay.add(sending);
    }
    if (underWay.size === 0) break;
    await Promise.race(underWay);
    // Those that shared a commit end together: let them, and claim for all of them at once.
    await new Promise(setImmediate);
  }
  if (failures.length > 0) throw failures[0];
}

interface Claimed {
  readonly message: Message;
  readonly campaign: Campaign | null;
}

/** Claims up to so many messages, with their campaigns as they are at the moment. */
function createClaimer(ports: SendPorts, owner: string): (limit: number) => Promise<readonly Claimed[]> {
  const known = new Map<string, Campaign | null>();
  return async (limit) => {
    if (limit <= 0) return [];
    const now = ports.clock.now();
    const messages = await ports.outbox.claim({ owner, limit, now, leaseUntil: now + LEASE });
    for (const id of new Set(messages.map(({ campaignId }) => campaignId)))
      known.set(id, keepCopy(known.get(id) ?? null, await ports.campaigns.byId(id)));
    return messages.map((message) => ({ message, campaign: known.get(message.campaignId) ?? null }));
  };
}

/** The same words stay the same object, which the renderer knows again and does not parse again. */
function keepCopy(before: Campaign | null, now: Campaign | null): Campaign | null {
  return before !== null && now?.contentHash === before.contentHash
    ? { ...now, copy: before.copy, copyB: before.copyB }
    : now;
}

/** Products and offers are read only by a run that has something to send. */
function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

async function startRun(
  ports: SendPorts,
  { settings, owner, seed }: DeliverOptions,
  course: Pick<SendRun, 'goesOn' | 'giveUp'>,
): Promise<SendRun> {
  const { outbox, mailer } = ports;
  const [products, offers] = await Promise.all([ports.products.all(), ports.offers.all()]);
  return {
    ports,
    settings,
    ...course,
    connections: limitConnections(mailer.connections),
    turns: takeTurns(),
    // What one e-mail became and that the next begins share a commit.
    group: createCommitGroup({ outbox, owner, enough: mailer.connections + 1 }),
    random: createRandom(seed),
    products: new Map(products.map((product) => [product.id, product])),
    offers: new Map(offers.map((offer) => [offer.id, offer])),
  };
}

interface Tally {
  readonly add: (ending: Ending) => void;
  counts(): DeliverCounts;
  unreachable(): string | null;
}

function createTally(unknown: number, onProgress: DeliverOptions['onProgress']): Tally {
  const counts = { sent: 0, deferred: 0, failed: 0, unknown, suppressed: 0 };
  let unreachable: string | null = null;
  return {
    add({ kind, detail }) {
      if (kind === 'unreachable') unreachable = detail;
      if (kind === 'unreachable' || kind === 'deferred') counts.deferred += 1;
      else if (kind === 'bounced') counts.failed += 1;
      else if (kind !== 'lost' && kind !== 'released') counts[kind] += 1;
      onProgress?.({ ...counts });
    },
    counts: () => ({ ...counts }),
    unreachable: () => unreachable,
  };
}
