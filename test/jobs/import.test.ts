import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ImportOptions, importFile } from '../../jobs/import.ts';
import { readCsv } from '../../src/adapters/files/read-csv.ts';
import { readJson } from '../../src/adapters/files/read-json.ts';
import { readNdjson } from '../../src/adapters/files/read-ndjson.ts';
import { openRejects } from '../../src/adapters/files/write-rejects.ts';
import type { ImportMappingInput } from '../../src/collect/import-mapping.ts';
import type { EventStore, HistoryEvent } from '../../src/domain/event.ts';
import { openStores } from '../collect/open-stores.ts';

const NOW = Date.UTC(2026, 1, 27);
const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n';

let stores: ReturnType<typeof openStores>;
beforeEach(() => {
  stores = openStores();
});
afterEach(() => stores.close());

function write(name: string, content: string | Uint8Array): string {
  const file = join(stores.folder, name);
  writeFileSync(file, content);
  return file;
}

function run(
  options: Partial<ImportOptions> & { file: string },
  events: Pick<EventStore, 'ingest'> = stores.events,
) {
  const rejectsFile = join(stores.folder, 'rejects.ndjson');
  return importFile(
    { format: 'csv', dryRun: false, rejectsFile, ...options },
    { events, files: { readCsv, readNdjson, readJson, openRejects }, clock: { now: () => NOW } },
  );
}

const importRetail = (rows: string, more: Partial<ImportOptions> = {}) =>
  run({ file: write('retail.csv', HEADER + rows), mapping: 'uci-online-retail', ...more });

function importMapped(mapping: Partial<ImportMappingInput>, csv: string) {
  const base = { source: 'shop', rows: 'contacts', columns: { userId: 'id' } };
  const file = write('mapping.json', JSON.stringify({ ...base, ...mapping }));
  return run({ file: write('shop.csv', csv), mapping: file });
}

async function historyOf(userId: string): Promise<readonly HistoryEvent[]> {
  const contact = await stores.contacts.find(userId);
  return contact === null ? [] : (await stores.events.history(contact.id, 1_000)).events;
}

const rejects = () =>
  readFileSync(join(stores.folder, 'rejects.ndjson'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

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
    expect(await historyOf('17850')).toEqual([
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
    expect(await historyOf('13047')).toMatchObject([
      { name: 'Order Completed', amountCents: 185 },
      {
        name: 'Order Refunded',
        orderId: 'C536379',
        amountCents: 185,
        lines: [{ productId: '22633', quantity: 1 }],
      },
    ]);
    expect((await stores.products.all()).map(({ id, name }) => [id, name]).sort()).toEqual([
      ['22633', 'HAND WARMER'],
      ['71053', 'LANTERN, METAL'],
      ['85123A', 'WHITE HANGING HEART'],
    ]);
  });

  it('invents no address: nobody can be mailed', async () => {
    await importRetail(QUIRKS);
    expect([...(await stores.contacts.reachability()).values()]).toEqual(['no address', 'no address']);
    expect(await stores.contacts.find('13047')).toMatchObject({ profile: { traits: { country: 'France' } } });
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
    expect(rejects()).toHaveLength(6);
    expect(rejects()[0]).toEqual({
      line: 6,
      field: 'StockCode',
      reason: 'is empty',
      raw: ['536370', '', 'NO CODE', '1', '2010-12-01 08:29', '1.85', '13047', 'France'],
    });
  });

  it('stores nothing on a dry run, and says the same of the file', async () => {
    const dry = await importRetail(QUIRKS, { dryRun: true });
    expect(await stores.contacts.count()).toBe(0);
    expect(dry).toEqual({ ...(await importRetail(QUIRKS)), stored: 0 });
  });

  it('reads a gzipped file, and one that begins with a byte order mark', async () => {
    const file = write('retail.csv.gz', gzipSync(`\uFEFF${HEADER}${QUIRKS}`));
    expect(await run({ file, mapping: 'uci-online-retail' })).toMatchObject({ stored: 3 });
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
        return await stores.events.ingest(events, deadLetters);
      },
    };
    const file = write('retail.csv', HEADER + rows);
    await expect(run({ file, mapping: 'uci-online-retail' }, killed)).rejects.toThrow('killed');
    const { length: before } = await allEvents();
    expect(before).toBeGreaterThan(0);

    const again = await run({ file, mapping: 'uci-online-retail' });
    expect(again).toMatchObject({ events: 3_500, stored: 3_500 - before, duplicates: before });
    expect(await allEvents()).toHaveLength(3_500);
    expect(await run({ file, mapping: 'uci-online-retail' })).toMatchObject({ stored: 0, duplicates: 3_500 });
  });

  it('takes the rows of an order that another interrupts for two orders, and stores both', async () => {
    const row = (order: string, product: string) => `${order},${product},x,1,2011-01-01 10:00,1,7,Spain\n`;
    expect(await importRetail(row('1', 'a') + row('2', 'b') + row('1', 'c'))).toMatchObject({ stored: 3 });
  });

  it('says which columns are missing and which there are', async () => {
    const file = write(
      'other.csv',
      'Invoice,StockCode,Description,Quantity,InvoiceDate,Price,CustomerID,Country\n1\n',
    );
    const failed = run({ file, mapping: 'uci-online-retail' });
    await expect(failed).rejects.toMatchObject({ code: 'invalid' });
    await expect(failed).rejects.toThrow(
      /"InvoiceNo" \(orderId\), "UnitPrice" \(price\).*columns are: Invoice, Stock/,
    );
  });

  it('says at which line a quote is broken', async () => {
    await expect(importRetail('1,a,"HEART" 12",6,2010-12-01 08:26,2.55,1,UK\n')).rejects.toThrow('line 2');
  });

  it('refuses an empty file, a CSV without a mapping and a mapping that is not there', async () => {
    const empty = write('empty.csv', '');
    await expect(run({ file: empty, mapping: 'uci-online-retail' })).rejects.toThrow('is empty');
    await expect(run({ file: empty })).rejects.toThrow('uci-online-retail');
    await expect(run({ file: empty, mapping: 'nowhere.json' })).rejects.toMatchObject({ code: 'not_found' });
  });

  async function allEvents(): Promise<HistoryEvent[]> {
    const events: HistoryEvent[] = [];
    for await (const history of stores.events.histories(Number.MAX_SAFE_INTEGER))
      events.push(...history.events);
    return events;
  }
});

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
    expect((await stores.contacts.find('ann@example.com'))?.profile).toMatchObject({ firstName: 'Ann' });
    expect((await stores.contacts.find('ann@example.com'))?.consents.email).toEqual({
      purpose: 'email',
      granted: true,
      source: 'import:shop',
      textVersion: 'form-2',
      at: Date.UTC(2025, 1, 1),
    });
    expect((await stores.contacts.find('bob@example.com'))?.consents.email?.granted).toBe(false);
    expect((await stores.contacts.find('cy@example.com'))?.consents.email).toBeNull();
    const reachable = [...(await stores.contacts.reachability()).values()].sort();
    expect(reachable).toEqual(['mailable', 'no consent', 'no consent']);
  });

  it('of contacts without a date is repeatable, too', async () => {
    const csv = 'id,plan\n1,free\n2,paid\n';
    expect(await importMapped({ traits: { plan: 'plan' } }, csv)).toMatchObject({ stored: 2 });
    expect(await importMapped({ traits: { plan: 'plan' } }, csv)).toMatchObject({ stored: 0, duplicates: 2 });
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
    expect(await historyOf('1')).toMatchObject([
      { name: 'Product Viewed', at: 1_700_000_000_000, lines: [{ productId: 'p1', priceCents: 995 }] },
      { name: 'Product Reviewed', rating: 4 },
      { name: 'Wheel Spun', lines: [] },
    ]);
  });

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
    const file = write('calls.ndjson', line({ ...sent, properties: { total: 5 } }));
    expect(await run({ file, format: 'segment' })).toMatchObject({ rows: 1, stored: 1, contacts: 1 });
    expect(await historyOf('u')).toMatchObject([{ at: Date.UTC(2024, 4, 1), amountCents: 500 }]);
  });

  it('counts nothing imported as late, however old', async () => {
    await run({ file: write('calls.ndjson', line(call)), format: 'segment' });
    expect(await stores.events.counts(NOW - 1, NOW + 1)).toMatchObject({ stored: 1, late: 0 });
  });

  it('refuses bad lines one by one', async () => {
    const bad = [line({ ...call, userId: null }), '{"type": "track",\n', line(7)];
    const file = write('calls.ndjson', [line(call), ...bad, line({ ...call, messageId: 'm2' })].join(''));
    expect(await run({ file, format: 'segment' })).toMatchObject({ rows: 5, stored: 2 });
    expect(rejects().map(({ line: at, field }) => [at, field])).toEqual([
      [2, 'userId'],
      [3, '(line)'],
      [4, ''],
    ]);
  });
});
