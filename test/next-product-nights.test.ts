/** Who recommends next products, night after night: another blend only if it is better, popularity where none is, whom a person chose. */

import { expect, it } from 'vitest';
import { createRecommenderDecisionStore } from '../db/stores/recommender-decision-store.ts';
import { KEPT_DECISIONS } from '../src/domain/decision-trail.ts';
import { AppError } from '../src/errors.ts';
import { aRecommenderDecision } from './db/a-recommender-decision.ts';
import { describeOnEachDatabase } from './db/open-test-database.ts';
import {
  openRecommenderNights,
  START,
  shopOfHabit,
  shopOfPaths,
  shopOfTastes,
} from './support/recommender-nights.ts';

const POPULARITY = { popularity: 1 };

describeOnEachDatabase('who recommends next products', (stage) => {
  const open = () => openRecommenderNights(createRecommenderDecisionStore(stage.parts()));

  it('is kept under an id of its own, with what it was learnt of and no contact', async () => {
    const nights = open();
    const { recommend } = await nights.night(shopOfTastes());
    const { serves, ...decision } = await nights.newest();
    expect(decision).toMatchObject({ number: 1, actor: 'flywheel', action: 'promote' });
    expect(decision.reason).toContain('it finds more than what is popular with everybody');
    expect(serves).toMatchObject({ runId: 'night-0', since: { runId: 'night-0' } });
    expect(serves.metrics!.hitRate.low).toBeGreaterThan(serves.metrics!.popularityHitRate.high);
    expect(serves.lineage).toMatchObject({ contacts: 400, products: 60, steps: 2400, program: 'test' });
    expect(serves.lineage.factsHash).toMatch(/^[0-9a-f]{64}$/);
    expect(Object.keys(serves.lineage.kinds)).toEqual(Object.keys(serves.weights));
    expect(serves.lineage.leftOut.join()).toContain('The transformer was not trained');
    expect([...nights.artifacts.kept.keys()]).toEqual(['night-0']);
    const kept = Object.values(nights.artifacts.kept.get('night-0')!).map((file) => Buffer.from(file));
    expect(Buffer.concat(kept).toString('latin1')).not.toContain('contact-');
    expect(JSON.stringify(serves)).not.toContain('contact-');
    const byDay = await nights.byDay(shopOfTastes());
    expect(byDay.recommend('contact-1')).toEqual(recommend('contact-1'));
    expect(recommend('contact-1')).toHaveLength(5);
  });

  it('gives way to a blend that finds more, once a week of what contacts did is new', async () => {
    const nights = open();
    const lines = { weights: { popularity: 1, 'item-cosine': 0.3 }, since: { runId: 'night-0', at: START } };
    const comparisons = { championId: 'night-0', count: 0, testCutoff: START };
    const first = aRecommenderDecision({ at: START }, { ...lines, comparisons });
    await createRecommenderDecisionStore(stage.parts()).add(first, null);
    await nights.night(shopOfPaths(), { day: 6 });
    const anew = await nights.newest();
    expect(anew.serves).toMatchObject({
      runId: 'night-6',
      weights: first.serves.weights,
      since: { runId: 'night-0' },
    });
    expect(anew.reason).toContain('none is compared with it before 2026-03-09');
    await nights.night(shopOfPaths(), { day: 7 });
    const better = await nights.newest();
    expect(better.reason).toContain('it finds more than the blend of 2026-03-02, which served');
    expect(better.serves.weights).not.toEqual(first.serves.weights);
    expect(better.serves).toMatchObject({ since: { runId: 'night-7' }, comparisons: { count: 0 } });
    expect(better.serves.metrics!.ndcg).toBeGreaterThan(anew.serves.metrics!.ndcg);
  });

  it('does not give way to another that finds as much, which counts as a comparison', async () => {
    const nights = open();
    await nights.night(shopOfTastes());
    const first = await nights.newest();
    const { nextProduct } = await nights.night(shopOfTastes({ seed: 5 }), { day: 7 });
    const { serves, reason } = await nights.newest();
    expect(reason).toContain('in comparison 1 since it took over');
    expect(serves).toMatchObject({
      ...{ runId: 'night-7', weights: first.serves.weights, since: { runId: 'night-0' } },
      comparisons: { count: 1, championId: 'night-0' },
    });
    expect(serves.metrics).toEqual(nextProduct);
    await nights.night(shopOfTastes({ seed: 6 }), { day: 14 });
    expect((await nights.newest()).serves.comparisons.count).toBe(2);
  });

  it('is not compared on few contacts', async () => {
    const nights = open();
    await nights.night(shopOfTastes());
    await nights.night(shopOfPaths({ contacts: 190 }), { day: 7 });
    const { serves, reason } = await nights.newest();
    expect(reason).toContain('not enough data to compare another, 190 contacts of 200');
    expect(serves).toMatchObject({ since: { runId: 'night-0' }, comparisons: { count: 0 } });
  });

  it('is what is popular until a blend finds more, which one night without a difference does not end', async () => {
    const nights = open();
    const { recommend } = await nights.night(shopOfHabit());
    const first = await nights.newest();
    expect(first.serves.weights).toEqual(POPULARITY);
    expect(first.reason).toContain('no blend finds more than what is popular with everybody');
    expect(first.serves.metrics!.hitRate).toEqual(first.serves.metrics!.popularityHitRate);
    expect(recommend('contact-1').map(({ because }) => because)).toEqual([null, null, null, null, null]);
    await nights.night(shopOfTastes(), { day: 1 });
    expect((await nights.newest()).serves.since.runId).toBe('night-1');
    await nights.night(shopOfHabit(), { day: 2 });
    const { serves } = await nights.newest();
    expect(serves).toMatchObject({ runId: 'night-2', since: { runId: 'night-1' } });
    expect(serves.metrics!.hitRate.low).toBeLessThan(serves.metrics!.popularityHitRate.estimate);
  });

  it('is what is popular while too few contacts tell, and decides nothing on the same facts', async () => {
    const nights = open();
    await nights.night(shopOfTastes({ contacts: 40 }));
    const first = await nights.newest();
    expect(first.serves).toMatchObject({ weights: POPULARITY, metrics: null });
    expect(first.reason).toContain('too few contacts');
    await nights.night(shopOfTastes({ contacts: 40 }), { day: 3 });
    expect(await nights.newest()).toEqual(first);
    expect(await nights.night([], { day: 4 })).toMatchObject({ unknownProducts: { steps: 0 } });
  });

  it('is measured by what contacts met since it was learnt, before it is learnt anew', async () => {
    const nights = open();
    expect((await nights.night(shopOfTastes())).unknownProducts).toBeNull();
    const met = shopOfTastes().map((way) => [...way, { ...way[0]!, productId: 'new-tea', at: START }]);
    const unknownOn = async (day: number) => (await nights.night(met, { day })).unknownProducts;
    expect(await unknownOn(1)).toMatchObject({ steps: 400, unknownSteps: 400, unknownContacts: 400 });
    expect(await unknownOn(2)).toMatchObject({ steps: 400, unknownSteps: 0 });
  });

  it('comes back as it was when a person says so, and nights keep to it for a week', async () => {
    const nights = open();
    await nights.night(shopOfHabit());
    await nights.night(shopOfPaths(), { day: 7 });
    const { recommend } = await nights.byDay(shopOfPaths());
    expect(await nights.bringBack()).toMatchObject({ number: 1 });
    const chosen = await nights.newest();
    expect(chosen).toMatchObject({
      action: 'roll back',
      actor: 'U1',
      backTo: 1,
      serves: { runId: 'night-0' },
    });
    expect((await nights.byDay(shopOfPaths())).recommend('contact-1')).not.toEqual(recommend('contact-1'));
    const held = await nights.night(shopOfPaths({ seed: 3 }), { day: 13 });
    expect(await nights.newest()).toEqual(chosen);
    expect(held.recommend('contact-1')).toEqual(
      (await nights.byDay(shopOfPaths({ seed: 3 }))).recommend('contact-1'),
    );
    expect(await nights.trail.previous()).toBeNull();
    await nights.night(shopOfPaths({ seed: 4 }), { day: 15 });
    expect(await nights.newest()).toMatchObject({
      number: 4,
      actor: 'flywheel',
      serves: { runId: 'night-15' },
    });
  });

  it('stays what a person chose for the rest of the week where it had to be learnt anew', async () => {
    const nights = open();
    await nights.night(shopOfHabit());
    await nights.night(shopOfPaths(), { day: 7 });
    await nights.bringBack();
    nights.artifacts.kept.delete('night-0');
    await nights.night(shopOfPaths({ seed: 3 }), { day: 9 });
    const anew = await nights.newest();
    expect(anew).toMatchObject({
      ...{ number: 4, actor: 'flywheel', serves: { runId: 'night-9', since: { runId: 'night-0' } } },
      reason: expect.stringContaining(
        'cannot be read, so it is learnt anew; a person chose it on 2026-03-09',
      ),
    });
    await nights.night(shopOfPaths({ seed: 4 }), { day: 10 });
    expect(await nights.newest()).toEqual(anew);
    await nights.night(shopOfPaths({ seed: 5 }), { day: 15 });
    expect(await nights.newest()).toMatchObject({ number: 5, serves: { runId: 'night-15' } });
  });

  it('stays what a person chose while a night learnt, and leaves nothing of that night', async () => {
    const nights = open();
    await nights.night(shopOfHabit());
    await nights.night(shopOfPaths(), { day: 7 });
    const decisions = createRecommenderDecisionStore(stage.parts());
    await nights.night(shopOfPaths({ seed: 9 }), {
      day: 8,
      async onDecide(decision, former) {
        await nights.bringBack();
        await decisions.add(decision, former);
      },
    });
    expect(await nights.newest()).toMatchObject({ number: 3, actor: 'U1', serves: { runId: 'night-0' } });
    expect([...nights.artifacts.kept.keys()].toSorted()).toEqual(['night-0', 'night-7']);
  });

  it('keeps what the last decisions name, and nothing of a night that did not decide', async () => {
    const nights = open();
    const shop = (day: number) => shopOfTastes({ contacts: 60, seed: day + 1 });
    for (let day = 0; day < KEPT_DECISIONS + 2; day += 1) await nights.night(shop(day), { day });
    const last = Array.from({ length: KEPT_DECISIONS }, (_, at) => `night-${at + 2}`);
    expect([...nights.artifacts.kept.keys()].toSorted()).toEqual(last.toSorted());
    const broken = new AppError('unavailable', 'gone');
    const failing = nights.night(shop(20), { day: 20, onDecide: () => Promise.reject(broken) });
    await expect(failing).rejects.toBe(broken);
    expect(nights.artifacts.kept.has('night-20')).toBe(true);
    await nights.night(shop(21), { day: 21 });
    expect(nights.artifacts.kept.has('night-20')).toBe(false);
  });

  it('keeps nothing for longer than a month but who serves and who would come back', async () => {
    const nights = open();
    const shop = shopOfTastes({ contacts: 60, seed: 3 });
    await nights.night(shopOfTastes({ contacts: 60 }));
    await nights.night(shopOfTastes({ contacts: 60, seed: 2 }), { day: 10 });
    await nights.night(shop, { day: 11 });
    await nights.night(shop, { day: 30 });
    expect(nights.artifacts.kept.size).toBe(3);
    await nights.night(shop, { day: 31 });
    expect([...nights.artifacts.kept.keys()]).toEqual(['night-10', 'night-11']);
    await nights.night(shop, { day: 60 });
    expect([...nights.artifacts.kept.keys()]).toEqual(['night-11']);
    expect(await nights.newest()).toMatchObject({ number: 3 });
  });

  it('keeps the blend before the present one for as long as that serves', async () => {
    const nights = open();
    await nights.night(shopOfHabit());
    await nights.night(shopOfPaths(), { day: 7 });
    const since = { runId: 'night-7' };
    expect((await nights.newest()).serves).toMatchObject({ since });
    for (let day = 8; day < 8 + KEPT_DECISIONS; day += 1)
      await nights.night(shopOfPaths({ contacts: 60, seed: day }), { day });
    expect((await nights.newest()).serves).toMatchObject({ since });
    expect(nights.artifacts.kept.size).toBe(KEPT_DECISIONS + 1);
    expect(await nights.bringBack()).toMatchObject({ number: 1, serves: { runId: 'night-0' } });
  });

  it('is counted anew by day where what is kept is damaged, and learnt anew by night', async () => {
    const nights = open();
    const shop = shopOfTastes();
    await nights.night(shop);
    const { serves } = await nights.newest();
    nights.artifacts.kept.set('night-0', { 'blend.json': Buffer.from('{') });
    const { recommend } = await nights.byDay(shop);
    expect(recommend('contact-0')).toHaveLength(5);
    expect(recommend('contact-0').every(({ productId }) => productId.startsWith('tea-'))).toBe(true);
    await nights.night(shop, { day: 1 });
    expect(await nights.newest()).toMatchObject({
      reason: expect.stringContaining('cannot be read, so it is learnt anew'),
      serves: { runId: 'night-1', weights: serves.weights, since: serves.since },
    });
  });
});
