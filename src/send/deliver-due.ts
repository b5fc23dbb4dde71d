/** Sends what is due in the outbox, each message once, until nothing is due or the mail server cannot be reached. */

import type { Campaign } from '../domain/campaign.ts';
import { MINUTE } from '../domain/clock.ts';
import type { Message } from '../domain/message.ts';
import { createRandom } from '../statistics/random.ts';
import type { SenderSettings } from './compose-email.ts';
import { type CommitGroup, createCommitGroup } from './group-commits.ts';
import { type Ending, type SendPorts, type SendRun, sendMessage } from './send-message.ts';
import { finishSent } from './start-approved.ts';

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
  const enough = Math.ceil(ports.mailer.connections / 2);
  const group = createCommitGroup({ outbox: ports.outbox, owner: options.owner, enough });
  const tally = createTally(recovered.unknown, options.onProgress);
  await sendAll(ports, options, { group, tally, enough });
  const remaining = await finishSent(ports);
  const nextDueAt = await ports.outbox.nextDueAt();
  return { ...tally.counts(), remaining, nextDueAt, unreachable: tally.unreachable() };
}

interface Work {
  readonly group: CommitGroup;
  readonly tally: Tally;
  /** So many connections are free before the next messages are claimed: claiming is a commit too. */
  readonly enough: number;
}

async function sendAll(
  ports: SendPorts,
  options: DeliverOptions,
  { group, tally, enough }: Work,
): Promise<void> {
  const underWay = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const fail = (error: unknown) => void failures.push(error);
  const run = lazily(() => startRun(ports, options, group));
  for (;;) {
    const goOn = failures.length === 0 && tally.unreachable() === null && options.signal?.aborted !== true;
    const free = ports.mailer.connections - underWay.size;
    const limit = goOn && free >= enough ? free : 0;
    for (const { message, campaign } of (await claim(ports, options.owner, limit).catch(fail)) ?? []) {
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

/** As many as there are free connections; the campaign is read anew each time, so that a stop takes effect at once. */
async function claim(ports: SendPorts, owner: string, limit: number): Promise<readonly Claimed[]> {
  if (limit <= 0) return [];
  const now = ports.clock.now();
  const messages = await ports.outbox.claim({ owner, limit, now, leaseUntil: now + LEASE });
  const ids = [...new Set(messages.map(({ campaignId }) => campaignId))];
  const campaigns = new Map<string, Campaign | null>();
  for (const id of ids) campaigns.set(id, await ports.campaigns.byId(id));
  return messages.map((message) => ({ message, campaign: campaigns.get(message.campaignId) ?? null }));
}

/** Products and offers are read only by a run that has something to send. */
function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

async function startRun(ports: SendPorts, options: DeliverOptions, group: CommitGroup): Promise<SendRun> {
  const [products, offers] = await Promise.all([ports.products.all(), ports.offers.all()]);
  return {
    ports,
    settings: options.settings,
    group,
    random: createRandom(options.seed),
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
      else if (kind !== 'lost') counts[kind] += 1;
      onProgress?.({ ...counts });
    },
    counts: () => ({ ...counts }),
    unreachable: () => unreachable,
  };
}
