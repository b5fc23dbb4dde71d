import { describe, expect, it } from 'vitest';
import { driveShop } from '../../simulator/drive-shop.ts';
import type { Reaction } from '../../simulator/email.ts';
import type { SegmentMessage } from '../../simulator/segment-message.ts';
import { day, openShop } from './run-shop.ts';

describe('driving the shop', () => {
  it('hands over every message once, in order, in batches within Segment’s limits', async () => {
    const batches: (readonly SegmentMessage[])[] = [];
    const shares: number[] = [];
    const handed = await driveShop({
      shop: openShop(),
      to: day(45.5),
      sink: async (batch) => void batches.push(batch),
      onProgress: ({ share }) => void shares.push(share),
    });
    const expected = openShop().advanceTo(day(45.5)).messages;
    expect(batches.flat()).toEqual(expected);
    expect(handed).toBe(expected.length);
    expect(Math.max(...batches.map((batch) => batch.length))).toBe(100);
    for (const batch of batches) expect(JSON.stringify({ batch }).length).toBeLessThan(500_000);
    expect(batches.slice(0, -1).every((batch) => batch.length === 100)).toBe(true);
    expect(shares.at(-1)).toBe(1);
  });

  it('keeps to 500 KB even when many messages are allowed in a batch', async () => {
    const sizes: number[] = [];
    const sink = async (batch: readonly SegmentMessage[]) =>
      void sizes.push(Buffer.byteLength(JSON.stringify({ batch })));
    await driveShop({ shop: openShop({ customers: 400 }), to: day(60), sink, batchSize: 10_000 });
    expect(sizes.length).toBeGreaterThan(2);
    expect(Math.max(...sizes)).toBeLessThan(500_000);
    expect(Math.max(...sizes)).toBeGreaterThan(400_000);
  });

  it('waits for the sink, and stops where the sink fails', async () => {
    let calls = 0;
    const sink = async () => {
      calls += 1;
      if (calls === 3) throw new Error('the collector is down');
    };
    await expect(driveShop({ shop: openShop(), to: day(60), sink })).rejects.toThrow('the collector is down');
    expect(calls).toBe(3);
  });

  it('passes on what customers do with their mail, and stops when told to', async () => {
    const shop = openShop();
    for (const to of shop.customerIds)
      shop.receiveEmail({ to, at: day(10), links: ['https://x.example'], hasOffer: false });
    const reactions: Reaction[] = [];
    const stop = new AbortController();
    await driveShop({
      shop,
      to: day(60),
      sink: async () => {},
      onReactions: async (some) => void reactions.push(...some),
      onProgress: ({ at }) => (at >= day(20) ? stop.abort() : undefined),
      signal: stop.signal,
    });
    expect(reactions.length).toBeGreaterThan(10);
    expect(shop.now()).toBe(day(20));
  });
});
