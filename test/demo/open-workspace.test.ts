/** What the local workspace adds to a configuration, and what it leaves alone; and how its customers read real e-mail. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { startInbox } from '../../demo/inbox/start-inbox.ts';
import { readCustomerMail } from '../../demo/life/read-customer-mail.ts';
import { openWorkspace } from '../../demo/open-workspace.ts';
import { channel, people } from '../../demo/slack/workspace.ts';
import { createMailer } from '../../src/adapters/email/create-mailer.ts';
import { createEmailRenderer } from '../../src/adapters/email/render-email.ts';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import { buildCopy, buildFacts } from '../support/email-facts.ts';

const log = pino({ level: 'silent' });
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'flywheel-open-'));
  folders.push(folder);
  return folder;
}

async function openOn(dataDir: string, environment: Readonly<Record<string, string>> = {}, to = log) {
  return openWorkspace(readConfig({ DATA_DIR: dataDir, PORT: '4999', ...environment }), to);
}

describe('openWorkspace', () => {
  it('completes the configuration with a Slack, a mail server and a shop of its own', async () => {
    const workspace = await openOn(newFolder());
    const { slack, mail, shopName, publicUrl, outcomeWindowDays } = workspace.config;
    expect(slack).toMatchObject({
      channel: channel.id,
      approvers: people.map(({ id }) => id),
      appToken: null,
    });
    expect(slack?.signingSecret).toMatch(/^[0-9a-f]{48}$/);
    const who = await fetch(`${slack?.apiUrl}auth.test`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack?.botToken}` },
    });
    expect(await who.json()).toMatchObject({ ok: true });
    expect(mail?.smtpUrl).toMatch(/^smtp:\/\/127\.0\.0\.1:\d+$/);
    expect({ shopName, publicUrl, outcomeWindowDays }).toEqual({
      shopName: 'Candle & Co',
      publicUrl: 'http://127.0.0.1:4999',
      outcomeWindowDays: 7,
    });
    await workspace.close();
  });

  it('says that a mail server and a name of one’s own are not used', async () => {
    const lines: string[] = [];
    const kept = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
    await (await openOn(newFolder(), {}, kept)).close();
    expect(lines).toEqual([]);
    const mail = { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'a@example.com', POSTAL_ADDRESS: '1 Lane' };
    const workspace = await openOn(newFolder(), { ...mail, SHOP_NAME: 'Wax Works' }, kept);
    await workspace.close();
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual([
      expect.stringMatching(/^SMTP_URL and SHOP_NAME will not be used: .*SLACK_BOT_TOKEN/),
    ]);
  });

  it('keeps an outcome window that a person chose', async () => {
    const workspace = await openOn(newFolder(), { OUTCOME_WINDOW_DAYS: '14' });
    expect(workspace.config.outcomeWindowDays).toBe(14);
    await workspace.close();
  });

  it('adds no invented customers to data of one’s own', async () => {
    const dataDir = newFolder();
    await storeOwnEvent(dataDir);
    const workspace = await openOn(dataDir);
    expect(workspace.config.outcomeWindowDays).toBe(30);
    const { config, clock } = workspace;
    const app = await createApp({ config, clock, log });
    const dispatcher = { nudge: () => undefined, whileIdle: fail, stop: async () => undefined };
    await workspace.live(app, dispatcher);
    expect(await app.stores.contacts.count()).toBe(1);
    expect(await app.stores.jobs.recent(10)).toEqual([]);
    expect(JSON.parse(readFileSync(join(dataDir, 'workspace/workspace.json'), 'utf8'))).toMatchObject({
      shop: 'own',
    });
    await workspace.close();
    await app.close();
  });
});

function fail(): never {
  throw new Error('The clock of own data must not be moved.');
}

async function storeOwnEvent(dataDir: string): Promise<void> {
  const config = readConfig({ DATA_DIR: dataDir });
  const now = Date.now();
  const app = await createApp({ config, clock: { now: () => now }, log });
  const event: NewEvent = {
    ...{ messageId: 'mine', type: 'track', name: 'Order Completed', identity: { userId: 'u1' } },
    ...{ timestamp: now, receivedAt: now, lines: [], consents: [], products: [], payload: '{}' },
  };
  await app.stores.events.ingest([event], []);
  await app.close();
}

describe('a simulated customer', () => {
  const server = 'http://127.0.0.1:4999';

  /** What the product renders and sends, as it arrives. */
  async function sendAndRead(facts: Parameters<typeof buildFacts>[0]) {
    const inbox = await startInbox();
    const mailer = createMailer(inbox.smtpUrl);
    const unsubscribeUrl = `${server}/u/${'long-token-'.repeat(20)}`;
    const email = await createEmailRenderer().render(buildCopy(), buildFacts({ ...facts, unsubscribeUrl }));
    const delivery = await mailer.deliver({
      ...email,
      to: 'ann@example.com',
      from: 'Candle & Co <hello@candle.example>',
      messageId: 'one@candle.example',
      listId: 'marketing.candle.example',
      unsubscribeUrl,
    });
    expect(delivery.kind).toBe('accepted');
    const mail = await inbox.get(inbox.list()[0]!.id);
    await mailer.close();
    await inbox.close();
    const offers = [
      { id: 'five', name: '5 euros off' },
      { id: 'ten', name: '10 % welcome back' },
    ];
    return { read: readCustomerMail(mail!, offers), unsubscribeUrl };
  }

  it('finds links, products, pixel, coupon and the way out in the e-mail itself', async () => {
    const product = { name: 'Fig & Cedar Candle', price: '€24.00', url: `${server}/c/token.0` };
    const { read, unsubscribeUrl } = await sendAndRead({
      products: [
        { ...product, imageUrl: `${server}/images/fig-cedar-soy-candle.svg` },
        { ...product, imageUrl: null, url: `${server}/c/token.1` },
      ],
      offer: { name: '10 % welcome back', code: '7KQ2M-XB9TD', validTo: '1 May 2026' },
      openPixelUrl: `${server}/o/pixel-token`,
    });
    expect(read).toMatchObject({
      to: 'ann@example.com',
      links: [`${server}/c/token.0`, `${server}/c/token.1`],
      productIds: ['fig-cedar-soy-candle'],
      hasOffer: true,
      couponCode: '7KQ2M-XB9TD',
      offerId: 'ten',
      pixelUrl: `${server}/o/pixel-token`,
      unsubscribeUrl,
    });
  });

  it('finds no pixel and no coupon where there is none', async () => {
    const { read } = await sendAndRead({ openPixelUrl: null, offer: null });
    expect(read).toMatchObject({ hasOffer: false, pixelUrl: null });
    expect(read).not.toHaveProperty('couponCode');
  });
});
