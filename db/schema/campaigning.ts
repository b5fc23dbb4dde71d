/** Tables about what is proposed, approved, sent and what came back. */

import { CAMPAIGN_ACTIONS, CAMPAIGN_STATES, type CampaignCard } from '../../src/domain/campaign.ts';
import { MESSAGE_STATES } from '../../src/domain/message.ts';
import { OUTCOME_KINDS } from '../../src/domain/outcome.ts';
import type { Preflight } from '../../src/domain/preflight.ts';
import type { SendSchedule } from '../../src/domain/schedule.ts';
import type { Sender } from '../../src/domain/shop-settings.ts';
import { type Copy, type Strategy, WORDINGS } from '../../src/domain/strategy.ts';
import type { Kit } from '../kit.ts';

const VARIANTS = ['treated', 'holdout'] as const;

export function buildCampaigningTables(kit: Kit) {
  const campaigns = kit.table(
    'campaigns',
    {
      tenant: kit.text().notNull(),
      id: kit.text().notNull(),
      number: kit.integer().notNull(),
      state: kit.oneOf(CAMPAIGN_STATES).notNull(),
      version: kit.integer().notNull(),
      contentHash: kit.text().notNull(),
      strategy: kit.json<Omit<Strategy, 'audience'>>().notNull(),
      copy: kit.json<Copy>().notNull(),
      copyB: kit.json<Copy>(),
      preflight: kit.json<Preflight>(),
      audienceSize: kit.integer().notNull(),
      requestedBy: kit.text().notNull(),
      changedBy: kit.text().notNull(),
      createdAt: kit.time().notNull(),
      expiresAt: kit.time().notNull(),
      schedule: kit.json<SendSchedule>(),
      startsAt: kit.time(),
      sender: kit.json<Sender>(),
      sendStartedAt: kit.time(),
      finishedAt: kit.time(),
      cards: kit.json<readonly CampaignCard[]>().notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.tenant, t.id] }),
      kit.unique('campaigns_number').on(t.tenant, t.number),
      kit.checkOneOf('campaigns_state', t.state, CAMPAIGN_STATES),
      kit.index('campaigns_state_created').on(t.tenant, t.state, t.createdAt),
    ],
  );
  const assignments = kit.table(
    'assignments',
    {
      tenant: kit.text().notNull(),
      campaignId: kit.text().notNull(),
      contactId: kit.text().notNull(),
      variant: kit.oneOf(VARIANTS).notNull(),
      wording: kit.oneOf(WORDINGS),
      assignmentProbability: kit.double().notNull(),
      conversionProbability: kit.double().notNull(),
      productIds: kit.json<readonly string[]>().notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.tenant, t.campaignId, t.contactId] }),
      kit.checkOneOf('assignments_variant', t.variant, VARIANTS),
    ],
  );
  /** Lines are only ever added: triggers refuse to change them, and to delete them before their campaign (migration 0010). */
  const campaignDecisions = kit.table(
    'campaign_decisions',
    {
      tenant: kit.text().notNull(),
      campaignId: kit.text().notNull(),
      position: kit.integer().notNull(),
      action: kit.oneOf(CAMPAIGN_ACTIONS).notNull(),
      actor: kit.text().notNull(),
      at: kit.time().notNull(),
      version: kit.integer().notNull(),
      contentHash: kit.text().notNull(),
      comment: kit.text(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.tenant, t.campaignId, t.position] }),
      kit.checkOneOf('campaign_decisions_action', t.action, CAMPAIGN_ACTIONS),
    ],
  );
  const messages = kit.table(
    'messages',
    {
      tenant: kit.text().notNull(),
      id: kit.text().notNull(),
      campaignId: kit.text().notNull(),
      contactId: kit.text().notNull(),
      modelRunId: kit.text(),
      state: kit.oneOf(MESSAGE_STATES).notNull(),
      attempts: kit.integer().notNull(),
      dueAt: kit.time().notNull(),
      owner: kit.text(),
      leaseUntil: kit.time(),
      productIds: kit.json<readonly string[]>().notNull(),
      wording: kit.oneOf(WORDINGS).notNull().default('A'),
      links: kit.json<readonly string[]>(),
      sentAt: kit.time(),
      detail: kit.text(),
      couponCode: kit.text(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.tenant, t.id] }),
      kit.unique('messages_contact_once').on(t.tenant, t.campaignId, t.contactId),
      kit.checkOneOf('messages_state', t.state, MESSAGE_STATES),
      // By campaign before time: queued messages of a stopped campaign must not stand in a claim's way.
      kit.index('messages_due').on(t.tenant, t.state, t.campaignId, t.dueAt),
      kit.index('messages_contact').on(t.tenant, t.contactId, t.sentAt),
    ],
  );
  const outcomes = kit.table(
    'outcomes',
    {
      tenant: kit.text().notNull(),
      messageId: kit.text().notNull(),
      kind: kit.oneOf(OUTCOME_KINDS).notNull(),
      /** The order or the link; empty where an outcome happens once a message. */
      reference: kit.text().notNull(),
      campaignId: kit.text().notNull(),
      contactId: kit.text().notNull(),
      modelRunId: kit.text(),
      at: kit.time().notNull(),
      amountCents: kit.cents(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.tenant, t.messageId, t.kind, t.reference] }),
      kit.checkOneOf('outcomes_kind', t.kind, OUTCOME_KINDS),
      kit.index('outcomes_campaign').on(t.tenant, t.campaignId, t.kind),
    ],
  );
  return { campaigns, assignments, campaignDecisions, messages, outcomes };
}
