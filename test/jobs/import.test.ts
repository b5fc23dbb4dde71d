import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportOptions } from '../../jobs/import.ts';
import type { EventStore, HistoryEvent } from '../../src/domain/event.ts';
import { describeOnEach } from '../support/each-database.ts';
import { openImport } from './import-files.ts';

describeOnEach((on) => {
  let files: Awaited<ReturnType<typeof openImport>>;
  beforeEach(async () => {
    files = await openImport(on);
  });
  afterEach(() => files.close());

  const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n';

  const importRetail = (rows: string, more: Partial<ImportOptions> = {}) =>
    files.run({ file: files.write('retail.csv', HEADER + rows), mapping: 'uci-online-retail', ...more });

  const QUIRKS = [
    '536365,85123A,WHITE HANGING HEART,6,2010-12-01 08:26,2.55,17850,United Kingdom',
    '536365,POST,POSTAGE,1,2010-12-01 08:26,18,17850,United Kingdom',
    '536365,71053,"LANTERN, METAL",2,2010-12-01 08:27,0.165,17850,United Kingdom',
    '536366,22633,HAND WARMER,1,2010-12-01 08:28,1.85,13047,France',
    '536370,,NO CODE,1,2010-12-01 08:29,1.85,13047,France',
    '536371,22633,HAND WARMER,1,2010-12-01 08:30,0,13047,France',
    '536372,22633,HAND WARMER,-3,2010-12-01 08:31,1.85,13047,France',
    '536373,22633,HAND WARMER,5,2010-12-01 08:32,1.85,,France',
    '536374,22633,HAND WARMER,5,2010-12-01 08:33,-11062.06,,France',
    '536375,22633,HAND WARMER,one,2010-12-01 08:34,1.85,13047,France',
    '536376,22633,HAND WARMER,1,01/12/2010,1.85,13047,France',
    '536377,22633,HAND WARMER,1',
    'C536379,22633,,-1,2010-12-02 09:00,1.85,13047,France',
    '',
  ].join('\n');

  describe('importing the Online Retail file', () => {
    it('makes orders with product names, and refunds of cancellations', async () => {
      await importRetail(QUIRKS);
      expect(await files.historyOf('17850')).toEqual([
        {
          name: 'Order Completed',
          at: Date.UTC(2010, 11, 1, 8, 26),
          orderId: '536365',
          // 6 x 2.55 + 18 of postage + 2 x 0.165, rounded once.
          amountCents: 3363,
          rating: null,
          lines: [
            { productId: '85123A', quantity: 6, priceCents: 255 },
            { productId: '71053', quantity: 2, priceCents: 17 },
          ],
        },
      ]);
      expect(await files.historyOf('13047')).toMatchObject([
        { name: 'Order Completed', amountCents: 185 },
        {
          name: 'Order Refunded',
          orderId: 'C536379',
          amountCents: 185,
          lines: [{ productId: '22633', quantity: 1 }],
        },
      ]);
      expect((await files.products.all()).map(({ id, name }) => [id, name]).sort()).toEqual([
        ['22633', 'HAND WARMER'],
        ['71053', 'LANTERN, METAL'],
        ['85123A', 'WHITE HANGING HEART'],
      ]);
    });

    it('invents no address: nobody can be mailed', async () => {
      await importRetail(QUIRKS);
      expect([...(await files.contacts.reachability()).values()]).toEqual(['no address', 'no address']);
      expect(await files.contacts.find('13047')).toMatchObject({
        profile: { traits: { country: 'France' } },
      });
    });

    it('counts every row once, and keeps what it refused with line, field and reason', async () => {
      const result = await importRetail(QUIRKS);
      expect(result).toEqual({
        rows: 13,
        events: 3,
        stored: 3,
        duplicates: 0,
        rowsWithoutCustomer: 2,
        contacts: 2,
        seconds: 0,
        rejected: {
          'StockCode is empty': 1,
          'UnitPrice is zero': 1,
          'Quantity is negative outside a cancellation': 1,
          'Quantity is no whole number': 1,
          'InvoiceDate is no date of the format YYYY-MM-DD HH:mm': 1,
          "(row) has another number of fields than the header's 8": 1,
        },
      });
      const rejects = await files.rejects();
      expect(rejects).toHaveLength(6);
      expect(rejects[0]).toEqual({
        line: 6,
        field: 'StockCode',
        reason: 'is empty',
        raw: ['536370', '', 'NO CODE', '1', '2010-12-01 08:29', '1.85', '13047', 'France'],
      });
    });

    it('stores nothing on a dry run, and says the same of the file', async () => {
      const dry = await importRetail(QUIRKS, { dryRun: true });
      expect(await files.contacts.count()).toBe(0);
      expect(dry).toEqual({ ...(await importRetail(QUIRKS)), stored: 0 });
    });

    it('reads a gzipped file, and one that begins with a byte order mark', async () => {
      const file = files.write('retail.csv.gz', gzipSync(`\uFEFF${HEADER}${QUIRKS}`));
      expect(await files.run({ file, mapping: 'uci-online-retail' })).toMatchObject({ stored: 3 });
    });

    it('ends with equal counts when it is killed half-way and run again', async () => {
      const rows = Array.from(
        { length: 3_500 },
        (_, index) => `${index},P${index % 7},Thing,1,2011-01-01 10:00,1.50,C${index % 40},Spain`,
      ).join('\n');
      let groups = 0;
      const killed: Pick<EventStore, 'ingest'> = {
        async ingest(events, deadLetters) {
          groups += 1;
          if (groups === 3) throw new Error('killed');
          return await files.events.ingest(events, deadLetters);
        },
      };
      const file = files.write('retail.csv', HEADER + rows);
      await expect(files.run({ file, mapping: 'uci-online-retail' }, killed)).rejects.toThrow('killed');
      const { length: before } = await allEvents();
      expect(before).toBeGreaterThan(0);

      const again = await files.run({ file, mapping: 'uci-online-retail' });
      expect(again).toMatchObject({ events: 3_500, stored: 3_500 - before, duplicates: before });
      expect(await allEvents()).toHaveLength(3_500);
      expect(await files.run({ file, mapping: 'uci-online-retail' })).toMatchObject({
        stored: 0,
        duplicates: 3_500,
      });
    });

    it('takes the rows of an order that another interrupts for two orders, and stores both', async () => {
      const row = (order: string, product: string) => `${order},${product},x,1,2011-01-01 10:00,1,7,Spain\n`;
      expect(await importRetail(row('1', 'a') + row('2', 'b') + row('1', 'c'))).toMatchObject({ stored: 3 });
    });

    it('takes what a browser did for a customer’s since it signed in by the file, not since the import', async () => {
      const call = (minute: number, more: object) =>
        JSON.stringify({
          messageId: `${minute}`,
          timestamp: new Date(Date.UTC(2025, 0, 1, 0, minute)).toISOString(),
          ...more,
        });
      const calls = [
        call(1, { type: 'identify', userId: 'ann' }),
        call(2, { type: 'page', anonymousId: 'browser', name: 'Home' }),
        call(3, { type: 'identify', userId: 'ann', anonymousId: 'browser' }),
        call(4, { type: 'page', anonymousId: 'browser', name: 'Lamps' }),
      ];
      await files.run({ file: files.write('archive.ndjson', calls.join('\n')), format: 'segment' });
      expect((await files.historyOf('ann')).map(({ name, joinedAt }) => [name, joinedAt])).toEqual([
        ['identify', undefined],
        ['Home', Date.UTC(2025, 0, 1, 0, 3)],
        ['identify', undefined],
        ['Lamps', undefined],
      ]);
    });

    it('says which columns are missing and which there are', async () => {
      const file = files.write(
        'other.csv',
        'Invoice,StockCode,Description,Quantity,InvoiceDate,Price,CustomerID,Country\n1\n',
      );
      const failed = files.run({ file, mapping: 'uci-online-retail' });
      await expect(failed).rejects.toMatchObject({ code: 'invalid' });
      await expect(failed).rejects.toThrow(
        /"InvoiceNo" \(orderId\), "UnitPrice" \(price\).*columns are: Invoice, Stock/,
      );
    });

    it('says at which line a quote is broken', async () => {
      await expect(importRetail('1,a,"HEART" 12",6,2010-12-01 08:26,2.55,1,UK\n')).rejects.toThrow('line 2');
    });

    it('refuses an empty file, a CSV without a mapping and a mapping that is not there', async () => {
      const empty = files.write('empty.csv', '');
      await expect(files.run({ file: empty, mapping: 'uci-online-retail' })).rejects.toThrow('is empty');
      await expect(files.run({ file: empty })).rejects.toThrow('uci-online-retail');
      await expect(files.run({ file: empty, mapping: 'nowhere.json' })).rejects.toMatchObject({
        code: 'not_found',
      });
    });

    async function allEvents(): Promise<HistoryEvent[]> {
      const events: HistoryEvent[] = [];
      for await (const history of files.events.histories(Number.MAX_SAFE_INTEGER))
        events.push(...history.events);
      return events;
    }
  });
});
