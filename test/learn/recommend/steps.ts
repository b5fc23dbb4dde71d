/** Steps of contacts of whom tests name products alone: each was ordered, a day after the one before. */

import { DAY } from '../../../src/domain/clock.ts';
import { EVENT } from '../../../src/domain/event.ts';
import type { ProductStep } from '../../../src/domain/product-step.ts';

export function steps(...productIds: readonly string[]): ProductStep[] {
  return productIds.map((productId, at) => ({ productId, name: EVENT.orderCompleted, at: at * DAY }));
}
