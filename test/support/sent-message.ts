/** A message that was sent, without a mail server: claimed, sending, sent, as the send stage does it. */

import type { Message } from '../../src/domain/message.ts';
import { startApproved } from '../../src/send/start-approved.ts';
import type { MarketingShop } from './marketing-shop.ts';

export const LINKS = ['https://shop.test/p/pot?from=mail', 'https://shop.test/p/cup'];

interface Sent {
  readonly links?: readonly string[];
  readonly modelRunId?: string;
}

export async function addSentMessage(
  shop: MarketingShop,
  contactId: string,
  sent: Sent = {},
): Promise<Message> {
  const [message] = await addSentCampaign(shop, [contactId], sent);
  return message!;
}

/** A campaign that went to all of these. */
export async function addSentCampaign(
  shop: MarketingShop,
  contactIds: readonly string[],
  { links = LINKS, modelRunId = 'run-1' }: Sent = {},
): Promise<readonly Message[]> {
  const { outbox } = shop.stores;
  await shop.addCampaign(contactIds, { modelRunId });
  await startApproved({ ...shop.stores, clock: shop.clock });
  const at = shop.clock.now();
  const limit = contactIds.length;
  const claimed = await outbox.claim({ owner: 'test', limit, now: at, leaseUntil: at + 1 });
  const steps = claimed.map(({ id }) => ({ messageId: id, at }));
  await outbox.transition(
    'test',
    steps.map((step) => ({ ...step, from: 'claimed', to: 'sending', links })),
  );
  await outbox.transition(
    'test',
    steps.map((step) => ({ ...step, from: 'sending', to: 'sent' })),
  );
  return Promise.all(claimed.map(async ({ id }) => (await outbox.get(id))!));
}
