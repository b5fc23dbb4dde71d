/** A small audience that may be mailed and a campaign for it, in a running Flywheel, without a night's training. */

import type { TenantApp } from '../../src/app.ts';
import { proposeCampaign } from '../../src/approve/propose-campaign.ts';
import { type Campaign, FLYWHEEL_ACTOR } from '../../src/domain/campaign.ts';
import { countAudience, type Strategy } from '../../src/domain/strategy.ts';
import { buildStrategy } from '../approve/build-campaign.ts';
import { maya } from './act-in-slack.ts';
import type { RunningFlywheel } from './open-flywheel.ts';
import { sendCalls } from './send-calls.ts';

interface InFlywheel {
  readonly app: TenantApp;
}

/** So many contacts with an address and a consent. Gives their ids. */
export async function addContacts(
  flywheel: InFlywheel & Pick<RunningFlywheel, 'url'>,
  howMany: number,
): Promise<string[]> {
  const names = Array.from({ length: howMany }, (_, index) => `contact-${index}`);
  for (let from = 0; from < howMany; from += 100)
    await sendCalls(
      flywheel,
      names.slice(from, from + 100).map((userId) => ({
        type: 'identify',
        userId,
        traits: { email: `${userId}@example.com`, firstName: 'Ada', consent: { email: true } },
      })),
    );
  const found = await Promise.all(names.map((name) => flywheel.app.stores.contacts.find(name)));
  return found.map((contact) => contact!.id);
}

export function proposeFor(
  { app }: InFlywheel,
  contactIds: readonly string[],
  change: Partial<Strategy> & { readonly requestedBy?: string } = {},
): Promise<Campaign> {
  const { requestedBy = FLYWHEEL_ACTOR, ...strategy } = change;
  const audience = contactIds.map((contactId) => ({
    contactId,
    conversionProbability: 0.1,
    productIds: [],
  }));
  const counts = countAudience([...audience.map(() => 'mailable' as const), 'no consent']);
  return proposeCampaign(
    {
      strategy: buildStrategy({ audience, counts, holdoutShare: 0, ...strategy }),
      requestedBy,
      expiryDays: 7,
      seed: 'seed-1',
    },
    { campaigns: app.stores.campaigns, clock: app.clock },
  );
}

/** Maya approves what was proposed, at that moment and without Slack. */
export async function approveFor({ app }: InFlywheel, campaign: Campaign, at: number): Promise<void> {
  await app.stores.campaigns.transition({
    campaignId: campaign.id,
    from: 'proposed',
    to: 'approved',
    contentHash: campaign.contentHash,
    action: 'approve',
    actor: maya.id,
    at,
    comment: null,
  });
}
