/** The local workspace in a real browser: what a marketer does there, by role and name. */
import { describe, expect, it } from 'vitest';
import { commands } from '../../demo/slack/workspace.ts';
import { openPages } from './page-setup.ts';

const at = openPages();

describe('the page', () => {
  it('completes a command by keyboard and shows the answer to nobody else', async () => {
    const composer = at.page.getByRole('combobox', { name: 'Message #marketing' });
    await composer.pressSequentially('/');
    await at.page.getByRole('listbox', { name: 'Commands' }).waitFor();
    expect(await at.page.getByRole('option').count()).toBe(commands.length);
    await composer.pressSequentially('pre');
    await at.screenshot('autocomplete');
    await composer.press('Enter');
    await composer.pressSequentially('ann@shop.example');
    await composer.press('Enter');
    const answer = at.message('Forecast for the next 30 days');
    await answer.getByText('Only visible to you').waitFor();
    await answer.getByText('APP', { exact: true }).waitFor();
    await answer.getByText('38 customers').waitFor();
    await answer.getByRole('button', { name: 'More actions' }).click();
    await at.page.getByRole('menuitem', { name: 'Explain' }).click();
    await expect.poll(() => at.server.workspace.heard).toContain('more explain');
    await at.page.getByRole('button', { name: 'Jonas Weber' }).click();
    await at.page.getByRole('button', { name: 'Jonas Weber', pressed: true }).waitFor();
    await at.page.getByText('This is the beginning of #marketing').waitFor();
    await expect.poll(() => at.page.getByRole('article').count()).toBe(0);
  });

  it('draws a card whose button asks first, and shows the outcome to everybody', async () => {
    await at.say('/campaign');
    const card = at.message('Win back lapsed candle buyers');
    await card.getByRole('link', { name: 'Amber & Oud' }).waitFor();
    await card.getByRole('columnheader', { name: 'Subject' }).waitFor();
    await card.getByRole('combobox', { name: 'Choose a segment' }).selectOption('Lapsed 60 days');
    await expect.poll(() => at.server.workspace.heard).toContain('segment lapsed60');
    await at.screenshot('card');
    await card.getByRole('button', { name: 'Approve' }).click();
    const dialog = at.page.getByRole('dialog', { name: 'Approve this campaign?' });
    await at.screenshot('confirm');
    await dialog.getByRole('button', { name: 'Not yet' }).click();
    expect(at.server.workspace.heard.join()).not.toContain('approved');
    await card.getByRole('button', { name: 'Approve' }).click();
    await dialog.getByRole('button', { name: 'Yes, approve' }).click();
    await at.message('Approved by @Maya Chen').waitFor();
    await at.message('Done: only you see this.').waitFor();
    await at.page.getByRole('button', { name: 'Jonas Weber' }).click();
    await at.message('Approved by @Maya Chen').waitFor();
    await expect.poll(() => at.message('Done: only you see this.').count()).toBe(0);
  });

  it('fills a modal, shows its errors, and submits it', async () => {
    await at.say('/campaign');
    await at.message('Win back').getByRole('button', { name: 'Edit' }).click();
    const modal = at.page.getByRole('dialog', { name: 'Edit campaign' });
    const name = modal.getByRole('textbox', { name: 'Name' });
    await modal.getByRole('button', { name: 'Save' }).click();
    await modal.getByText('Please complete this required field.').waitFor();
    await name.fill('abc');
    await name.press('Enter');
    await modal.getByText('Give it a name of five letters or more.').waitFor();
    await at.screenshot('modal');
    await name.fill('Autumn evening');
    await modal.getByRole('checkbox', { name: 'Friday' }).check();
    await modal.getByRole('button', { name: 'Save' }).click();
    await modal.waitFor({ state: 'detached' });
    expect(at.server.workspace.heard).toContain('renamed to Autumn evening on Friday');
    const unread = at.page.getByRole('button', { name: /Flywheel.*1 unread/s });
    await unread.click();
    await at.message('Renamed to Autumn evening').waitFor();
    await expect.poll(() => unread.count()).toBe(0);
  });

  it('closes a modal with Escape and leaves nothing open after a reload', async () => {
    await at.say('/campaign');
    await at.message('Win back').getByRole('button', { name: 'Edit' }).click();
    const modal = at.page.getByRole('dialog', { name: 'Edit campaign' });
    await modal.waitFor();
    await at.page.keyboard.press('Escape');
    await modal.waitFor({ state: 'detached' });
    await at.page.reload();
    await at.message('Win back').waitFor();
    expect(await at.page.getByRole('dialog').count()).toBe(0);
  });

  it('talks with the bot in its own tab, opens its home, and replies in a thread', async () => {
    await at.page.getByRole('navigation').getByRole('button', { name: 'Flywheel' }).click();
    await at.say('hello <b>there</b>');
    await at.message('You said: hello <b>there</b>').waitFor();
    await at.message('You said').hover();
    await at.message('You said').getByRole('button', { name: 'Reply in thread' }).click();
    const thread = at.page.getByRole('complementary', { name: 'Thread' });
    await thread.getByRole('combobox', { name: 'Reply in thread' }).fill('and more');
    await thread.getByRole('combobox', { name: 'Reply in thread' }).press('Enter');
    await thread.getByText('and more').first().waitFor();
    await at.screenshot('thread');
    await at.page.getByRole('tab', { name: 'Home' }).click();
    await at.page.getByText('Nothing waits for you.').waitFor();
  });

  it('never makes a link of a javascript: address', async () => {
    const text = 'Read <javascript:alert(1)|this> or <https://shop.example|that>';
    await at.server.workspace.client.chat.postMessage({ channel: 'marketing', text });
    await at.page.getByRole('link', { name: 'that' }).waitFor();
    expect(await at.page.getByRole('link', { name: 'this' }).count()).toBe(0);
    expect(await at.page.locator('a[href^="javascript:"]').count()).toBe(0);
  });

  it('says what is happening, offers commands, and moves the clock', async () => {
    await at.page.getByRole('status').filter({ hasText: 'Training: epoch 3 of 10' }).waitFor();
    at.server.status.set({
      text: 'Ready: try /predict',
      phase: 'ready',
      suggestions: ['/predict', '/campaign'],
    });
    await at.page.getByRole('status').filter({ hasText: 'Ready: try /predict' }).waitFor();
    await at.page
      .getByRole('group', { name: 'Suggested commands' })
      .getByRole('button', { name: '/predict' })
      .click();
    await at.message('Forecast for the next 30 days').waitFor();
    await at.page.getByRole('button', { name: 'move forward one week' }).click();
    await at.page.getByText('Today').waitFor({ state: 'detached' });
  });
});

describe('the inbox', () => {
  it('shows an e-mail without fetching anything until asked, and opens links as the customer would', async () => {
    const fetched: string[] = [];
    at.page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
    await at.page.getByRole('button', { name: 'Inbox' }).click();
    await at.page.getByText('No e-mail has been sent yet').waitFor();
    await at.server.sendMail();
    await at.page.getByRole('button', { name: 'We miss you, Ann' }).click();
    const mail = at.page.getByRole('article', { name: 'We miss you, Ann' });
    const frame = mail.frameLocator('iframe');
    await frame.getByRole('heading', { name: 'We miss you, Ann' }).waitFor();
    expect(fetched.filter((path) => path.startsWith('/o/'))).toEqual([]);
    await at.screenshot('inbox');
    const shown = at.page.waitForResponse((response) => response.url().endsWith('/o/pixel'));
    await mail.getByRole('button', { name: 'Show remote content' }).click();
    await shown;
    const [shop] = await Promise.all([
      at.page.context().waitForEvent('page'),
      frame.getByRole('link', { name: 'Amber & Oud' }).click(),
    ]);
    await shop.waitForLoadState();
    expect(await shop.title()).toBe('The shop');
    expect(at.server.clicked).toEqual(['token-1']);
    await shop.close();
    await mail.getByRole('tab', { name: 'Text' }).click();
    await mail.getByText('Ten percent off: http').waitFor();
    await mail.getByRole('tab', { name: 'Headers' }).click();
    await mail.getByText('List-Unsubscribe=One-Click').waitFor();
    expect(await at.page.evaluate(() => 'hacked' in globalThis)).toBe(false);
  });
});
