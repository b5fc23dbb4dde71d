/** The local workspace in a real browser: what a marketer does there, by role and name. */
import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { collectFaults, launchBrowser, type TestBrowser } from '../support/browser.ts';
import { buildPage, startPageServer } from './page-server.ts';

let chromium: TestBrowser;
let pageDir: string;
let server: Awaited<ReturnType<typeof startPageServer>>;
let page: Page;
let faults: string[];

beforeAll(async () => {
  [pageDir, chromium] = await Promise.all([buildPage(), launchBrowser()]);
}, 120_000);

afterAll(async () => {
  await chromium?.close();
  if (pageDir) rmSync(pageDir, { recursive: true, force: true });
});

beforeEach(async () => {
  server = await startPageServer(pageDir);
  page = await chromium.browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(10_000);
  faults = collectFaults(page);
  await page.goto(server.url);
  return async () => {
    await page.close();
    await server.close();
    expect(faults).toEqual([]);
  };
});

/** For a person to look at; only where SCREENSHOTS names a folder. */
async function screenshot(name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}

async function say(text: string): Promise<void> {
  const composer = page.getByRole('combobox', { name: 'Message' });
  await composer.fill(text);
  await composer.press('Enter');
}

const message = (text: string) => page.getByRole('article').filter({ hasText: text });

describe('the page', () => {
  it('completes a command by keyboard and shows the answer to nobody else', async () => {
    const composer = page.getByRole('combobox', { name: 'Message #marketing' });
    await composer.pressSequentially('/');
    await page.getByRole('listbox', { name: 'Commands' }).waitFor();
    expect(await page.getByRole('option').count()).toBe(3);
    await composer.pressSequentially('pre');
    await screenshot('autocomplete');
    await composer.press('Enter');
    await composer.pressSequentially('ann@shop.example');
    await composer.press('Enter');
    const answer = message('Forecast for the next 30 days');
    await answer.getByText('Only visible to you').waitFor();
    await answer.getByText('APP', { exact: true }).waitFor();
    await answer.getByText('38 customers').waitFor();
    await answer.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Explain' }).click();
    await expect.poll(() => server.workspace.heard).toContain('more explain');
    await page.getByRole('button', { name: 'Jonas Weber' }).click();
    await page.getByRole('button', { name: 'Jonas Weber', pressed: true }).waitFor();
    await page.getByText('This is the beginning of #marketing').waitFor();
    expect(await page.getByRole('article').count()).toBe(0);
  });

  it('draws a card whose button asks first, and shows the outcome to everybody', async () => {
    await say('/campaign');
    const card = message('Win back lapsed candle buyers');
    await card.getByRole('link', { name: 'Amber & Oud' }).waitFor();
    await card.getByRole('columnheader', { name: 'Subject' }).waitFor();
    await card.getByRole('combobox', { name: 'Choose a segment' }).selectOption('Lapsed 60 days');
    await expect.poll(() => server.workspace.heard).toContain('segment lapsed60');
    await screenshot('card');
    await card.getByRole('button', { name: 'Approve' }).click();
    const dialog = page.getByRole('dialog', { name: 'Approve this campaign?' });
    await screenshot('confirm');
    await dialog.getByRole('button', { name: 'Not yet' }).click();
    expect(server.workspace.heard.join()).not.toContain('approved');
    await card.getByRole('button', { name: 'Approve' }).click();
    await dialog.getByRole('button', { name: 'Yes, approve' }).click();
    await message('Approved by @Maya Chen').waitFor();
    await message('Done: only you see this.').waitFor();
    await page.getByRole('button', { name: 'Jonas Weber' }).click();
    await message('Approved by @Maya Chen').waitFor();
    expect(await message('Done: only you see this.').count()).toBe(0);
  });

  it('fills a modal, shows its errors, and submits it', async () => {
    await say('/campaign');
    await message('Win back').getByRole('button', { name: 'Edit' }).click();
    const modal = page.getByRole('dialog', { name: 'Edit campaign' });
    const name = modal.getByRole('textbox', { name: 'Name' });
    await modal.getByRole('button', { name: 'Save' }).click();
    await modal.getByText('Please complete this required field.').waitFor();
    await name.fill('abc');
    await name.press('Enter');
    await modal.getByText('Give it a name of five letters or more.').waitFor();
    await screenshot('modal');
    await name.fill('Autumn evening');
    await modal.getByRole('checkbox', { name: 'Friday' }).check();
    await modal.getByRole('button', { name: 'Save' }).click();
    await modal.waitFor({ state: 'detached' });
    expect(server.workspace.heard).toContain('renamed to Autumn evening on Friday');
    const unread = page.getByRole('button', { name: /Flywheel.*1 unread/s });
    await unread.click();
    await message('Renamed to Autumn evening').waitFor();
    expect(await unread.count()).toBe(0);
  });

  it('closes a modal with Escape and leaves nothing open after a reload', async () => {
    await say('/campaign');
    await message('Win back').getByRole('button', { name: 'Edit' }).click();
    const modal = page.getByRole('dialog', { name: 'Edit campaign' });
    await modal.waitFor();
    await page.keyboard.press('Escape');
    await modal.waitFor({ state: 'detached' });
    await page.reload();
    await message('Win back').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('talks with the bot in its own tab, opens its home, and replies in a thread', async () => {
    await page.getByRole('navigation').getByRole('button', { name: 'Flywheel' }).click();
    await say('hello <b>there</b>');
    await message('You said: hello <b>there</b>').waitFor();
    await message('You said').hover();
    await message('You said').getByRole('button', { name: 'Reply in thread' }).click();
    const thread = page.getByRole('complementary', { name: 'Thread' });
    await thread.getByRole('combobox', { name: 'Reply in thread' }).fill('and more');
    await thread.getByRole('combobox', { name: 'Reply in thread' }).press('Enter');
    await thread.getByText('and more').first().waitFor();
    await screenshot('thread');
    await page.getByRole('tab', { name: 'Home' }).click();
    await page.getByText('Nothing waits for you.').waitFor();
  });

  it('never makes a link of a javascript: address', async () => {
    const text = 'Read <javascript:alert(1)|this> or <https://shop.example|that>';
    await server.workspace.client.chat.postMessage({ channel: 'marketing', text });
    await page.getByRole('link', { name: 'that' }).waitFor();
    expect(await page.getByRole('link', { name: 'this' }).count()).toBe(0);
    expect(await page.locator('a[href^="javascript:"]').count()).toBe(0);
  });

  it('says what is happening, offers commands, and moves the clock', async () => {
    await page.getByRole('status').filter({ hasText: 'Training: epoch 3 of 10' }).waitFor();
    server.status.set({
      text: 'Ready: try /predict',
      phase: 'ready',
      suggestions: ['/predict', '/campaign'],
    });
    await page.getByRole('status').filter({ hasText: 'Ready: try /predict' }).waitFor();
    await page
      .getByRole('group', { name: 'Suggested commands' })
      .getByRole('button', { name: '/predict' })
      .click();
    await message('Forecast for the next 30 days').waitFor();
    await page.getByRole('button', { name: 'move forward one week' }).click();
    await page.getByText('Today').waitFor({ state: 'detached' });
  });
});

describe('the inbox', () => {
  it('shows an e-mail without fetching anything until asked, and opens links as the customer would', async () => {
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
    await page.getByRole('button', { name: 'Inbox' }).click();
    await page.getByText('No e-mail has been sent yet').waitFor();
    await server.sendMail();
    await page.getByRole('button', { name: 'We miss you, Ann' }).click();
    const mail = page.getByRole('article', { name: 'We miss you, Ann' });
    const frame = mail.frameLocator('iframe');
    await frame.getByRole('heading', { name: 'We miss you, Ann' }).waitFor();
    expect(fetched.filter((path) => path.startsWith('/o/'))).toEqual([]);
    await screenshot('inbox');
    const shown = page.waitForResponse((response) => response.url().endsWith('/o/pixel'));
    await mail.getByRole('button', { name: 'Show remote content' }).click();
    await shown;
    const [shop] = await Promise.all([
      page.context().waitForEvent('page'),
      frame.getByRole('link', { name: 'Amber & Oud' }).click(),
    ]);
    await shop.waitForLoadState();
    expect(await shop.title()).toBe('The shop');
    expect(server.clicked).toEqual(['token-1']);
    await shop.close();
    await mail.getByRole('tab', { name: 'Text' }).click();
    await mail.getByText('Ten percent off: http').waitFor();
    await mail.getByRole('tab', { name: 'Headers' }).click();
    await mail.getByText('List-Unsubscribe=One-Click').waitFor();
    expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false);
  });
});
