import { expect, it } from 'vitest';
import { createStrategyStore } from '../../db/stores/strategy-store.ts';
import { aStrategy } from './builders.ts';
import { describeOnEachDatabase } from './open-test-database.ts';

describeOnEachDatabase('strategy store', (stage) => {
  it('keeps the last night’s strategies whole and in the order of their rank', async () => {
    const strategies = createStrategyStore(stage.parts());
    const night = [aStrategy({ id: 'z' }), aStrategy({ id: 'a', offerId: 'o1', audience: [] })];
    await strategies.replace([aStrategy({ id: 'old' })]);
    await strategies.replace(night);
    expect(await strategies.current()).toEqual(night);
    await strategies.replace([]);
    expect(await strategies.current()).toEqual([]);
  });

  it('shows a second tenant nothing of the first, and leaves the first its own', async () => {
    const strategies = createStrategyStore(stage.parts());
    await strategies.replace([aStrategy()]);
    const strange = createStrategyStore(stage.stranger());
    expect(await strange.current()).toEqual([]);
    await strange.replace([aStrategy({ title: 'theirs' })]);
    expect(await strategies.current()).toEqual([aStrategy()]);
  });
});
