/** Builders for tests of the simulated shop. */

import type { SegmentMessage } from '../../simulator/segment-message.ts';
import { createShop, type Shop, type ShopSettings } from '../../simulator/shop.ts';

export const DAY_MS = 86_400_000;
const START_AT = Date.UTC(2026, 1, 20, 9, 30);

export function openShop(settings: Partial<ShopSettings> = {}): Shop {
  return createShop({ seed: 7, customers: 100, startAt: START_AT, ...settings });
}

export function day(number: number): number {
  return START_AT + number * DAY_MS;
}

export function ordersOf(messages: readonly SegmentMessage[]): readonly SegmentMessage[] {
  return messages.filter((message) => message.event === 'Order Completed');
}
