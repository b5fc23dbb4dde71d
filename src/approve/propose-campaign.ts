/** Turns a strategy into a campaign that a person can approve: who gets it is drawn, and what it is, is hashed. */

import type { Campaign, CampaignStore } from '../domain/campaign.ts';
import { type Clock, DAY } from '../domain/clock.ts';
import { type Strategy, WORDINGS } from '../domain/strategy.ts';
import { AppError } from '../errors.ts';
import { assignVariants } from './assign-variants.ts';
import { hashContent } from './hash-content.ts';
import { listFaults, validateCopies } from './validate-copy.ts';

/** What the use-cases of approval act on. */
export interface ApprovalPorts {
  readonly campaigns: CampaignStore;
  readonly clock: Clock;
}

export interface Proposal {
  readonly strategy: Strategy;
  /** A person's id, or FLYWHEEL_ACTOR when the bot proposes by itself. */
  readonly requestedBy: string;
  /** Unapproved after this many days, it expires unsent. */
  readonly expiryDays: number;
  /** Of this campaign: the same seed draws the same holdout. */
  readonly seed: string;
  /** Under which it can be proposed once. */
  readonly id?: string;
}

/**
 * Stores the strategy as a proposed campaign with its audience snapshot and its content hash.
 * Throws `invalid` when nobody would be mailed or its copy cannot be sent as it is, and `conflict` when one of this id was proposed.
 */
export async function proposeCampaign(proposal: Proposal, ports: ApprovalPorts): Promise<Campaign> {
  const { audience, ...strategy } = proposal.strategy;
  const pair = { copy: strategy.copy, copyB: strategy.copyB ?? null };
  const assignments = assignVariants(audience, {
    seed: proposal.seed,
    holdoutShare: strategy.holdoutShare,
    wordings: pair.copyB === null ? ['A'] : WORDINGS,
  });
  if (assignments.length === 0)
    throw new AppError(
      'invalid',
      `Nobody in "${strategy.title}" can be mailed. See /campaign for the other strategies.`,
    );
  const faults = listFaults(validateCopies(pair));
  if (faults.length > 0)
    throw new AppError('invalid', `The copy cannot be sent as it is. ${faults.join(' ')}`);
  const now = ports.clock.now();
  return ports.campaigns.propose({
    strategy,
    ...pair,
    contentHash: hashContent({ ...strategy, ...pair, audience: assignments }),
    assignments,
    ...(proposal.id === undefined ? {} : { id: proposal.id }),
    requestedBy: proposal.requestedBy,
    createdAt: now,
    expiresAt: now + proposal.expiryDays * DAY,
  });
}
