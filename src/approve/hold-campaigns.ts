/** Holds what a workspace had approved before Flywheel was removed from it: nothing leaves by itself when it comes back. */

import { FLYWHEEL_ACTOR } from '../domain/campaign.ts';
import type { ApprovalPorts } from './propose-campaign.ts';

/** More at once than a team can approve. */
const AT_ONCE = 1_000;
const COMMENT = 'Flywheel was removed from this workspace, and has been added again';

/**
 * Pauses what was being sent, and puts approvals back that nothing was sent of: an approver says anew what is to leave.
 * Returns how many it held. Repeatable.
 */
export async function holdCampaigns({ campaigns, clock }: ApprovalPorts): Promise<number> {
  let held = 0;
  for (const campaign of await campaigns.list(['sending', 'approved', 'half approved'], AT_ONCE)) {
    const { id: campaignId, state: from, contentHash } = campaign;
    const isBegun = from === 'sending';
    const done = await campaigns.transition({
      ...{ campaignId, from, contentHash, actor: FLYWHEEL_ACTOR, at: clock.now(), comment: COMMENT },
      to: isBegun ? 'paused' : 'proposed',
      action: isBegun ? 'pause' : 'undo',
    });
    if (done !== null) held += 1;
  }
  return held;
}
