/** A campaign as the store would give it, complete but for what a test cares about. */

import type { Campaign } from '../../../src/domain/campaign.ts';
import { aProposal, T0 } from '../../db/builders.ts';

export function aCampaign(changes: Partial<Campaign> = {}): Campaign {
  const { strategy, copy } = aProposal();
  return {
    id: 'campaign-1',
    number: 1,
    state: 'proposed',
    version: 1,
    contentHash: 'a'.repeat(64),
    strategy,
    copy,
    copyB: null,
    preflight: null,
    audienceSize: 30,
    requestedBy: 'flywheel',
    changedBy: 'flywheel',
    createdAt: T0,
    expiresAt: T0 + 7 * 86_400_000,
    schedule: null,
    startsAt: null,
    sender: null,
    decision: null,
    sendStartedAt: null,
    finishedAt: null,
    cards: [],
    ...changes,
  };
}
