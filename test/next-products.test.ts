/** What a night recommends to whom: nothing that is sold out or ordered already, and new products too. */

import { expect, it } from 'vitest';
import { EVENT } from '../src/domain/event.ts';
import { collect } from './db/builders.ts';
import { describeOnEach } from './support/each-database.ts';
import { NIGHT } from './support/keep-shop.ts';
import { startFlywheel } from './support/open-flywheel.ts';

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
  }, 120_000);

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
  }, 120_000);
});

function mostOf(kinds: readonly string[]): number {
  return Math.max(...kinds.map((kind) => kinds.filter((one) => one === kind).length));
}

function mostFrequent(ids: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]![0];
}
