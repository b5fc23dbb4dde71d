import { describe, expect, it } from 'vitest';
import { event, fault, track } from './parse-calls.ts';

describe('an order', () => {
  it('becomes typed facts, lines and products', () => {
    const parsed = event(
      track('Order Completed', {
        order_id: 1234,
        total: '119.97',
        currency: 'eur',
        coupon: 'SPRING',
        products: [
          {
            product_id: 'p1',
            name: 'Lamp',
            price: 39.99,
            quantity: 3,
            image_url: 'https://shop.example/lamp.jpg',
            url: 'https://shop.example/lamp',
            category: 'Light',
            stock: 4,
          },
          { sku: 's2' },
        ],
      }),
    );
    expect(parsed).toMatchObject({
      name: 'Order Completed',
      identity: { userId: 'u1' },
      orderId: '1234',
      amountCents: 11997,
      currency: 'EUR',
      couponCode: 'SPRING',
      lines: [
        { productId: 'p1', quantity: 3, priceCents: 3999 },
        { productId: 's2', quantity: 1, priceCents: null },
      ],
    });
    expect(parsed.products).toEqual([
      {
        id: 'p1',
        name: 'Lamp',
        priceCents: 3999,
        currency: 'EUR',
        imageUrl: 'https://shop.example/lamp.jpg',
        link: 'https://shop.example/lamp',
        category: 'Light',
        stock: 4,
      },
    ]);
  });

  it('takes the total before the revenue, and the revenue before the value', () => {
    expect(event(track('Order Completed', { total: 3, revenue: 2, value: 1 })).amountCents).toBe(300);
    expect(event(track('Order Completed', { revenue: 2, value: 1 })).amountCents).toBe(200);
    expect(event(track('Order Completed', { value: 1 })).amountCents).toBe(100);
    expect(event(track('Order Completed', {}))).not.toHaveProperty('amountCents');
  });

  it.each([
    [{ total: 'a lot' }, 'properties.total'],
    [{ products: 'lamp' }, 'properties.products'],
    [{ products: [{ product_id: 'p' }, { name: 'no id' }] }, 'properties.products[1].product_id'],
    [{ products: ['lamp'] }, 'properties.products[0]'],
    [{ products: [{ product_id: 'p', quantity: 1.5 }] }, 'properties.products[0].quantity'],
    [{ products: [{ product_id: 'p', quantity: 3e9 }] }, 'properties.products[0].quantity'],
    [{ currency: 'euros' }, 'properties.currency'],
    [{ order_id: { id: 1 } }, 'properties.order_id'],
    ['everything', 'properties'],
  ])('with properties %j is a fault of %s', (properties, field) => {
    expect(fault(track('Order Completed', properties as object)).field).toBe(field);
  });
});

describe('other events', () => {
  it('reads a single product from the properties themselves', () => {
    const viewed = event(track('Product Viewed', { product_id: 'p1', name: 'Lamp', price: '39.99' }));
    expect(viewed.lines).toEqual([{ productId: 'p1', quantity: 1, priceCents: 3999 }]);
    expect(viewed.products).toMatchObject([{ id: 'p1', name: 'Lamp', priceCents: 3999, link: null }]);
  });

  it('reads what the text of a review says, and no text of other events', () => {
    const said = { product_id: 'p', review_body: 'It arrived broken.' };
    const reviewOf = (name: string, properties: object) => event(track(name, properties)).lines[0]?.review;
    expect(reviewOf('Product Reviewed', said)).toEqual({
      language: 'en',
      sentiment: expect.any(Number),
      topics: ['delivery', 'quality'],
    });
    expect(reviewOf('Product Reviewed', { ...said, review_body: ' ' })).toBeUndefined();
    expect(reviewOf('Product Reviewed', { ...said, review_body: null })).toBeUndefined();
    expect(reviewOf('Product Viewed', said)).toBeUndefined();
  });

  it('reads ratings and coupons', () => {
    expect(event(track('Product Reviewed', { product_id: 'p', rating: '4.5' })).rating).toBe(4.5);
    expect(event(track('Coupon Applied', { coupon_id: 'MAY' })).couponCode).toBe('MAY');
  });

  it('leaves out a picture that no e-mail could show, and keeps the event', () => {
    const viewed = event(
      track('Product Viewed', { product_id: 'p', name: 'x', image_url: 'javascript:alert(1)' }),
    );
    expect(viewed.products).toMatchObject([{ imageUrl: null }]);
  });

  it('stores names it does not know as they are, whatever their properties look like', () => {
    const custom = event(track('Plan Changed', { products: 'all of them', price: 'free' }));
    expect(custom).toMatchObject({ name: 'Plan Changed', lines: [], products: [] });
    expect(JSON.parse(custom.payload)).toMatchObject({ properties: { price: 'free' } });
  });

  it('names a page after itself and a call after its type', () => {
    expect(event({ type: 'page', anonymousId: 'a', name: 'Home' }).name).toBe('Home');
    expect(event({ type: 'page', anonymousId: 'a' }).name).toBe('page');
    expect(
      event({ type: 'group', userId: 'u', groupId: 'g', traits: { email: 'us@corp.example' } }),
    ).toMatchObject({
      name: 'group',
    });
  });

  it("does not take a group's traits for its member's", () => {
    expect(event({ type: 'group', userId: 'u', traits: { email: 'us@corp.example' } })).not.toHaveProperty(
      'traits',
    );
  });
});
