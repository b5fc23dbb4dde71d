/** A real campaign store, a clock that a test moves, and strategies to propose. */

import { createCampaignStore } from '../../db/stores/campaign-store.ts';
import { proposeCampaign } from '../../src/approve/propose-campaign.ts';
import { type Campaign, FLYWHEEL_ACTOR } from '../../src/domain/campaign.ts';
import { countAudience, type Strategy } from '../../src/domain/strategy.ts';
import { createFieldCipher } from '../../src/privacy/encrypt-field.ts';
import type { Kind } from '../support/each-database.ts';
import { openDatabase } from '../support/open-database.ts';

const NOW = Date.UTC(2026, 2, 1, 6);
export const JONAS = 'U-JONAS';
export const MIA = 'U-MIA';

export async function openApproval(on: Kind) {
  const { database, close } = await openDatabase(on);
  const cipher = createFieldCipher(Buffer.alloc(32, 7), 'test');
  let now = NOW;
  return {
    campaigns: createCampaignStore({ database, tenant: 'test', cipher }),
    clock: { now: () => now },
    policy: {
      ...{ approvers: [JONAS, MIA], undoMinutes: 10, secondApproverAbove: null as number | null },
      sender: { shopName: 'Wick', mailFrom: 'post@wick.example', postalAddress: '9 Wax Row' },
    },
    lookOver: async ({ contentHash }: Campaign) => ({ at: now, contentHash, findings: [] }),
    pass(milliseconds: number) {
      now += milliseconds;
    },
    close,
  };
}

export type Approval = Awaited<ReturnType<typeof openApproval>>;

export function buildStrategy(change: Partial<Strategy> = {}): Strategy {
  return {
    id: 'win-back-1',
    kind: 'win back',
    title: 'Win back 3 overdue customers',
    createdAt: NOW,
    modelRunId: 'run-1',
    reason: 'They are overdue.',
    evidence: [],
    offerId: null,
    audience: ['a', 'b', 'c'].map((contactId) => ({
      contactId,
      conversionProbability: 0.1,
      productIds: ['pot', 'tea'],
    })),
    counts: countAudience(['mailable', 'mailable', 'mailable']),
    expectedOrders: { value: 0.3, low: 0, high: 2 },
    expectedRevenueCents: { value: 900, low: 0, high: 6000 },
    basis: '',
    currency: 'EUR',
    outcomeWindowDays: 30,
    holdoutShare: 0.1,
    copy: { subject: 'Hello', previewText: 'A word', heading: 'Hello', body: 'Hello again.', button: 'Look' },
    ...change,
  };
}

export function propose(approval: Approval, change: Partial<Strategy> = {}, requestedBy = FLYWHEEL_ACTOR) {
  return proposeCampaign(
    { strategy: buildStrategy(change), requestedBy, expiryDays: 7, seed: 'seed-1' },
    approval,
  );
}

/** What a person who looks at the campaign now clicks with. */
export function seen({ number, contentHash, version }: Campaign) {
  return { number, seenHash: contentHash, seenVersion: version };
}
