/** A strategy on its way to customers: drafted, proposed, approved by a person, sent. */

import type { Preflight } from './preflight.ts';
import type { AudienceMember, Copy, Strategy, Wording } from './strategy.ts';

export const CAMPAIGN_STATES = [
  'draft',
  'proposed',
  'approved',
  'sending',
  'sent',
  'rejected',
  'expired',
  'superseded',
  'stopped',
] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

/** Where a campaign can go. An approved one goes back to draft when anything in it changes. */
export const CAMPAIGN_TRANSITIONS: Readonly<Record<CampaignState, readonly CampaignState[]>> = {
  draft: ['proposed', 'rejected', 'expired', 'superseded'],
  proposed: ['approved', 'draft', 'rejected', 'expired', 'superseded'],
  approved: ['sending', 'draft', 'stopped', 'expired'],
  sending: ['sent', 'stopped'],
  sent: [],
  rejected: [],
  expired: [],
  superseded: [],
  stopped: [],
};

/** Whoever acted: a Slack user, or the bot by itself. */
export const FLYWHEEL_ACTOR = 'flywheel';

export interface Campaign {
  readonly id: string;
  /** What people call it: `/campaign 12`. */
  readonly number: number;
  readonly state: CampaignState;
  /** Counts changes of content; an approval names the version it saw. */
  readonly version: number;
  /** Of both copies, offer, holdout share and audience: what an approval is bound to. */
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
  /** The newest line of its audit trail that decided something (not propose, revise or sending); null after a revision. */
  readonly decision: CampaignDecision | null;
  readonly sendStartedAt: number | null;
  readonly finishedAt: number | null;
  /** Slack messages that show its card, so that each can be updated. */
  readonly cards: readonly CampaignCard[];
}

export interface CampaignCard {
  readonly channel: string;
  readonly ts: string;
}

export const CAMPAIGN_ACTIONS = [
  'propose',
  'approve',
  'request changes',
  'reject',
  'revise',
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
  /** New words and their hash, when the action revises them: raises the version and makes the actor `changedBy`. */
  readonly revision?: CopyPair & { readonly contentHash: string };
}

export interface CampaignStore {
  /** Adds a proposed campaign with its audience snapshot and gives it the next number. */
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
