/** Puts what a customer does into an envelope, under a name if the customer gave one. */

import type { Life } from './life.ts';
import type { Happening } from './segment-message.ts';
import type { World } from './world.ts';

/** Plans a message about what the customer does at a moment. */
export function writeMessage(world: World, life: Life, at: number, happening: Happening): void {
  const { customer, state } = life;
  const sequence = state.sequence;
  state.sequence += 1;
  const message = {
    ...happening,
    messageId: `shop-${world.seed}-${customer.customerId}-${sequence}`,
    anonymousId: `a-${world.seed}-${customer.index + 1}`,
    ...(state.identified ? { userId: customer.customerId } : {}),
    timestamp: new Date(at).toISOString(),
  };
  life.planned.push({ at, customer: customer.index, sequence, message });
}
