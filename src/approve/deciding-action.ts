/** What a person can decide about a campaign, and in which states. */

import type { CampaignAction, CampaignState } from '../domain/campaign.ts';

export type DecidingAction =
  | 'approve'
  | 'undo'
  | 'send now'
  | 'request changes'
  | 'reject'
  | 'pause'
  | 'resume'
  | 'stop';

interface Effect {
  readonly from: readonly CampaignState[];
  /** An approval leads to `half approved` instead where a second one is needed. */
  readonly to: CampaignState;
}

/** Narrower than the transition table: an approval is taken back by undoing, stopping or revising, not by an older card. */
export const EFFECTS: Readonly<Record<DecidingAction, Effect>> = {
  approve: { from: ['proposed', 'half approved'], to: 'approved' },
  undo: { from: ['half approved', 'approved'], to: 'proposed' },
  'send now': { from: ['approved'], to: 'approved' },
  'request changes': { from: ['proposed', 'half approved'], to: 'draft' },
  reject: { from: ['proposed', 'half approved'], to: 'rejected' },
  pause: { from: ['sending'], to: 'paused' },
  resume: { from: ['paused'], to: 'sending' },
  stop: { from: ['approved', 'sending', 'paused'], to: 'stopped' },
};

/** What whoever was first did, for the one who comes second: "Maya approved it 3 minutes ago". */
export const DID: Readonly<Partial<Record<CampaignAction, string>>> = {
  approve: 'approved it',
  undo: 'took the approval back',
  'send now': 'let it be sent at once',
  'request changes': 'asked for changes',
  reject: 'rejected it',
  pause: 'paused it',
  resume: 'resumed it',
  stop: 'stopped it',
  expire: 'let it expire, as nobody had approved and started it in time',
  supersede: 'replaced it by a newer proposal',
};
