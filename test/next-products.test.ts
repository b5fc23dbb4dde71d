/** What a night recommends to whom: nothing that is sold out or ordered already, and new products too. */

import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import { DAY } from '../src/domain/clock.ts';
import { EVENT } from '../src/domain/event.ts';
import type { RecommenderDecisionStore } from '../src/domain/recommender-decision.ts';
import { wordsOf } from './commands/read-card.ts';
import { collect } from './db/builders.ts';
import { jonas, maya, openForm, press, submit, type, until } from './support/act-in-slack.ts';
import { describeOnEach } from './support/each-database.ts';
import { NIGHT, START } from './support/keep-shop.ts';
import { importPast } from './support/live-shop.ts';
import { openFlywheel, startFlywheel } from './support/open-flywheel.ts';

describeOnEach((on) => {
  it('recommends what was only looked at, and nothing that is sold out or that the contact ordered', async () => {
    const flywheel = await startFlywheel({ on, at: NIGHT, kept: 'with a past' });
    const { stores } = flywheel.app;
    const takenBy = async (name: string) =>
      new Map(
        (await collect(stores.events.histories(NIGHT))).map(({ contactId, events }) => [
          contactId,
          events.filter((event) => event.name === name).flatMap(({ lines }) => lines.map((l) => l.productId)),
        ]),
      );
    const ordered = await takenBy(EVENT.orderCompleted);
    const viewed = await takenBy(EVENT.productViewed);
    const gone = mostFrequent([...ordered.values()].flat());
    const product = (await stores.products.all()).find(({ id }) => id === gone)!;
    await stores.products.put([{ ...product, stock: 0 }], NIGHT);
    await flywheel.app.turn();
    const served = (await collect(stores.modelRuns.scores())).flatMap(({ contactId, nextProducts }) =>
      nextProducts.map(({ productId }) => ({ contactId, productId })),
    );
    expect(served.length).toBeGreaterThan(1000);
    expect(served.filter(({ productId }) => productId === gone)).toEqual([]);
    expect(served.filter((one) => ordered.get(one.contactId)!.includes(one.productId))).toEqual([]);
    expect(served.some((one) => viewed.get(one.contactId)!.includes(one.productId))).toBe(true);
    const kindOf = new Map((await stores.products.all()).map(({ id, category }) => [id, category]));
    for (const { nextProducts } of await collect(stores.modelRuns.scores())) {
      const kinds = nextProducts.map(({ productId }) => kindOf.get(productId)!);
      expect(nextProducts.length === 0 || nextProducts.length === 5).toBe(true);
      expect(mostOf(kinds)).toBeLessThanOrEqual(3);
    }
  });

  it('recommends a new product to contacts with something like it, and not one that is like nothing', async () => {
    const flywheel = await startFlywheel({ on, at: NIGHT, kept: 'with a past' });
    const { stores } = flywheel.app;
    const model = (await stores.products.all()).find(({ name }) => name === 'Lavender Soy Candle')!;
    const fresh = { ...model, id: 'fresh', name: 'Lavender Soy Candle, large' };
    const odd = { ...model, id: 'odd', name: 'Zirconium widget', category: 'machines' };
    await stores.products.put([fresh, odd, { ...fresh, id: 'fresh-sold-out', stock: 0 }], NIGHT);
    await flywheel.app.turn();
    const served = (await collect(stores.modelRuns.scores())).flatMap(({ nextProducts }) => nextProducts);
    expect(served.filter(({ productId }) => /odd|sold-out/.test(productId))).toEqual([]);
    const reasons = served.filter(({ productId }) => productId === 'fresh').map(({ because }) => because);
    expect(reasons.length).toBeGreaterThan(20);
    expect(reasons).toContain(model.id);
    const names = new Map(
      (await stores.products.all()).map(({ id, name, category }) => [id, `${name} ${category}`]),
    );
    for (const because of new Set(reasons))
      expect(names.get(because!)).toMatch(new RegExp(`lavender|soy|candle|${model.category}`, 'i'));
  });

  it('recommends as before once an approver in Slack, or one command, says so, and nights keep to it', async () => {
    const settings = { SLACK_APPROVERS: maya.id };
    const flywheel = await openFlywheel({ on, at: NIGHT, kept: 'learnt', settings });
    const { recommenderDecisions, modelRuns } = flywheel.app.stores;
    const newest = async () => (await recommenderDecisions.recent(1))[0]!;
    const lists = async () =>
      new Map(
        (await collect(modelRuns.scores())).map(({ contactId, nextProducts }) => [contactId, nextProducts]),
      );
    try {
      const [first, before] = [await newest(), await lists()];
      for (const day of [1, 2]) {
        await takeOver(recommenderDecisions, `other-${day}`);
        flywheel.setTime(NIGHT + day * DAY);
        const past = { seed: 7 + day, customers: 20, startAt: START };
        await importPast(flywheel, { ...past, until: NIGHT + day * DAY });
        await flywheel.runJob('nightly');
      }
      expect(await newest()).toMatchObject({ number: 5, actor: 'flywheel' });

      const message = await type(flywheel, jonas, { text: '/model', expected: '*Next products*' });
      const actionId = 'next_products_roll_back';
      await press(flywheel, jonas, { message, actionId, expected: 'Only approvers change who recommends' });
      const view = await openForm(flywheel, maya, { message, actionId });
      await submit(flywheel, maya, { view, fields: { why: 'odd lists' } });
      await until(flywheel, maya, (seen) =>
        seen.some((one) => wordsOf(one).includes('brought back who recommended next products on')),
      );
      await until(flywheel, maya, (seen) =>
        seen.some((one) => wordsOf(one).includes('within some minutes what is recommended now')),
      );
      expect(await newest()).toMatchObject({ number: 6, actor: maya.id, backTo: 3 });
      expect(await flywheel.runJob('roll-back-next-products')).toMatchObject({ ok: true, backTo: 1 });
      expect(await newest()).toMatchObject({ number: 7, actor: 'operator', serves: first.serves });
      const again = await lists();
      const alike = [...before].filter(([id, list]) => isDeepStrictEqual(again.get(id), list));
      expect(alike.length).toBeGreaterThan(0.8 * before.size);
      expect(await flywheel.runJob('nightly')).toMatchObject({ ok: true });
      expect((await newest()).number).toBe(7);
      await type(flywheel, jonas, { text: '/model', expected: 'decided at the command line' });
      expect(await flywheel.runJob('roll-back-next-products')).toMatchObject({
        ...{ ok: false, error: expect.stringContaining('Nothing that recommended next products before') },
      });
    } finally {
      await flywheel.stop();
    }
  });
});

/** As if another blend had, by the same files; the night then learns that anew. */
async function takeOver(decisions: RecommenderDecisionStore, runId: string): Promise<void> {
  const [last] = await decisions.recent(1);
  const { number, ...terms } = last!;
  const serves = { ...terms.serves, since: { runId, at: NIGHT } };
  await decisions.add({ ...terms, serves }, number);
}

function mostOf(kinds: readonly string[]): number {
  return Math.max(...kinds.map((kind) => kinds.filter((one) => one === kind).length));
}

function mostFrequent(ids: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]![0];
}
