import { expect, it } from 'vitest';
import { DAY } from '../../../src/domain/clock.ts';
import { type ContactHistory, EVENT } from '../../../src/domain/event.ts';
import { countPopular } from '../../../src/learn/recommend/count-popular.ts';

const CUTOFF = Date.UTC(2026, 4, 1);

interface Act {
  readonly name?: string;
  readonly daysAgo?: number;
}

function history(contactId: string, productIds: readonly string[], act: Act = {}): ContactHistory {
  const { name = EVENT.orderCompleted, daysAgo = 3 } = act;
  const lines = productIds.map((productId) => ({ productId, quantity: 1, priceCents: 100 }));
  return { contactId, events: [{ name, at: CUTOFF - daysAgo * DAY, lines }] } as unknown as ContactHistory;
}

function count(histories: readonly ContactHistory[], categories: Record<string, string> = {}) {
  const popular = countPopular(CUTOFF);
  for (const one of histories) popular.add(one);
  return popular.finish({ excluded: new Set(['gone']), categoryOf: new Map(Object.entries(categories)) });
}

it('puts first what most contacts ordered within 30 days, and then what more looked at', () => {
  const viewed = { name: EVENT.productViewed };
  const found = count([
    ...['a', 'b', 'c'].map((id) => history(id, ['cup', 'gone'])),
    ...['d', 'e'].map((id) => history(id, ['pot', 'pot', 'pot', 'pot'])),
    ...['f', 'g', 'h', 'i'].map((id) => history(id, ['tea'], viewed)),
    history('j', ['mug'], viewed),
    ...['k', 'l', 'm', 'n'].map((id) => history(id, ['old'], { daysAgo: 31 })),
    ...['o', 'p', 'q', 'r'].map((id) => history(id, ['later'], { daysAgo: -1 })),
  ]);
  expect(found).toEqual({ productIds: ['cup', 'pot', 'tea', 'mug'], days: 30, until: CUTOFF });
});

it('shows no five of a kind in front, and keeps more for when some sell out', () => {
  const ids = ['cup-1', 'cup-2', 'cup-3', 'cup-4', 'cup-5', 'tea-1', 'tea-2'];
  const buyers = ids.flatMap((id, at) =>
    Array.from({ length: 9 - at }, (_, n) => history(`${id} ${n}`, [id])),
  );
  const { productIds } = count(buyers, Object.fromEntries(ids.map((id) => [id, id.slice(0, 3)])));
  expect(productIds).toEqual(['cup-1', 'cup-2', 'cup-3', 'tea-1', 'tea-2', 'cup-4', 'cup-5']);
});

it('has nothing to say where nobody met anything lately', () => {
  expect(count([]).productIds).toEqual([]);
});
