import { gzipSync } from 'node:zlib';
import { Analytics } from '@segment/analytics-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NOW, startServer } from './start-server.ts';

let server: Awaited<ReturnType<typeof startServer>>;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const order = (messageId: string) => ({
  type: 'track',
  event: 'Order Completed',
  userId: 'u1',
  messageId,
  properties: { order_id: 'o1', total: 19.99, products: [{ product_id: 'p1', name: 'Lamp', price: 19.99 }] },
});

async function historyOf(userId: string) {
  const contact = await server.stores.contacts.find(userId);
  if (contact === null) return [];
  return (await server.stores.events.history(contact.id, 100)).events;
}

describe('the official Segment client, unchanged', () => {
  it('delivers track, identify, page, alias and group', async () => {
    const analytics = new Analytics({ writeKey: 'wk_test', host: server.url, flushAt: 6, maxRetries: 0 });
    const errors: unknown[] = [];
    analytics.on('error', (error) => errors.push(error));
    const timestamp = new Date();
    analytics.page({ anonymousId: 'a1', name: 'Home', timestamp });
    analytics.track({
      anonymousId: 'a1',
      event: 'Product Viewed',
      properties: { product_id: 'p1' },
      timestamp,
    });
    analytics.identify({
      userId: 'ann',
      anonymousId: 'a1',
      traits: { email: 'ann@example.com', firstName: 'Ann', marketingConsent: true },
      timestamp,
    });
    analytics.track({ userId: 'ann', event: 'Order Completed', properties: { total: '12.50' }, timestamp });
    analytics.group({ userId: 'ann', groupId: 'g1', traits: { name: 'Corp' }, timestamp });
    analytics.alias({ userId: 'ann', previousId: 'ann-before', timestamp });
    await analytics.closeAndFlush();

    expect(errors).toEqual([]);
    const events = await historyOf('ann');
    expect(events.map(({ name }) => name).sort()).toEqual([
      'Home',
      'Order Completed',
      'Product Viewed',
      'alias',
      'group',
      'identify',
    ]);
    expect(events.find(({ name }) => name === 'Order Completed')?.amountCents).toBe(1250);
    expect(await server.stores.contacts.find('ann@example.com')).toMatchObject({
      profile: { userId: 'ann', firstName: 'Ann' },
      consents: { email: { granted: true, source: 'identify', textVersion: 'unstated' }, tracking: null },
    });
    expect(await server.stores.contacts.find('ann-before')).toMatchObject({ profile: { userId: 'ann' } });
    // The client's clock shows today, the server's shows NOW: sentAt corrects it.
    for (const { at } of events) expect(Math.abs(at - NOW)).toBeLessThan(60_000);
  });
});

describe('one event', () => {
  it('is stored once, however often it is sent', async () => {
    const first = await server.send('POST', '/v1/track', order('m1'));
    expect(first).toMatchObject({ status: 200, body: { success: true, stored: 1, duplicates: 0 } });
    const again = await server.send('POST', '/v1/track', order('m1'));
    expect(again).toMatchObject({ status: 200, body: { success: true, stored: 0, duplicates: 1 } });
    expect(await historyOf('u1')).toHaveLength(1);
    expect(await server.stores.products.all()).toMatchObject([{ id: 'p1', name: 'Lamp', priceCents: 1999 }]);
  });

  it('takes its type from the path', async () => {
    await server.send('POST', '/v1/identify', { type: 'track', userId: 'u1', traits: {} });
    expect(await historyOf('u1')).toMatchObject([{ name: 'identify' }]);
  });

  it('that is bad is kept as a dead letter and answered with field and reason', async () => {
    const bad = { userId: 'u1', event: 'Order Completed', properties: { total: 'lots' } };
    const answer = await server.send('POST', '/v1/track', bad);
    expect(answer).toMatchObject({ status: 400, body: { success: false, field: 'properties.total' } });
    expect(answer.body.message).toContain('dead letter');
    const letters = await server.stores.events.deadLetters(10);
    expect(letters).toMatchObject([{ field: 'properties.total', payload: { ...bad, type: 'track' } }]);
  });

  it.each(['[]', '"track"', 'null', '7'])('is no %s', async (body) => {
    expect(await server.send('POST', '/v1/track', body)).toMatchObject({ status: 400 });
    expect(await server.stores.events.deadLetters(10)).toEqual([]);
  });

  it('may be sent as a beacon, that is as text', async () => {
    const answer = await server.send('POST', '/v1/track', JSON.stringify(order('m1')), {
      'content-type': 'text/plain',
    });
    expect(answer.body).toMatchObject({ stored: 1 });
  });
});

describe('a batch', () => {
  it('keeps its bad items as dead letters and stores the rest', async () => {
    const batch = [order('m1'), { type: 'track', userId: 'u1' }, order('m2'), order('m1'), 'nonsense'];
    const answer = await server.send('POST', '/v1/batch', { batch });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      success: true,
      stored: 2,
      duplicates: 1,
      deadLetters: 2,
      faults: [
        { index: 1, field: 'event', reason: expect.stringContaining('missing') },
        { index: 4, field: '', reason: 'must be an object' },
      ],
    });
    expect(await historyOf('u1')).toHaveLength(2);
    expect(await server.stores.events.deadLetters(10)).toHaveLength(2);
  });

  it('stores what a database would refuse as dead letters, too', async () => {
    const batch = [
      { type: 'identify', userId: 'nul\0' },
      { type: 'identify', userId: 'half \ud83d' },
      { ...order('m3'), properties: { products: [{ product_id: 'p', quantity: 3e9 }] } },
      { ...order('m4'), properties: { total: 1e300 } },
      { type: 'identify', userId: 'u1', messageId: 'ok' },
    ];
    const { body } = await server.send('POST', '/v1/batch', { batch });
    expect(body).toMatchObject({ stored: 1, deadLetters: 4 });
    expect(await server.stores.events.deadLetters(10)).toHaveLength(4);
  });

  it.each([
    ['malformed JSON', '{"batch": [', 'no JSON'],
    ['an empty body', '', 'no JSON'],
    ['Latin-1', Buffer.from('{"batch": ["caf\xe9"]}', 'latin1'), 'no UTF-8'],
    ['Latin-1, gzipped', gzipSync(Buffer.from('{"batch": ["caf\xe9"]}', 'latin1')), 'no UTF-8'],
    ['an object without a batch', '{"events": []}', 'no batch'],
    ['a batch that is no list', '{"batch": {}}', 'no batch'],
  ])('that is %s is a 400', async (_, body, reason) => {
    const encoding = body.at(0) === 0x1f ? { 'content-encoding': 'gzip' } : undefined;
    const answer = await server.send('POST', '/v1/batch', body, encoding);
    expect(answer.status).toBe(400);
    expect(await server.stores.events.deadLetters(1)).toEqual([]);
    expect(answer.body.message).toContain(reason);
  });
});

describe('size', () => {
  const padded = (bytes: number) => {
    const empty = JSON.stringify({ ...order('m'), pad: '' });
    return JSON.stringify({ ...order('m'), pad: 'x'.repeat(bytes - empty.length) });
  };

  it('is at most 32 KB an event', async () => {
    expect((await server.send('POST', '/v1/track', padded(32 * 1024))).status).toBe(200);
    expect((await server.send('POST', '/v1/track', padded(32 * 1024 + 1))).status).toBe(413);
  });

  it('is at most 500 KB a batch, within which an event over 32 KB becomes a dead letter', async () => {
    const large = { ...order('large'), pad: 'x'.repeat(40_000) };
    const answer = await server.send('POST', '/v1/batch', { batch: [large, order('m1')] });
    expect(answer).toMatchObject({ status: 200, body: { stored: 1, deadLetters: 1 } });
    const tooLarge = { batch: Array.from({ length: 14 }, () => large) };
    expect((await server.send('POST', '/v1/batch', tooLarge)).status).toBe(413);
  });

  it('is at most 2,500 calls a batch; of a larger one nothing is stored', async () => {
    const batch = Array.from({ length: 2_501 }, (_, n) => ({
      type: 'page',
      userId: 'u1',
      messageId: `${n}`,
    }));
    const answer = await server.send('POST', '/v1/batch', { batch });
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain('holds 2501 calls');
    expect(answer.body.message).toContain('at most 2500');
    expect(await historyOf('u1')).toEqual([]);
    const most = await server.send('POST', '/v1/batch', { batch: batch.slice(1) });
    expect(most.body).toMatchObject({ stored: 2_500 });
  });

  it('counts what a gzipped body unpacks to', async () => {
    const gzip = { 'content-encoding': 'gzip' };
    const fine = gzipSync(JSON.stringify({ batch: [order('m1')] }));
    expect((await server.send('POST', '/v1/batch', fine, gzip)).body).toMatchObject({ stored: 1 });
    const bomb = gzipSync(Buffer.alloc(50_000_000, ' '));
    expect((await server.send('POST', '/v1/batch', bomb, gzip)).status).toBe(413);
    expect((await server.send('POST', '/v1/batch', 'no gzip', gzip)).status).toBe(400);
    expect((await server.send('POST', '/v1/batch', fine, { 'content-encoding': 'br' })).status).toBe(400);
  });
});

describe('the write key', () => {
  const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });

  it.each([
    ['none', { authorization: '' }],
    ['another', basic('wk_other:')],
    ['the key as password', basic(':wk_test')],
    ['a bearer token', { authorization: `Bearer ${Buffer.from('wk_test:').toString('base64')}` }],
  ])('must be right: %s is refused, and told where to find it', async (_, headers) => {
    const answer = await server.send('POST', '/v1/batch', { batch: [order('m1')] }, headers);
    expect(answer.status).toBe(401);
    expect(answer.body.message).toContain('WRITE_KEY');
    expect(answer.headers.get('www-authenticate')).toContain('Basic');
    expect(await historyOf('u1')).toEqual([]);
  });
});
