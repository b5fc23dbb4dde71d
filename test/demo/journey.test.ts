/** What a newcomer does in the first minutes, in a real browser on the real thing: forecast, campaign, approval, e-mail, click, a week. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDriver from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectFaults, launchBrowser, type TestBrowser } from '../support/browser.ts';
import { type Flywheel, newSmallShop, startFlywheel } from '../support/start-flywheel.ts';

const MINUTES = 60_000;
const dataDir = newSmallShop(400);
const screenshots = process.env['SCREENSHOTS'] ?? mkdtempSync(join(tmpdir(), 'flywheel-journey-'));
let flywheel: Flywheel;
let chromium: TestBrowser;
let page: Page;
let faults: string[];

beforeAll(async () => {
  [flywheel, chromium] = await Promise.all([startFlywheel(dataDir), launchBrowser()]);
  await flywheel.until(() => true);
  page = await chromium.browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(20_000);
  faults = collectFaults(page);
  await page.goto(flywheel.url);
}, 2 * MINUTES);

afterAll(async () => {
  await chromium?.close();
  await flywheel?.stop();
  rmSync(dataDir, { recursive: true, force: true });
  if (process.env['SCREENSHOTS'] === undefined) rmSync(screenshots, { recursive: true, force: true });
});

const status = () => page.getByRole('status').first();
const message = (text: string | RegExp) => page.getByRole('article').filter({ hasText: text }).last();
const picture = (name: string) => page.screenshot({ path: join(screenshots, `${name}.png`) });

async function say(text: string): Promise<void> {
  const composer = page.getByRole('combobox', { name: 'Message' });
  await composer.fill(text);
  await composer.press('Enter');
}

async function untilStatus(text: string): Promise<void> {
  await flywheel.until(({ status }) => status.text.includes(text));
  await status()
    .filter({ hasText: text })
    .waitFor({ timeout: 2 * MINUTES });
}

function query<T>(sql: string): T[] {
  const database = new SqliteDriver(join(dataDir, 'flywheel.db'), { readonly: true });
  const rows = database.prepare(sql).all() as T[];
  database.close();
  return rows;
}

const trainingHashes = () =>
  query<{ result: string }>(
    "select result from jobs where name = 'nightly' and state = 'done' order by finished_at",
  ).map(({ result }) => (JSON.parse(result) as { trainingSetHash: string }).trainingSetHash);

describe('the first minutes with Flywheel', () => {
  it('says what it is doing, is ready, and forecasts', { timeout: 3 * MINUTES }, async () => {
    await message('I am Flywheel').waitFor();
    await untilStatus('Ready');
    await picture('1-ready');
    await say('/predict');
    await message('Expected buyers').waitFor();
    await picture('2-predict');
    const chart = page.getByRole('img', { name: /^Revenue in windows of 7 days/ });
    await expect
      .poll(() => chart.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth))
      .toBe(1080);
    // Pictures make the conversation longer once they are there; its end stays in sight.
    await expect.poll(async () => (await chart.boundingBox())!.y).toBeLessThan(600);
    await picture('2b-chart');
  });

  it('shows campaigns, and sends the one that Maya approves', { timeout: 3 * MINUTES }, async () => {
    await say('/campaign');
    const list = message('Waiting for approval, best first');
    await list
      .getByRole('button', { name: 'Open campaign 1' })
      .or(list.getByRole('button', { name: 'Open' }))
      .first()
      .click();
    const card = message('Campaign 1:');
    await card.getByRole('button', { name: 'Approve' }).scrollIntoViewIfNeeded();
    await picture('3-campaign');
    await card.getByRole('button', { name: 'Approve' }).click();
    await card.getByText('Until then the approval can be undone.').waitFor();
    expect(query('select 1 from messages')).toEqual([]);
    await picture('3b-approved');
    await card.getByRole('button', { name: 'Send now' }).click();
    await flywheel.until(
      () => query<{ state: string }>('select state from campaigns where number = 1')[0]?.state === 'sent',
    );
    const sent = query<{ n: number }>("select count(*) as n from messages where state = 'sent'")[0]!.n;
    expect(sent).toBeGreaterThan(0);
    expect((await flywheel.state()).mails).toHaveLength(sent);
  });

  it('lets one read an e-mail and follow its link as the customer', async () => {
    await page.getByRole('button', { name: /^Inbox/ }).click();
    await page
      .getByRole('region', { name: 'E-mails' })
      .getByRole('listitem')
      .first()
      .getByRole('button')
      .click();
    await page.getByRole('button', { name: 'Show remote content' }).click();
    const mail = page.frameLocator('iframe');
    await mail.getByRole('img').first().waitFor();
    const frame = await page.locator('iframe').boundingBox();
    expect(frame?.width).toBeGreaterThan(500);
    await picture('4-mail');
    const shop = page.context().waitForEvent('page');
    await mail.getByRole('link').first().click();
    const product = await shop;
    await product.getByText('This is where your shop’s page would be.').waitFor();
    expect(product.url()).toMatch(/\/products\/[\w-]+$/);
    await product.screenshot({ path: join(screenshots, '5-product.png') });
    await product.close();
    expect(query("select 1 from outcomes where kind = 'clicked'").length).toBeGreaterThan(0);
  });

  it('learns from a week of what customers did', { timeout: 3 * MINUTES }, async () => {
    const [before] = trainingHashes();
    await page.getByRole('button', { name: '+1 week' }).click();
    await untilStatus('7 days went by');
    await picture('6-week');
    await page.getByRole('button', { name: 'marketing', exact: false }).first().click();
    await say('/campaign 1');
    const card = message(/Campaign 1:.*What came back/s);
    await card.getByText('What came back').scrollIntoViewIfNeeded();
    await picture('7-results');
    const clicked = query<{ n: number }>(
      "select count(distinct message_id) as n from outcomes where kind = 'clicked'",
    )[0]!.n;
    await expect.poll(() => card.textContent()).toMatch(new RegExp(`\\(${clicked} of \\d+`));
    const after = trainingHashes().at(-1);
    expect(before).toMatch(/^\w+/);
    expect(after).toMatch(/^\w+/);
    expect(after).not.toBe(before);
    expect(faults).toEqual([]);
  });
});
