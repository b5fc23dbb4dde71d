/** A person changes a campaign's words: an approval given before is void, and it is proposed anew. */

import type { Assignment, Campaign, CampaignState, CopyPair } from '../domain/campaign.ts';
import type { Wording } from '../domain/strategy.ts';
import { describeExpired } from './describe-expired.ts';
import { hashContent } from './hash-content.ts';
import type { ApprovalPorts } from './propose-campaign.ts';
import { type CopyFaults, listFaults, validateCopies } from './validate-copy.ts';

type Faults = Readonly<Record<Wording, CopyFaults>>;

export interface Revision extends CopyPair {
  readonly number: number;
  readonly actor: string;
  /** What the editor saw when the change was begun. */
  readonly seenHash: string;
  readonly seenVersion: number;
}

export type RevisionResult =
  | { readonly kind: 'revised'; readonly campaign: Campaign }
  | { readonly kind: 'refused'; readonly why: string; readonly faults: Faults };

const REVISABLE: readonly CampaignState[] = ['draft', 'proposed', 'half approved', 'approved'];

/**
 * Puts new words into a campaign that has not begun to send; both wordings are given, or none but A. It gets a new content hash and version, goes back to
 * proposed, and its editor is the one who cannot approve it. Refused, with nothing changed, when the copy has faults or
 * somebody else changed the campaign meanwhile.
 */
export async function reviseCampaign(revision: Revision, ports: ApprovalPorts): Promise<RevisionResult> {
  const campaign = await ports.campaigns.get(revision.number);
  const faults = validateCopies(revision);
  const why = findFault(revision, campaign, { faults, now: ports.clock.now() });
  if (campaign === null || why !== null) return { kind: 'refused', why: why ?? '', faults };
  const audience: Assignment[] = [];
  for await (const assignment of ports.campaigns.audience(campaign.id)) audience.push(assignment);
  const contentHash = hashContent({
    ...campaign.strategy,
    ...pairOf(revision),
    schedule: campaign.schedule,
    audience,
  });
  if (contentHash === campaign.contentHash)
    return { kind: 'refused', why: 'Nothing was changed: the words are the same.', faults };
  const revised = await apply(campaign, { ...revision, contentHash }, ports);
  if (revised !== null) return { kind: 'revised', campaign: revised };
  return { kind: 'refused', why: describeStale(revision), faults };
}

/** Why a change would be refused, before a person is asked for the words; null when it would not. */
export async function findRevisionObstacle(
  revision: Omit<Revision, keyof CopyPair>,
  { campaigns, clock }: ApprovalPorts,
): Promise<string | null> {
  const campaign = await campaigns.get(revision.number);
  return findFault(revision, campaign, { faults: { A: {}, B: {} }, now: clock.now() });
}

/** One step, so that nobody meets new words that are not proposed yet. */
function apply(
  campaign: Campaign,
  { actor, contentHash, ...pair }: CopyPair & { readonly actor: string; readonly contentHash: string },
  { campaigns, clock }: ApprovalPorts,
): Promise<Campaign | null> {
  return campaigns.transition({
    campaignId: campaign.id,
    from: campaign.state,
    to: 'proposed',
    contentHash: campaign.contentHash,
    action: 'revise',
    actor,
    at: clock.now(),
    comment: null,
    revision: { ...pairOf(pair), contentHash },
  });
}

function findFault(
  revision: Omit<Revision, keyof CopyPair>,
  campaign: Campaign | null,
  { faults, now }: { readonly faults: Faults; readonly now: number },
): string | null {
  const { number } = revision;
  if (campaign === null) return `There is no campaign ${number}. /campaign lists them.`;
  if (!REVISABLE.includes(campaign.state))
    return `Campaign ${number} is ${campaign.state}: its words cannot be changed any more.`;
  if (now >= campaign.expiresAt) return describeExpired(number);
  if (campaign.contentHash !== revision.seenHash || campaign.version !== revision.seenVersion)
    return describeStale(revision);
  return listFaults(faults).join(' ') || null;
}

function pairOf({ copy, copyB }: CopyPair): CopyPair {
  return { copy, copyB };
}

function describeStale({ number }: Pick<Revision, 'number'>): string {
  return `Campaign ${number} was changed by somebody else meanwhile, so nothing of yours was saved. Open /campaign ${number} and change that one.`;
}
