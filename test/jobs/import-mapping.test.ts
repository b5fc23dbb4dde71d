import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportMappingInput } from '../../src/collect/import-mapping.ts';
import { describeOnEach } from '../support/each-database.ts';
import { NOW, openImport } from './import-files.ts';

describeOnEach((on) => {
  let files: Awaited<ReturnType<typeof openImport>>;
  beforeEach(async () => {
    files = await openImport(on);
  });
  afterEach(() => files.close());

  function importMapped(mapping: Partial<ImportMappingInput>, csv: string) {
    const base = { source: 'shop', rows: 'contacts', columns: { userId: 'id' } };
    const file = files.write('mapping.json', JSON.stringify({ ...base, ...mapping }));
    return files.run({ file: files.write('shop.csv', csv), mapping: file });
  }

  describe('a mapping', () => {
    it('brings contacts with traits and consent', async () => {
      const result = await importMapped(
        {
          columns: { email: 'Email', timestamp: 'Since' },
          timestampFormat: 'D.M.YYYY',
          delimiter: ';',
          traits: { firstName: 'Name' },
          consent: { email: { column: 'News', granted: ['Ja'], denied: ['Nein'], textVersion: 'form-2' } },
        },
        'Email;Name;News;Since\nANN@example.com;Ann;ja;1.2.2025\nbob@example.com;Bob;NEIN;28.2.2025\n' +
          'cy@example.com;;;1.3.2025\ndee@example.com;Dee;vielleicht;1.3.2025\nno address;Eve;ja;1.3.2025\n',
      );
      expect(result).toMatchObject({
        stored: 3,
        contacts: 3,
        rejected: {
          'News says neither yes nor no in the words of the mapping': 1,
          'traits.email must be an e-mail address': 1,
        },
      });
      expect((await files.contacts.find('ann@example.com'))?.profile).toMatchObject({ firstName: 'Ann' });
      expect((await files.contacts.find('ann@example.com'))?.consents.email).toEqual({
        purpose: 'email',
        granted: true,
        source: 'import:shop',
        textVersion: 'form-2',
        at: Date.UTC(2025, 1, 1),
      });
      expect((await files.contacts.find('bob@example.com'))?.consents.email?.granted).toBe(false);
      expect((await files.contacts.find('cy@example.com'))?.consents.email).toBeNull();
      const reachable = [...(await files.contacts.reachability()).values()].sort();
      expect(reachable).toEqual(['mailable', 'no consent', 'no consent']);
    });

    it('of contacts without a date is repeatable, too', async () => {
      const csv = 'id,plan\n1,free\n2,paid\n';
      expect(await importMapped({ traits: { plan: 'plan' } }, csv)).toMatchObject({ stored: 2 });
      expect(await importMapped({ traits: { plan: 'plan' } }, csv)).toMatchObject({
        stored: 0,
        duplicates: 2,
      });
    });

    it('brings events of any name, with decimal commas', async () => {
      const result = await importMapped(
        {
          rows: 'events',
          decimal: ',',
          currency: 'EUR',
          timestampFormat: 'seconds',
          columns: {
            userId: 'id',
            event: 'what',
            timestamp: 'when',
            productId: 'sku',
            price: 'price',
            rating: 'stars',
          },
        },
        'id,what,when,sku,price,stars\n1,Product Viewed,1700000000,p1,"9,95",\n1,Product Reviewed,1700000001,p1,,4\n' +
          '1,Wheel Spun,1700000002,,,\n1,,1700000003,,,\n1,Product Viewed,17,p1,,\n',
      );
      expect(result.rejected).toEqual({
        'what is empty': 1,
        'timestamp is before the year 2000: send ISO 8601, or epoch milliseconds': 1,
      });
      expect(await files.historyOf('1')).toMatchObject([
        { name: 'Product Viewed', at: 1_700_000_000_000, lines: [{ productId: 'p1', priceCents: 995 }] },
        { name: 'Product Reviewed', rating: 4 },
        { name: 'Wheel Spun', lines: [] },
      ]);
    });

    it.each(['order lines', 'events'] as const)(
      'brings pictures, pages and stock of products with %s',
      async (rows) => {
        const result = await importMapped(
          {
            rows,
            ...(rows === 'events' && { event: 'Product Viewed' }),
            columns: {
              ...{ userId: 'id', timestamp: 'when', orderId: 'order', productId: 'sku', price: 'price' },
              ...{ quantity: 'n', productImage: 'image', productLink: 'page', productStock: 'left' },
            },
          },
          'id,when,order,sku,price,n,image,page,left\n' +
            '1,2025-02-01,o1,p1,9.95,1,https://shop.example/p1.jpg,https://shop.example/p1,3\n' +
            '1,2025-02-01,o1,p2,5,1,,not an address,0\n' +
            '2,2025-02-02,o2,p3,5,1,,,many\n',
        );
        expect(Object.values(result.rejected)).toEqual([1]);
        expect(Object.keys(result.rejected)[0]).toMatch(/stock must be a whole number/);
        const products = await files.products.all();
        expect(products.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toMatchObject([
          { id: 'p1', imageUrl: 'https://shop.example/p1.jpg', link: 'https://shop.example/p1', stock: 3 },
          { id: 'p2', imageUrl: null, link: null, stock: 0 },
        ]);
      },
    );

    it('with faults is refused with all of them', async () => {
      const failed = importMapped(
        { rows: 'order lines', columns: { orderId: 'o' }, timestampFormat: 'HH:mm', colour: 1 } as never,
        'o\n',
      );
      for (const part of ['timestampFormat', 'colour']) await expect(failed).rejects.toThrow(part);
      const incomplete = importMapped({ rows: 'order lines', columns: { orderId: 'o' } }, 'o\n');
      for (const part of ['columns.userId', 'columns.timestamp', 'columns.price', 'columns.quantity'])
        await expect(incomplete).rejects.toThrow(part);
    });
  });

  describe('importing Segment calls', () => {
    const line = (value: unknown) => `${JSON.stringify(value)}\n`;
    const call = {
      type: 'track',
      event: 'Order Completed',
      userId: 'u',
      messageId: 'm',
      timestamp: '2024-05-01',
    };

    it('takes archived times as they are, whenever they were sent', async () => {
      const sent = { ...call, sentAt: '2024-05-01T09:00:00Z', receivedAt: '2024-05-01T12:00:00Z' };
      const file = files.write('calls.ndjson', line({ ...sent, properties: { total: 5 } }));
      expect(await files.run({ file, format: 'segment' })).toMatchObject({ rows: 1, stored: 1, contacts: 1 });
      expect(await files.historyOf('u')).toMatchObject([{ at: Date.UTC(2024, 4, 1), amountCents: 500 }]);
    });

    it('counts nothing imported as late, however old', async () => {
      await files.run({ file: files.write('calls.ndjson', line(call)), format: 'segment' });
      expect(await files.events.counts(NOW - 1, NOW + 1)).toMatchObject({ stored: 1, late: 0 });
    });

    it('refuses bad lines one by one', async () => {
      const bad = [line({ ...call, userId: null }), '{"type": "track",\n', line(7)];
      const file = files.write(
        'calls.ndjson',
        [line(call), ...bad, line({ ...call, messageId: 'm2' })].join(''),
      );
      expect(await files.run({ file, format: 'segment' })).toMatchObject({ rows: 5, stored: 2 });
      expect((await files.rejects()).map(({ line: at, field }) => [at, field])).toEqual([
        [2, 'userId'],
        [3, '(line)'],
        [4, ''],
      ]);
    });
  });
});
