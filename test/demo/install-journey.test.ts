/**
 * From nothing to Flywheel at work in a workspace, in a real browser: the page, Slack's question, and the first minutes in Slack. Over HTTP
 * alone, as OAuth is: the person's browser is led from page to page, and Slack answers by sending it back to an address of the bot's own.
 */

import { rmSync } from 'node:fs';
import fastify from 'fastify';
import type { Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { startInbox } from '../../demo/inbox/start-inbox.ts';
import { keepStatus } from '../../demo/life/keep-status.ts';
import { serveWorkspace } from '../../demo/serve-workspace.ts';
import type { LocalSlack } from '../../demo/slack/start-slack.ts';
import { collectFaults, launchBrowser, takePicture } from '../support/browser.ts';
import { type RunningSeveral, startSeveral } from '../support/open-several.ts';
import { TEAMS } from '../support/slack-grants.ts';
import { PATIENCE_MS } from '../support/wait-for.ts';
import { buildPage } from './page-server.ts';

const TEA = TEAMS[1];

/** The page of a local workspace, in which the bot that was added appears. */
async function openWorkspacePage(slack: LocalSlack): Promise<string> {
  const [pageDir, inbox] = await Promise.all([buildPage(), startInbox()]);
  const server = fastify();
  const status = keepStatus({ phase: 'ready', text: 'Ready' });
  await server.register(serveWorkspace({ slack, inbox, status, pageDir }));
  onTestFinished(async () => {
    await server.close();
    await inbox.close();
    rmSync(pageDir, { recursive: true, force: true });
  });
  return server.listen({ port: 0, host: '127.0.0.1' });
}

it('adds Flywheel to the workspace that the person chooses, who sets it up there and asks it something', async () => {
  const several = await startSeveral();
  const { installations } = several.house;
  const chromium = await launchBrowser();
  onTestFinished(() => chromium.close());
  const page = await chromium.browser.newPage({ viewport: { width: 900, height: 800 } });
  page.setDefaultTimeout(PATIENCE_MS);
  const faults = collectFaults(page);
  await page.goto(`${several.url}/slack/install`);
  await takePicture(page, 'install-1-page');
  await page.getByRole('link', { name: 'Add to Slack' }).click();
  await page.getByLabel('Workspace').selectOption({ label: TEA.name });
  await takePicture(page, 'install-2-allow');
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.getByRole('heading', { name: `Flywheel is in ${TEA.name}` }).waitFor();
  await takePicture(page, 'install-3-done');
  const steps = await page.getByRole('listitem').allTextContents();
  expect(steps).toHaveLength(3);
  expect(steps.join(' ')).toContain('Press Set up');
  expect(await installations.find(TEA.id)).toMatchObject({ state: 'installed' });
  await page.reload();
  await page.getByRole('heading', { name: 'Flywheel was not added' }).waitFor();
  await page.getByRole('link', { name: 'Begin again' }).click();
  await page.getByRole('link', { name: 'Add to Slack' }).waitFor();

  await setUpIn(several, page);
  // The browser itself remarks on the refusal's status.
  expect(faults.filter((fault) => !fault.includes('400'))).toEqual([]);
});

/** The first minutes of whoever added it, in the page of the workspace. */
async function setUpIn({ slacks, house: { installations } }: RunningSeveral, page: Page): Promise<void> {
  const slack = slacks.workspaces[1]!;
  const [maya, jonas] = slack.people;
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(await openWorkspacePage(slack));
  await page.getByRole('button', { name: /Flywheel.*unread/s }).click();
  const welcome = page.getByRole('article').filter({ hasText: 'Hello! I am Flywheel' });
  await welcome.getByRole('button', { name: 'Set up' }).click();
  const form = page.getByRole('dialog', { name: 'Set up Flywheel' });
  await form.getByRole('combobox', { name: /Where should/ }).selectOption('#marketing');
  await form.getByRole('listbox', { name: /Who may approve/ }).selectOption([maya!.name, jonas!.name]);
  await takePicture(page, 'install-4-set-up');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });
  const set = { channel: slack.channelId, approvers: [maya!.id, jonas!.id] };
  await expect.poll(() => installations.find(TEA.id)).toMatchObject(set);
  await page
    .getByRole('button', { name: /marketing/ })
    .first()
    .click();
  await page.getByRole('article').filter({ hasText: 'may approve, instead of' }).waitFor();
  const composer = page.getByRole('combobox', { name: 'Message #marketing' });
  await composer.fill('/campaign');
  await composer.press('Enter');
  await page.getByRole('article').filter({ hasText: 'There is no campaign yet' }).waitFor();
  await takePicture(page, 'install-5-channel');
}
