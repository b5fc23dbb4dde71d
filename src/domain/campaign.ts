/** A strategy on its way to customers: drafted, proposed, approved by a person, sent. */

import type { Preflight } from './preflight.ts';
import type { SendSchedule } from './schedule.ts';
import type { Sender } from './shop-settings.ts';
import type { AudienceMember, Copy, Strategy, Wording } from './strategy.ts';

export const CAMPAIGN_STATES = [
  'draft',
  'proposed',
  'half approved',
  'approved',
  'sending',
  'paused',
  'sent',
  'rejected',
  'expired',
  'superseded',
  'stopped',
] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

/**
 * Where a campaign can go. An approved one goes back when anything in it changes, and while nothing was sent an approval
 * can be undone. One that is `half approved` waits for a second approver, and does so still when whoever gave the
 * first approval is no approver any more. From `approved` to `approved`: it is to start at
 * another moment.
 */
export const CAMPAIGN_TRANSITIONS: Readonly<Record<CampaignState, readonly CampaignState[]>> = {
  draft: ['proposed', 'rejected', 'expired', 'superseded'],
  proposed: ['half approved', 'approved', 'draft', 'rejected', 'expired', 'superseded'],
  'half approved': ['approved', 'half approved', 'proposed', 'draft', 'rejected', 'expired', 'superseded'],
  approved: ['sending', 'approved', 'proposed', 'draft', 'stopped', 'expired'],
  sending: ['sent', 'paused', 'stopped'],
  paused: ['sending', 'stopped'],
  sent: [],
  rejected: [],
  expired: [],
  superseded: [],
  stopped: [],
};

/** Those that wait for a decision, and end unsent when it does not come in time. */
export const WAITING_STATES: readonly CampaignState[] = ['proposed', 'half approved'];

/** Those that can still change, and those that nothing leads out of. */
export const OPEN_STATES: readonly CampaignState[] = CAMPAIGN_STATES.filter(
  (state) => CAMPAIGN_TRANSITIONS[state].length > 0,
);
export const ENDED_STATES: readonly CampaignState[] = CAMPAIGN_STATES.filter(
  (state) => !OPEN_STATES.includes(state),
);

/** Whoever acted: a Slack user, or the bot by itself. */
export const FLYWHEEL_ACTOR = 'flywheel';

export interface Campaign {
  readonly id: string;
  /** What people call it: `/campaign 12`. */
  readonly number: number;
  readonly state: CampaignState;
  /** Counts changes of content; an approval names the version it saw. */
  readonly version: number;
  /** Of both copies, offer, holdout share, audience and schedule: what an approval is bound to. */
  readonly contentHash: string;
  readonly strategy: Omit<Strategy, 'audience'>;
  /** Wording A. */
  readonly copy: Copy;
  /** Wording B; null when all get the same. */
  readonly copyB: Copy | null;
  /** What was found when it was last looked over before sending; of an older version if its hash is another. */
  readonly preflight: Preflight | null;
  readonly audienceSize: number;
  readonly requestedBy: string;
  /** Who requested it, or made its last revision. */
  readonly changedBy: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** When it is to be sent; null: as soon as an approval can no longer be undone. */
  readonly schedule: SendSchedule | null;
  /** From when an approved one is sent; until then the approval can be undone. Null before an approval. */
  readonly startsAt: number | null;
  /** Whom its e-mails come from, as whoever approved it saw it; null while nobody has, and where that was not kept yet. */
  readonly sender: Sender | null;
  /** The newest line of its audit trail that decided something (not propose, revise or sending); null after a revision. */
  readonly decision: CampaignDecision | null;
  readonly sendStartedAt: number | null;
  readonly finishedAt: number | null;
  /** Slack messages that show its card, so that each can be updated. */
  readonly cards: readonly CampaignCard[];
}

/** Whether it is time to start, or to end unsent, a campaign that was approved. */
export function isDue({ state, startsAt, expiresAt }: Campaign, now: number): boolean {
  return state === 'approved' && Math.min(startsAt ?? now, expiresAt) <= now;
}

export interface CampaignCard {
  readonly channel: string;
  readonly ts: string;
  /** The message that the card is a reply to: a reply has no thread of its own. Undefined where the card begins one. */
  readonly threadTs?: string;
}

/** The message under which the card's history is told. */
export function threadOf({ ts, threadTs = ts }: CampaignCard): string {
  return threadTs;
}

export const CAMPAIGN_ACTIONS = [
  'propose',
  'approve',
  'request changes',
  'reject',
  'revise',
  'schedule',
  'undo',
  'send now',
  'pause',
  'resume',
  'expire',
  'supersede',
  'stop',
  'start sending',
  'finish sending',
] as const;
export type CampaignAction = (typeof CAMPAIGN_ACTIONS)[number];

/** One line of the audit trail; lines are only ever added. */
export interface CampaignDecision {
  readonly campaignId: string;
  readonly action: CampaignAction;
  readonly actor: string;
  readonly at: number;
  readonly version: number;
  readonly contentHash: string;
  readonly comment: string | null;
}

export type Variant = 'treated' | 'holdout';

/** A contact of the audience snapshot, and what it was drawn for. */
export interface Assignment extends AudienceMember {
  readonly variant: Variant;
  /** Which copy; null for who is held out, and where it was drawn before there were two. */
  readonly wording: Wording | null;
  /** The chance with which this variant and this wording were drawn. */
  readonly assignmentProbability: number;
}

/** Both wordings of a campaign. */
export type CopyPair = Pick<Campaign, 'copy' | 'copyB'>;

/** The copy that a contact who was given this wording gets. */
export function copyOf({ copy, copyB }: CopyPair, wording: Wording | null): Copy {
  return wording === 'B' && copyB !== null ? copyB : copy;
}

export interface NewCampaign {
  /** Where whoever proposes it may ask for it twice; else the store gives it one. */
  readonly id?: string;
  readonly strategy: Omit<Strategy, 'audience'>;
  readonly copy: Copy;
  readonly copyB: Copy | null;
  readonly contentHash: string;
  readonly assignments: readonly Assignment[];
  readonly requestedBy: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** A change of state, valid only if the campaign still is what the actor saw. */
export interface CampaignTransition {
  readonly campaignId: string;
  readonly from: CampaignState;
  readonly to: CampaignState;
  readonly contentHash: string;
  readonly action: CampaignAction;
  readonly actor: string;
  readonly at: number;
  readonly comment: string | null;
  /**
   * New words or another time, and the hash that they give: raises the version. New words make the actor `changedBy`; who
   * only chooses a time has written nothing and may approve it.
   */
  readonly revision?: (CopyPair | { readonly schedule: SendSchedule | null }) & {
    readonly contentHash: string;
  };
  /** From when an approved one is to be sent, valid only if it still was to start when the actor saw it. */
  readonly start?: { readonly seen: number | null; readonly at: number };
  /** What an approval binds it to; going back to be approved anew sets it free. */
  readonly sender?: Sender;
  /** When an approval leaves it more time than it had. */
  readonly expiresAt?: number;
}

export interface CampaignStore {
  /**
   * Adds a proposed campaign with its audience snapshot and gives it the next number. Throws `conflict` when there is one of this
   * id already.
   */
  propose(campaign: NewCampaign): Promise<Campaign>;
  /**
   * Compare-and-set on state and content hash, with a line in the audit trail, in one transaction. Returns the campaign
   * after it, or null when it was no longer as the actor saw it (read it again: it says who decided).
   * Throws `conflict` on a transition that the table does not have.
   */
  transition(transition: CampaignTransition): Promise<Campaign | null>;
  get(number: number): Promise<Campaign | null>;
  byId(campaignId: string): Promise<Campaign | null>;
  /** Newest first. */
  list(states: readonly CampaignState[], limit: number): Promise<readonly Campaign[]>;
  countByState(): Promise<Readonly<Record<CampaignState, number>>>;
  audience(campaignId: string): AsyncIterable<Assignment>;
  /** Oldest first. */
  decisions(campaignId: string): Promise<readonly CampaignDecision[]>;
  /**
   * How many of the treated had another campaign's e-mail since then, or are about to get one of a campaign that was
   * approved: each contact once.
   */
  countResting(campaignId: string, since: number): Promise<number>;
  /** Keeps what a look-over found in place of what the one before found. Repeatable. */
  keepPreflight(campaignId: string, preflight: Preflight): Promise<void>;
  addCard(campaignId: string, card: CampaignCard): Promise<void>;
}
