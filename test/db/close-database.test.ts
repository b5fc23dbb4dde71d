import { AsyncResource } from 'node:async_hooks';
import { expect, it } from 'vitest';
import { describeOnEach } from '../support/each-database.ts';
import { openDatabase } from '../support/open-database.ts';

/** How many stores of context Node copies to each promise and callback that is made here; 0 from Node 24 on, which has one for all. */
function storesCarried(): number {
  return Object.getOwnPropertySymbols(new AsyncResource('probe')).filter(
    ({ description }) => description === 'kResourceStore',
  ).length;
}

describeOnEach((on) => {
  it('burdens nothing that runs after it is closed', async () => {
    const before = storesCarried();
    const { database, close } = await openDatabase(on);
    await database.write(async () => undefined);
    await close();
    expect(storesCarried()).toBe(before);
  });
});
