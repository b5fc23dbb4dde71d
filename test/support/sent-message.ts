/** A message that was sent, without a mail server: claimed, sending, sent, as the send stage does it. */

import type { Message } from '../../src/domain/message.ts';
import { startApproved } from '../../src/send/start-approved.ts';
import type { MarketingShop } from './marketing-shop.ts';

export const LINKS = ['https://shop.test/p/pot?from=mail', 'https://shop.test/p/cup'];

export async function addSentMessage(
  shop: MarketingShop,
  contactId: string,
  {
    links = LINKS,
    modelRunId = 'run-1',
  }: { readonly links?: readonly string[]; readonly modelRunId?: string } = {},
): Promise<Message> {
  const { outbox } = shop.stores;
  await shop.addCampaign([contactId], { modelRunId });
  await startApproved({ ...shop.stores, clock: shop.clock });
  const at = shop.clock.now();
  const [message] = await outbox.claim({ owner: 'test', limit: 1, now: at, leaseUntil: at + 1 });
  const step = { messageId: message!.id, at };
  await outbox.transition('test', [{ ...step, from: 'claimed', to: 'sending', links }]);
  await outbox.transition('test', [{ ...step, from: 'sending', to: 'sent' }]);
  return (await outbox.get(message!.id))!;
}
