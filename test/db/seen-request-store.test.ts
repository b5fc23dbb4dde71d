import { expect, it } from 'vitest';
import { createSeenRequestStore } from '../../db/stores/seen-request-store.ts';
import { MINUTE } from '../../src/domain/clock.ts';
import { describeOnEachDatabase } from './open-test-database.ts';

describeOnEachDatabase('seen request store', (stage) => {
  it('meets a request once, whichever of two processes it comes to', async () => {
    const stores = [createSeenRequestStore(stage.parts()), createSeenRequestStore(stage.rival())];
    const when = { now: 10, until: 100 };
    const met = await Promise.all(Array.from({ length: 6 }, (_, n) => stores[n % 2]!.meet('Ev1', when)));
    expect(met.filter(Boolean)).toHaveLength(1);
    expect(await stores[0]!.meet('Ev2', when)).toBe(true);
    expect(await createSeenRequestStore(stage.stranger()).meet('Ev1', when)).toBe(true);
  });

  it('forgets a request once it cannot come again, and not before', async () => {
    const store = createSeenRequestStore(stage.parts());
    const until = 60 * MINUTE;
    expect(await store.meet('Ev1', { now: 0, until })).toBe(true);
    expect(await store.meet('Ev1', { now: 30 * MINUTE, until })).toBe(false);
    expect(await store.meet('Ev2', { now: 60 * MINUTE, until: 90 * MINUTE })).toBe(true);
    expect(await store.meet('Ev1', { now: 60 * MINUTE, until: 90 * MINUTE })).toBe(true);
  });
});
