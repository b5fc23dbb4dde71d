/** Who leaves, what is spent and when: learnt by the night, kept with each contact's score, and by day too. */

import { expect, it } from 'vitest';
import { DAY } from '../src/domain/clock.ts';
import { collect } from './db/builders.ts';
import { describeOnEach } from './support/each-database.ts';
import { importPast } from './support/live-shop.ts';
import { startFlywheel } from './support/open-flywheel.ts';

const START = Date.UTC(2026, 2, 2);

describeOnEach((on) => {
  it('keeps with each score what whoever is best at it foretells, also when scored again by day', async () => {
    const night = START + 270 * DAY;
    const flywheel = await startFlywheel({ on, at: night });
    const { app } = flywheel;
    await importPast(flywheel, { seed: 7, customers: 250, startAt: START, until: night });
    const { heads } = await app.turn();
    if (heads === null || 'missing' in heads) throw new Error(heads?.missing ?? 'held back');
    const serves = new Map(heads.verdicts.map((verdict) => [verdict.head, verdict.serves]));
    expect([...serves.keys()]).toEqual(['leaves', 'value', 'next order']);
    expect([...serves.values()].some((kind) => kind !== null)).toBe(true);
    const scores = await collect(app.stores.modelRuns.scores());
    const former = scores.filter(({ features }) => features['orderCount']! > 0);
    expect(former.length).toBeGreaterThan(20);
    for (const { heads: said } of former)
      expect([said!.leaves, said!.valueCents, said!.nextOrder].map((one) => one === null)).toEqual(
        [...serves.values()].map((kind) => kind === null),
      );
    expect(scores.filter((one) => !former.includes(one)).every((one) => one.heads!.leaves === null)).toBe(
      true,
    );
    await app.rescore();
    const again = await collect(app.stores.modelRuns.scores());
    expect(again.map(({ heads: one }) => one)).toEqual(scores.map(({ heads: one }) => one));
  }, 300_000);
});
