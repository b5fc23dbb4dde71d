import { describe, expect, it } from 'vitest';
import type { AudienceHit, AudienceRule } from '../../../src/domain/audience.ts';
import { draftRequested, type RequestedCampaign } from '../../../src/strategize/brief/draft-requested.ts';
import { buildProduct, CHAMPION, NOW } from '../build-shop.ts';

const CATALOGUE = ['tea', 'pot', 'mug', 'gone'].map((id) => ({
  ...buildProduct(id),
  stock: id === 'gone' ? 0 : 9,
}));

const LAPSED: AudienceRule = { all: [{ did: 'ordered' }, { not: { did: 'ordered', withinDays: 90 } }] };

function request(changes: Partial<RequestedCampaign> = {}): RequestedCampaign {
  return {
    ...{ id: 'r1', words: 'write to everyone', goal: 'nurture', rule: { all: [] }, products: null },
    ...{ today: NOW, asOf: NOW, currency: 'EUR', outcomeWindowDays: 30, champion: CHAMPION },
    ...{ catalogue: CATALOGUE, popular: ['gone', 'mug', 'tea'], sending: new Set() },
    ...changes,
  };
}

function hit(contactId: string, next: readonly string[] | null): AudienceHit {
  const nextProducts = (next ?? []).map((productId) => ({ productId, score: 1, because: 'tea' }));
  return {
    ...{ contactId, reachability: 'mailable', mailedAt: null, campaigns: [], leftAlone: false },
    score: next && { conversionProbability: 0.2, meanOrderCents: 1000, nextProducts },
  };
}

async function* stream(hits: readonly AudienceHit[]): AsyncGenerator<AudienceHit> {
  yield* hits;
}

async function draft(changes: Partial<RequestedCampaign> = {}) {
  const hits = [hit('ann', ['pot']), hit('ben', []), hit('cem', null)];
  const { shownPopular, finish } = await draftRequested(stream(hits), request(changes));
  const { audience, copy } = finish(null);
  const shown = Object.fromEntries(audience.map(({ contactId, productIds }) => [contactId, productIds]));
  return { shownPopular, shown, words: JSON.stringify(copy) };
}

describe('draftRequested', () => {
  it('leaves out and counts who is better left alone, apart from who rests', async () => {
    const mailed = { mailedAt: NOW - 1 };
    const alone = { leftAlone: true };
    const hits = [
      hit('ann', []),
      { ...hit('ben', []), ...alone, ...mailed },
      { ...hit('cem', []), ...mailed },
    ];
    const { audienceSize, leftAlone, resting, finish } = await draftRequested(stream(hits), request());
    expect({ audienceSize, leftAlone, resting }).toEqual({ audienceSize: 1, leftAlone: 1, resting: 1 });
    const strategy = finish(null);
    expect(strategy.leftAlone).toBe(1);
    expect(strategy.basis).toContain('1 contact more fit, but customers like them bought less when e-mailed');
    expect((await draftRequested(stream([hit('ann', [])]), request())).finish(null)).not.toHaveProperty(
      'leftAlone',
    );
  });

  it('shows what is popular and in stock to whom nothing is likely, in words that say no reason', async () => {
    const { shownPopular, shown, words } = await draft();
    expect(shown).toEqual({ ann: ['pot'], ben: ['mug', 'tea'], cem: ['mug', 'tea'] });
    expect(shownPopular).toBe(2);
    expect(words).toContain('You may like');
    expect(words).not.toMatch(/going by/i);
  });

  it('shows nothing popular where the e-mail says that its products follow from what was ordered', async () => {
    const { shownPopular, shown, words } = await draft({ goal: 'cross-sell', rule: LAPSED });
    expect(words).toContain('Going by what you ordered');
    expect(shown).toEqual({ ann: ['pot'], ben: [], cem: [] });
    expect(shownPopular).toBe(0);
  });

  it('never says of what is likely next that it was ordered before', async () => {
    for (const goal of ['win back', 'replenish'] as const) {
      const { shown, words } = await draft({ goal, rule: LAPSED });
      expect(shown['ann']).toEqual(['pot']);
      expect(words).not.toMatch(/ordered before|run out|earlier orders/);
    }
  });
});
