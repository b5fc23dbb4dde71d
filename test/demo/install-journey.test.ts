/** From nothing to Flywheel in a workspace, in a real browser: the page, Slack's question, and what to do next. */

import { expect, it, onTestFinished } from 'vitest';
import { collectFaults, launchBrowser, takePicture } from '../support/browser.ts';
import { startSeveral } from '../support/open-several.ts';
import { TEAMS } from '../support/slack-grants.ts';

it('adds Flywheel to the workspace that the person chooses, and says what to do next', async () => {
  const several = await startSeveral();
  const chromium = await launchBrowser();
  onTestFinished(() => chromium.close());
  const page = await chromium.browser.newPage({ viewport: { width: 900, height: 800 } });
  page.setDefaultTimeout(15_000);
  const faults = collectFaults(page);
  await page.goto(`${several.url}/slack/install`);
  await takePicture(page, 'install-1-page');
  await page.getByRole('link', { name: 'Add to Slack' }).click();
  await page.getByLabel('Workspace').selectOption({ label: TEAMS[1].name });
  await takePicture(page, 'install-2-allow');
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.getByRole('heading', { name: `Flywheel is in ${TEAMS[1].name}` }).waitFor();
  await takePicture(page, 'install-3-done');
  const steps = await page.getByRole('listitem').allTextContents();
  expect(steps).toHaveLength(3);
  expect(steps.join(' ')).toContain('Press Set up');
  expect(await several.house.installations.find(TEAMS[1].id)).toMatchObject({ state: 'installed' });
  await page.reload();
  await page.getByRole('heading', { name: 'Flywheel was not added' }).waitFor();
  await page.getByRole('link', { name: 'Begin again' }).click();
  await page.getByRole('link', { name: 'Add to Slack' }).waitFor();
  // The browser itself remarks on the refusal's status.
  expect(faults.filter((fault) => !fault.includes('400'))).toEqual([]);
}, 60_000);
