/** Sends one claimed message, or says why it must not go out. */

import type { Campaign, CampaignStore } from '../domain/campaign.ts';
import type { Clock } from '../domain/clock.ts';
import type { ContactStore } from '../domain/contact.ts';
import type { Delivery, Mailer } from '../domain/email.ts';
import { emailEvent } from '../domain/email-event.ts';
import type { NewEvent } from '../domain/event.ts';
import type { Message, MessageState, MessageTransition, OutboxStore } from '../domain/message.ts';
import type { Offer, OfferStore } from '../domain/offer.ts';
import type { OutcomeStore } from '../domain/outcome.ts';
import type { Product, ProductStore } from '../domain/product.ts';
import { AppError, CannotOpen } from '../errors.ts';
import type { Random } from '../statistics/random.ts';
import {
  type ComposedEmail,
  type ComposePorts,
  type ComposeRequest,
  composeEmail,
  type SenderSettings,
} from './compose-email.ts';
import { type Ending, EVENT_AFTER, type KnownEnding, LOST, readDelivery, STATE_AFTER } from './ending.ts';
import type { CommitGroup } from './group-commits.ts';
import type { Connections } from './limit-connections.ts';
import { isHeld, refuseToSend } from './refuse-to-send.ts';
import { retryDelay } from './schedule-retry.ts';
import type { Turns } from './take-turns.ts';

export interface SendPorts extends ComposePorts {
  readonly outbox: OutboxStore;
  readonly campaigns: CampaignStore;
  readonly contacts: Pick<ContactStore, 'get' | 'reachabilityOf' | 'suppress' | 'timeZones'>;
  readonly offers: Pick<OfferStore, 'all' | 'issue'>;
  readonly products: Pick<ProductStore, 'all'>;
  readonly outcomes: Pick<OutcomeStore, 'record'>;
  readonly mailer: Mailer;
  readonly clock: Clock;
  /** A new coupon code, used when the contact has none in the campaign yet. */
  readonly drawCouponCode: () => string;
}

/** What one run shares among its messages. */
export interface SendRun {
  readonly ports: SendPorts;
  readonly settings: SenderSettings;
  readonly group: CommitGroup;
  readonly connections: Connections;
  /** Two campaigns' e-mails to one contact must not both find that the other has not been sent yet. */
  readonly turns: Turns;
  /** False when the run is to end: what has no connection yet goes back to the queue. */
  readonly goesOn: () => boolean;
  /** The mail server cannot be reached: no other message need be tried now. */
  readonly giveUp: () => void;
  readonly random: Random;
  readonly products: ReadonlyMap<string, Product>;
  readonly offers: ReadonlyMap<string, Offer>;
}

/** Nothing goes out before `sending` is committed, and nothing at all when the message is no longer held. */
export function sendMessage(run: SendRun, message: Message, campaign: Campaign | null): Promise<Ending> {
  return run.turns(message.contactId, () => sendInTurn(run, message, campaign));
}

async function sendInTurn(run: SendRun, message: Message, campaign: Campaign | null): Promise<Ending> {
  if (isHeld(campaign)) return release(run, message);
  const refusal = await refuseToSend(run.ports, message, campaign);
  if (refusal !== null) return suppress(run, message, refusal);
  const prepared = await prepare(run, message, campaign!);
  if (prepared instanceof AppError)
    return end(run, message, 'claimed', { kind: 'failed', detail: prepared.message });
  await run.connections.take();
  let ending: Promise<Ending>;
  try {
    ending = (await handOver(run, message, { campaign: campaign!, prepared })).ending;
  } finally {
    // Before the ending is committed: that the next begins may then share the commit, and cannot come before it.
    run.connections.give();
  }
  return ending;
}

/** On a connection. The ending is on its way to the disk. */
async function handOver(
  run: SendRun,
  message: Message,
  { campaign, prepared }: { readonly campaign: Campaign; readonly prepared: Prepared },
): Promise<{ readonly ending: Promise<Ending> }> {
  if (!run.goesOn()) return { ending: release(run, message) };
  // Looked at again, since it may have waited long for a connection.
  const refusal = await refuseToSend(run.ports, message, campaign);
  if (refusal !== null) return { ending: suppress(run, message, refusal) };
  const { email, links, couponCode } = prepared;
  const at = run.ports.clock.now();
  const begin = { messageId: message.id, from: 'claimed', to: 'sending', at, links, couponCode } as const;
  if (!(await run.group.commit(begin))) return { ending: findOutWhyLost(run, message, campaign) };
  const ending = readDelivery(message, await deliver(run.ports.mailer, email));
  if (ending.kind === 'unreachable') run.giveUp();
  if (ending.kind === 'bounced') await recordHardBounce(run.ports, message);
  return { ending: end(run, message, 'sending', ending) };
}

/** The store refuses `sending` to a message that another worker took over, or whose campaign was stopped or paused. */
async function findOutWhyLost(run: SendRun, message: Message, { id }: Campaign): Promise<Ending> {
  const campaign = await run.ports.campaigns.byId(id);
  if (isHeld(campaign)) return release(run, message);
  const refusal = await refuseToSend(run.ports, message, campaign);
  return refusal === null ? LOST : suppress(run, message, refusal);
}

function suppress(run: SendRun, message: Message, detail: string): Promise<Ending> {
  return end(run, message, 'claimed', { kind: 'suppressed', detail });
}

/** Back to the queue as it was, for the next run or for when the campaign is resumed. */
function release(run: SendRun, message: Message): Promise<Ending> {
  return end(run, message, 'claimed', { kind: 'released', detail: message.detail ?? '' });
}

type Prepared = ComposedEmail & { readonly couponCode: string | null };

/** Coupon and e-mail, or the fault that no further attempt would mend. */
async function prepare(run: SendRun, message: Message, campaign: Campaign): Promise<Prepared | AppError> {
  const { ports, settings, products } = run;
  try {
    const contact = await ports.contacts.get(message.contactId);
    if (!contact) return new AppError('not_found', 'the contact is gone');
    const promise = await issueCoupon(run, message, campaign);
    const request = { message, campaign, contact, promise, products };
    const composed = await composeEmail(ports, settings, request);
    return { ...composed, couponCode: promise?.coupon.code ?? null };
  } catch (error) {
    // One contact's damaged data must not keep the others from their e-mail.
    const isItsOwn =
      error instanceof AppError && (error.code !== 'unavailable' || error instanceof CannotOpen);
    if (isItsOwn) return error;
    throw error;
  }
}

async function issueCoupon(
  { ports, offers }: SendRun,
  message: Message,
  campaign: Campaign,
): Promise<ComposeRequest['promise']> {
  const { offerId } = campaign.strategy;
  if (offerId === null) return null;
  const offer = offers.get(offerId);
  if (!offer) throw new AppError('not_found', 'the offer that the e-mail promises is gone');
  const coupon = await ports.offers.issue({
    offerId,
    contactId: message.contactId,
    campaignId: campaign.id,
    code: ports.drawCouponCode(),
    at: ports.clock.now(),
  });
  return { offer, coupon };
}

/** A mailer that throws may have sent, so that nobody can know. */
async function deliver(mailer: Mailer, email: ComposedEmail['email']): Promise<Delivery> {
  try {
    return await mailer.deliver(email);
  } catch (error) {
    return { kind: 'unknown', response: error instanceof Error ? error.message : String(error) };
  }
}

/** First of all the address is never mailed again; each step can be repeated. */
async function recordHardBounce({ contacts, outcomes, clock }: SendPorts, message: Message): Promise<void> {
  const at = clock.now();
  await contacts.suppress(message.contactId, 'hard bounce', at).catch(ignoreGone);
  const { id: messageId, campaignId, contactId, modelRunId } = message;
  const nothing = { reference: null, amountCents: null };
  await outcomes.record({ messageId, campaignId, contactId, modelRunId, kind: 'bounced', at, ...nothing });
}

/** A contact that asked to be forgotten while its e-mail was under way cannot be suppressed, and need not be. */
function ignoreGone(error: unknown): void {
  if (!(error instanceof AppError && error.code === 'not_found')) throw error;
}

async function end(run: SendRun, message: Message, from: MessageState, ending: KnownEnding): Promise<Ending> {
  const at = run.ports.clock.now();
  const to = STATE_AFTER[ending.kind];
  const event = tell(message, ending, at);
  const transition: MessageTransition = {
    messageId: message.id,
    from,
    to,
    at,
    detail: ending.detail,
    ...(to === 'queued' && ending.kind !== 'released'
      ? { dueAt: at + delayAfter(run, message, ending) }
      : {}),
    ...(event === undefined ? {} : { event }),
  };
  return (await run.group.commit(transition)) ? ending : LOST;
}

/** A server that is down comes back at a moment of its own: asked again every quarter of an hour at the latest. */
function delayAfter({ random }: SendRun, { attempts }: Message, { kind }: KnownEnding): number {
  return retryDelay(kind === 'unreachable' ? Math.min(attempts, 4) : attempts, random);
}

function tell(message: Message, { kind, detail }: KnownEnding, at: number): NewEvent | undefined {
  const name = EVENT_AFTER[kind];
  return name === undefined ? undefined : emailEvent(message, { name, at, properties: { detail } });
}
