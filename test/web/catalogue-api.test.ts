import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startServer } from './start-server.ts';

let server: Awaited<ReturnType<typeof startServer>>;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const lamp = { product_id: 'p1', name: 'Lamp', price: '39.99', currency: 'eur', stock: 4 };

describe('PUT /v1/products', () => {
  it('takes one', async () => {
    expect(await server.send('PUT', '/v1/products', lamp)).toMatchObject({
      status: 200,
      body: { stored: 1 },
    });
    expect(await server.stores.products.all()).toEqual([
      {
        id: 'p1',
        name: 'Lamp',
        priceCents: 3999,
        currency: 'EUR',
        imageUrl: null,
        link: null,
        category: null,
        stock: 4,
      },
    ]);
  });

  it('takes a thousand, and no more', async () => {
    const many = Array.from({ length: 1_000 }, (_, index) => ({ ...lamp, product_id: `p${index}` }));
    expect((await server.send('PUT', '/v1/products', many)).body).toEqual({ success: true, stored: 1_000 });
    expect((await server.send('PUT', '/v1/products', [...many, lamp])).status).toBe(400);
  });

  it('forgets nothing that a later call does not say', async () => {
    await server.send('PUT', '/v1/products', lamp);
    await server.send('PUT', '/v1/products', { product_id: 'p1', image_url: 'https://shop.example/l.jpg' });
    expect(await server.stores.products.all()).toMatchObject([
      { name: 'Lamp', priceCents: 3999, imageUrl: 'https://shop.example/l.jpg' },
    ]);
  });

  it('lists every fault, and stores nothing then', async () => {
    const answer = await server.send('PUT', '/v1/products', [
      lamp,
      { name: 'no id', price: -1, stock: 1.5 },
      { product_id: 'p2', url: 'javascript:alert(1)', colour: 'red' },
      'lamp',
    ]);
    expect(answer.status).toBe(400);
    expect(answer.body.faults.map(({ field }: { field: string }) => field).sort()).toEqual([
      '[1].price',
      '[1].product_id',
      '[1].stock',
      '[2]',
      '[2].url',
      '[3]',
    ]);
    expect(answer.body.message).toContain('colour');
    expect(await server.stores.products.all()).toEqual([]);
  });

  it('wants the write key', async () => {
    expect((await server.send('PUT', '/v1/products', lamp, { authorization: '' })).status).toBe(401);
  });
});

describe('PUT /v1/offers', () => {
  const offer = {
    id: 'spring',
    name: 'Spring',
    kind: 'percent',
    value: 15,
    validFrom: '2026-03-01',
    validTo: '2026-04-01T00:00:00Z',
    maxCoupons: 100,
  };

  it('takes percents, amounts and free shipping', async () => {
    const offers = [
      offer,
      { ...offer, id: 'five', kind: 'amount', value: '5.50', currency: 'EUR' },
      { ...offer, id: 'ship', kind: 'free shipping', value: undefined, maxCoupons: null },
    ];
    expect((await server.send('PUT', '/v1/offers', offers)).body).toEqual({ success: true, stored: 3 });
    const stored = await server.stores.offers.all();
    expect(
      Object.fromEntries(
        stored.map(({ id, value, currency, maxCoupons }) => [id, [value, currency, maxCoupons]]),
      ),
    ).toEqual({
      spring: [15, null, 100],
      five: [550, 'EUR', 100],
      ship: [0, null, null],
    });
    expect(stored[0]).toMatchObject({ issued: 0, redeemed: 0 });
    expect(stored.find(({ id }) => id === 'spring')).toMatchObject({ validFrom: Date.UTC(2026, 2, 1) });
  });

  it.each([
    [{ value: 101 }, 'value'],
    [{ value: 12.5 }, 'value'],
    [{ value: undefined }, 'value'],
    [{ kind: 'amount', value: 5 }, 'currency'],
    [{ kind: 'amount', value: 0, currency: 'EUR' }, 'value'],
    [{ kind: 'gift' }, 'kind'],
    [{ validTo: '2026-02-01' }, 'validTo'],
    [{ validFrom: 'soon' }, 'validFrom'],
    [{ name: '' }, 'name'],
    [{ maxCoupons: -1 }, 'maxCoupons'],
  ])('refuses %j', async (change, field) => {
    const answer = await server.send('PUT', '/v1/offers', { ...offer, ...change });
    expect(answer.status).toBe(400);
    expect(answer.body.faults).toEqual([{ field, reason: expect.any(String) }]);
    expect(await server.stores.offers.all()).toEqual([]);
  });
});
