import { expect, it } from 'vitest';
import { createTellingStore } from '../../db/stores/telling-store.ts';
import { describeOnEachDatabase } from './open-test-database.ts';

const lease = (now: number) => ({ now, leaseUntil: now + 100 });

describeOnEachDatabase('telling store', (stage) => {
  it('gives each key to one of two processes that would tell it at once', async () => {
    const [here, there] = [createTellingStore(stage.parts()), createTellingStore(stage.rival())];
    const keys = ['b', 'a', 'c'];
    const claims = await Promise.all([here.claim(keys, lease(10)), there.claim(keys, lease(10))]);
    expect(claims.flat().sort()).toEqual(['a', 'b', 'c']);
  });

  it('never gives away what was told, and gives back what its teller did not live to tell', async () => {
    const tellings = createTellingStore(stage.parts());
    expect(await tellings.claim(['told', 'dropped'], lease(10))).toEqual(['told', 'dropped']);
    await tellings.finish(['told'], 20);
    expect(await tellings.open(['told', 'dropped', 'new'], 50)).toEqual(['new']);
    expect(await tellings.claim(['told', 'dropped'], lease(50))).toEqual([]);
    expect(await tellings.open(['told', 'dropped'], 110)).toEqual(['dropped']);
    expect(await tellings.claim(['told', 'dropped'], lease(110))).toEqual(['dropped']);
    expect(await tellings.claim(['dropped'], lease(150))).toEqual([]);
  });

  it('keeps each company’s apart, and takes nothing for nothing', async () => {
    await createTellingStore(stage.parts()).claim(['a'], lease(10));
    const strange = createTellingStore(stage.stranger());
    expect(await strange.open(['a'], 10)).toEqual(['a']);
    expect(await strange.claim(['a'], lease(10))).toEqual(['a']);
    expect(await strange.claim([], lease(10))).toEqual([]);
    await strange.finish([], 10);
  });
});
