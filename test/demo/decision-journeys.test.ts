/**
 * How a person turns a campaign down, holds one while it is sent, and goes from a contact to a report, in a real browser on the local
 * workspace's page, over HTTP and over Socket Mode.
 */

import { rmSync } from 'node:fs';
import fastify, { type FastifyInstance } from 'fastify';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keepStatus } from '../../demo/life/keep-status.ts';
import { serveWorkspace } from '../../demo/serve-workspace.ts';
import type { Campaign } from '../../src/domain/campaign.ts';
import { DAY } from '../../src/domain/clock.ts';
import { collectFaults, launchBrowser, type TestBrowser, takePicture } from '../support/browser.ts';
import { describeOnEach } from '../support/each-database.ts';
import { createMailGate, type MailGate } from '../support/mail-gate.ts';
import { openFlywheel, type RunningFlywheel } from '../support/open-flywheel.ts';
import { addContacts, proposeFor } from '../support/propose-in-flywheel.ts';
import { startSmtp, type TestSmtp } from '../support/smtp.ts';
import { PATIENCE_MS } from '../support/wait-for.ts';
import { buildPage } from './page-server.ts';

const CONTACTS = 60;
/** The mail server takes so many at once, and answers the rest when the test lets it. */
const TAKEN_AT_ONCE = 7;

let chromium: TestBrowser;
let pageDir: string;

beforeAll(async () => {
  [chromium, pageDir] = await Promise.all([launchBrowser(), buildPage()]);
});

afterAll(async () => {
  await chromium?.close();
  if (pageDir) rmSync(pageDir, { recursive: true, force: true });
});

describeOnEach((on) => {
  let flywheel: RunningFlywheel;
  let smtp: TestSmtp;
  let workspace: FastifyInstance;
  let page: Page;
  let contacts: readonly string[];
  let campaign: Campaign;
  let faults: readonly string[];
  let gate: MailGate;

  beforeAll(async () => {
    gate = createMailGate(TAKEN_AT_ONCE);
    smtp = await startSmtp({ onMail: gate.pass });
    flywheel = await openFlywheel({ on, at: Date.now(), settings: { SMTP_URL: smtp.url } });
    const { slack, inbox } = flywheel;
    const status = keepStatus({ phase: 'ready', text: 'Ready' });
    workspace = fastify();
    await workspace.register(serveWorkspace({ slack, inbox, status, pageDir }));
    await workspace.listen({ port: 0, host: '127.0.0.1' });
    contacts = await addContacts(flywheel, CONTACTS);
  });

  afterAll(async () => {
    gate.open();
    await workspace?.close();
    await flywheel?.stop();
    await smtp?.close();
  });

  beforeEach(async () => {
    campaign = await proposeFor(flywheel, contacts);
    page = await chromium.browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(PATIENCE_MS);
    faults = collectFaults(page);
    await page.goto(workspace.listeningOrigin);
    return async () => {
      await page.close();
      expect(faults).toEqual([]);
    };
  });

  const card = () =>
    page
      .getByRole('article')
      .filter({ hasText: `Campaign ${campaign.number}:` })
      .last();
  const button = (name: string) => card().getByRole('button', { name, exact: true });
  const stored = async () => (await flywheel.app.stores.campaigns.get(campaign.number))!;

  const said = (text: string) => page.getByRole('article').filter({ hasText: text }).last();
  async function say(text: string): Promise<void> {
    const composer = page.getByRole('combobox', { name: 'Message' });
    await composer.fill(text);
    await composer.press('Enter');
  }
  async function openCard(): Promise<void> {
    await say(`/campaign ${campaign.number}`);
    // A click waits for a card that is just being replaced; scrolling to it would not.
    await button('Approve').waitFor();
  }

  const picture = (name: string) => takePicture(page, name);

  describe('turning a campaign down', () => {
    it('asks why, keeps the reason on the card for both people, and sends nothing', async () => {
      await openCard();
      await button('Reject').click();
      const form = page.getByRole('dialog', { name: `Reject campaign ${campaign.number}` });
      await form.getByRole('textbox').fill('Too soon after <the last> one & "no" *offer*');
      await picture('reject-1-form');
      await form.getByRole('button', { name: 'Reject' }).click();
      await form.waitFor({ state: 'detached' });
      // Its signs are shown, not obeyed.
      await card().getByText('“Too soon after <the last> one & "no" ∗offer∗”').waitFor();
      await expect.poll(() => button('Approve').count()).toBe(0);
      await picture('reject-2-card');
      await page.getByRole('button', { name: /Jonas/ }).first().click();
      await card().getByText('Too soon after <the last> one').waitFor();
      await card().getByText('Rejected').first().hover();
      expect(await stored()).toMatchObject({
        state: 'rejected',
        decision: { action: 'reject', comment: 'Too soon after <the last> one & "no" *offer*' },
      });
      await flywheel.runJob('deliver');
      expect(smtp.received).toEqual([]);
    });
  });

  describe('holding a campaign while it is sent', () => {
    it('stops after what was under way, says how far it is, and goes on where it was', async () => {
      await openCard();
      await button('Approve').click();
      await card().getByText('Approved').first().waitFor();
      const delivering = flywheel.runJob('deliver');
      await gate.isFull;
      await button('Pause').click();
      await button('Resume').waitFor();
      gate.open();
      await delivering;
      const { sent, queued } = await flywheel.app.stores.outbox.counts(campaign.id);
      expect(smtp.received).toHaveLength(sent);
      expect(sent).toBeGreaterThanOrEqual(TAKEN_AT_ONCE);
      expect(queued).toBe(CONTACTS - sent);
      expect(queued).toBeGreaterThan(0);
      await card().getByText(`${sent} of ${CONTACTS} e-mails, ${sent} of them sent`).waitFor();
      await picture('pause-1-paused');
      await flywheel.runJob('deliver');
      expect(smtp.received).toHaveLength(sent);

      await button('Resume').click();
      await button('Pause').waitFor();
      await flywheel.runJob('deliver');
      await card().getByText(`${CONTACTS} sent`).first().hover();
      await picture('pause-2-sent');
      expect(await stored()).toMatchObject({ state: 'sent' });
      expect(new Set(smtp.received.map(({ to }) => to)).size).toBe(CONTACTS);
      expect(smtp.received).toHaveLength(CONTACTS);
    });
  });

  describe('from a contact to a report', () => {
    it('asks about one, edits a campaign, has it approved by somebody else, and reads what it brought', async () => {
      // Nobody rests any more from what was sent before.
      const at = Date.now() + 60 * DAY;
      flywheel.setTime(at);
      campaign = await proposeFor(flywheel, contacts);
      const before = smtp.received.length;
      await say('/predict contact-0@example.com');
      await said('Best next action').waitFor();
      await openCard();
      await button('Edit').click();
      const form = page.getByRole('dialog', { name: `Edit campaign ${campaign.number}` });
      await form.getByRole('textbox', { name: 'Subject' }).first().fill('A word from our candle makers');
      await form.getByRole('button', { name: 'Propose anew' }).click();
      await card().getByText('version 2').waitFor();
      await page.getByRole('button', { name: /Jonas/ }).first().click();
      await card().getByText('A word from our candle makers').first().waitFor();
      await button('Approve').click();
      await card().getByText('Approved').first().waitFor();
      await flywheel.runJob('deliver');
      await card().getByText(`${CONTACTS} sent`).first().hover();
      const subjects = smtp.received.slice(before).map(({ mail }) => mail.subject);
      expect(subjects).toEqual(subjects.map(() => 'A word from our candle makers'));
      expect(subjects).toHaveLength(CONTACTS);
      flywheel.setTime(at + DAY);
      await flywheel.runJob('follow-up');
      await say(`/report ${campaign.number}`);
      await said(`${CONTACTS} e-mails sent`).waitFor();
    });
  });
});
