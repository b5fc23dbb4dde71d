import { describe, expect, it } from 'vitest';
import { createCollector, MAX_EVENT_BYTES } from '../../src/collect/accept-calls.ts';
import type { EventStore, IngestResult, NewDeadLetter, NewEvent } from '../../src/domain/event.ts';
import { AppError } from '../../src/errors.ts';

const call = (messageId: string, more: object = {}) => ({
  raw: { type: 'track', event: 'X', userId: 'u', messageId, ...more },
});

/** Remembers messageIds as the database does; `fail` breaks a transaction for a reason of the test's choosing. */
function storeInMemory(fail: (events: readonly NewEvent[]) => void = () => {}) {
  const seen = new Set<string>();
  const groups: string[][] = [];
  const letters: NewDeadLetter[] = [];
  const store: Pick<EventStore, 'ingest'> = {
    async ingest(events, deadLetters): Promise<IngestResult> {
      groups.push(events.map(({ messageId }) => messageId));
      fail(events);
      const duplicateIndexes: number[] = [];
      for (const [index, { messageId }] of events.entries()) {
        if (seen.has(messageId)) duplicateIndexes.push(index);
        seen.add(messageId);
      }
      letters.push(...deadLetters);
      const duplicates = duplicateIndexes.length;
      return {
        stored: events.length - duplicates,
        duplicates,
        deadLetters: deadLetters.length,
        duplicateIndexes,
      };
    },
  };
  return { store, groups, letters, seen };
}

describe('accepting calls', () => {
  it('keeps a bad call as a dead letter and stores the rest', async () => {
    const { store, letters } = storeInMemory();
    const collector = createCollector({ events: store, maxQueued: 100 });
    const result = await collector.accept(
      [call('a'), { raw: { type: 'track', userId: 'u' } }, call('b')],
      5_000_000,
    );
    expect(result).toEqual({
      stored: 2,
      duplicates: 0,
      deadLetters: 1,
      faults: [{ index: 1, field: 'event', reason: expect.stringContaining('is missing') }],
    });
    expect(letters).toMatchObject([{ field: 'event', payload: { type: 'track', userId: 'u' } }]);
  });

  it('keeps equal calls that nothing tells apart as many events as there are', async () => {
    const { store } = storeInMemory();
    const now = Date.UTC(2026, 1, 27, 9, 30);
    const tap = { raw: { type: 'track', event: 'Tap', userId: 'u' } };
    const collectors = ['a', 'b'].map((process) =>
      createCollector({ events: store, maxQueued: 100, process }),
    );
    for (const collector of collectors) {
      const results = await Promise.all([collector.accept([tap, tap], now), collector.accept([tap], now)]);
      expect(results).toMatchObject([
        { stored: 2, duplicates: 0 },
        { stored: 1, duplicates: 0 },
      ]);
    }
    const timed = { raw: { ...tap.raw, timestamp: '2026-02-27T09:00:00Z' } };
    const [collector] = collectors;
    expect(await collector!.accept([timed, timed], now)).toMatchObject({ stored: 1, duplicates: 1 });
  });

  it('makes a dead letter of an event over 32 KB', async () => {
    const { store } = storeInMemory();
    const collector = createCollector({ events: store, maxQueued: 100 });
    const long = call('a', { properties: { text: 'é'.repeat(MAX_EVENT_BYTES / 2) } });
    const result = await collector.accept([long, call('b')], 1);
    expect(result).toMatchObject({ stored: 1, deadLetters: 1, faults: [{ index: 0 }] });
  });

  it('keeps a dead letter for a call that cannot even be written as JSON again', async () => {
    const { store, letters } = storeInMemory();
    const deep = JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`);
    await createCollector({ events: store, maxQueued: 9 }).accept(
      [{ raw: { type: 'track', properties: deep } }],
      1,
    );
    expect(() => JSON.stringify(letters)).not.toThrow();
    expect(letters).toHaveLength(1);
  });

  it('shares one transaction among requests of the same moment, and tells each its own counts', async () => {
    const { store, groups } = storeInMemory();
    const collector = createCollector({ events: store, maxQueued: 100 });
    const results = await Promise.all([
      collector.accept([call('a'), call('b')], 1),
      collector.accept([call('b'), call('c')], 1),
      collector.accept([call('d')], 1),
    ]);
    expect(groups).toEqual([['a', 'b', 'b', 'c', 'd']]);
    expect(results.map(({ stored, duplicates }) => [stored, duplicates])).toEqual([
      [2, 0],
      [1, 1],
      [1, 0],
    ]);
  });

  it('gathers what arrives during a transaction into the next', async () => {
    const { store, groups } = storeInMemory();
    const collector = createCollector({ events: store, maxQueued: 100 });
    const first = collector.accept([call('a')], 1);
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.all([first, collector.accept([call('b')], 1), collector.accept([call('c')], 1)]);
    expect(groups.flat()).toEqual(['a', 'b', 'c']);
    expect(groups.length).toBeLessThan(3);
  });

  it('does not let a bad request fail its neighbours', async () => {
    const { store, seen } = storeInMemory((events) => {
      if (events.some(({ messageId }) => messageId === 'poison')) throw new Error('constraint failed');
    });
    const collector = createCollector({ events: store, maxQueued: 100 });
    const results = await Promise.allSettled([
      collector.accept([call('a')], 1),
      collector.accept([call('poison')], 1),
      collector.accept([call('b')], 1),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect([...seen]).toEqual(['a', 'b']);
  });

  it('does not wait for an unavailable database once per request', async () => {
    const { store, groups } = storeInMemory(() => {
      throw new AppError('unavailable', 'the disk is full');
    });
    const collector = createCollector({ events: store, maxQueued: 100 });
    const calls = Array.from({ length: 10 }, (_, index) => collector.accept([call(`m${index}`)], 1));
    const results = await Promise.allSettled(calls);
    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    expect(groups).toHaveLength(1);
  });

  it('refuses with "unavailable" beyond the queue, and takes more once it is empty', async () => {
    const { store } = storeInMemory();
    const collector = createCollector({ events: store, maxQueued: 2 });
    const waiting = collector.accept([call('a'), call('b')], 1);
    await expect(collector.accept([call('c')], 1)).rejects.toMatchObject({ code: 'unavailable' });
    await waiting;
    await expect(collector.accept([call('c'), call('d'), call('e')], 1)).resolves.toMatchObject({
      stored: 3,
    });
  });

  it('refuses as well what would take more memory than may wait', async () => {
    const { store } = storeInMemory();
    const collector = createCollector({ events: store, maxQueued: 100, maxQueuedBytes: 20_000 });
    const large = (messageId: string) => call(messageId, { properties: { text: 'x'.repeat(9_000) } });
    const bad = { raw: { type: 'track', userId: 'u', properties: { text: 'x'.repeat(9_000) } } };
    const waiting = collector.accept([large('a'), bad], 1);
    await new Promise<void>((resolve) => queueMicrotask(resolve));
    expect(collector.queue()).toMatchObject({ calls: 2, maxBytes: 20_000 });
    await expect(collector.accept([large('b')], 1)).rejects.toMatchObject({ code: 'unavailable' });
    await waiting;
    expect(collector.queue()).toMatchObject({ calls: 0, bytes: 0 });
    await expect(collector.accept([large('b'), large('c'), bad], 1)).resolves.toMatchObject({ stored: 2 });
  });

  it('lets others in between while it looks for what is wrong with a batch', async () => {
    const { store, letters } = storeInMemory();
    const collector = createCollector({ events: store, maxQueued: 100 });
    const crowd = collector.accept(Array(1_000).fill({ raw: 1 }), 1);
    await collector.accept([call('a')], 1);
    expect(letters).toEqual([]);
    expect(await crowd).toMatchObject({ deadLetters: 1_000 });
  });

  it('splits a crowd into transactions of bounded size', async () => {
    const { store, groups } = storeInMemory();
    const collector = createCollector({ events: store, maxQueued: 10_000 });
    const requests = Array.from({ length: 50 }, (_, request) =>
      collector.accept(
        Array.from({ length: 100 }, (_, index) => call(`${request}-${index}`)),
        1,
      ),
    );
    await Promise.all(requests);
    expect(Math.max(...groups.map(({ length }) => length))).toBeLessThanOrEqual(1_000);
    expect(groups.flat()).toHaveLength(5_000);
  });
});
