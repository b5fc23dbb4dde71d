import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { Message } from '../../src/domain/message.ts';
import { AppError } from '../../src/errors.ts';
import { CONSENT_TEXT_VERSION } from '../../src/web/preferences.ts';
import { addSentMessage } from '../support/sent-message.ts';
import { type MailServer, startMailServer } from './mail-server.ts';

let server: MailServer;
afterEach(() => server.close());

async function start(): Promise<Message> {
  server = await startMailServer();
  const { id } = await server.shop.addContact('ann');
  return addSentMessage(server.shop, id);
}

function form(fields: Record<string, string>): RequestInit {
  return { method: 'POST', body: new URLSearchParams(fields) };
}

function reachability({ contactId }: Message) {
  return server.shop.stores.contacts.reachabilityOf(contactId);
}

describe('the unsubscribe link', () => {
  it('shows a button and changes nothing for GET, HEAD, and whatever else a link checker sends', async () => {
    const message = await start();
    const path = `/u/${server.sign('unsubscribe', message.id)}`;
    const page = await (await server.ask(path)).text();
    expect(page).toContain('<form method="post">');
    expect(page).toContain('<button>Unsubscribe</button>');
    expect((await server.ask(path, { method: 'HEAD' })).status).toBe(200);
    await server.ask(path, { method: 'OPTIONS' });
    expect(await reachability(message)).toBe('mailable');
  });

  it('unsubscribes when a mail provider posts by itself, as form or as multipart (RFC 8058)', async () => {
    for (const body of [new URLSearchParams(), new FormData()]) {
      const message = await start();
      body.append('List-Unsubscribe', 'One-Click');
      const path = `/u/${server.sign('unsubscribe', message.id)}`;
      const response = await server.ask(path, { method: 'POST', body });
      expect(response.status).toBe(200);
      expect(response.headers.get('set-cookie')).toBeNull();
      expect(await response.text()).toContain('You are unsubscribed');
      expect(await reachability(message)).toBe('suppressed');
      if (body instanceof URLSearchParams) await server.close();
    }
  });

  it('ties it to the e-mail, once, though pressed twice', async () => {
    const message = await start();
    const path = `/u/${server.sign('unsubscribe', message.id)}`;
    for (let time = 0; time < 2; time += 1) expect((await server.ask(path, form({}))).status).toBe(200);
    const { outcomes } = await server.shop.stores.outcomes.counts(message.campaignId);
    expect(outcomes.unsubscribed).toBe(1);
  });

  it('does nothing for a token that is not one', async () => {
    const message = await start();
    for (const token of [
      'nonsense',
      server.sign('open', message.id),
      server.sign('preferences', message.id),
    ]) {
      expect((await server.ask(`/u/${token}`)).status).toBe(404);
      expect((await server.ask(`/u/${token}`, form({}))).status).toBe(404);
    }
    expect(await reachability(message)).toBe('mailable');
  });

  it('says so on the page when it could not be done', async () => {
    server = await startMailServer({
      change: () => ({
        recordUnsubscribe: () => Promise.reject(new AppError('unavailable', 'The disk is full.')),
      }),
    });
    const response = await server.ask(`/u/${server.sign('unsubscribe', 'message')}`, form({}));
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('Nothing was changed');
  });
});

describe('the preference page', () => {
  async function open(message: Message) {
    const path = `/preferences/${server.sign('preferences', message.contactId)}`;
    const page = await (await server.ask(path)).text();
    const isChecked = (name: string) => new RegExp(`name="${name}" checked`).test(page);
    return { path, page, email: isChecked('email'), tracking: isChecked('tracking') };
  }

  it('shows what was agreed to', async () => {
    const message = await start();
    expect(await open(message)).toMatchObject({ email: true, tracking: false });
  });

  it('records what is granted, with its wording and time', async () => {
    const message = await start();
    const { path } = await open(message);
    server.shop.clock.move(1000);
    const saved = await server.ask(path, form({ email: 'on', tracking: 'on' }));
    expect(await saved.text()).toContain('Saved.');
    expect(await open(message)).toMatchObject({ email: true, tracking: true });
    const { consents } = (await server.shop.stores.contacts.get(message.contactId))!;
    expect(consents.tracking).toEqual({
      purpose: 'tracking',
      granted: true,
      source: 'preference-page',
      textVersion: CONSENT_TEXT_VERSION,
      at: server.shop.clock.now(),
    });
    // The box for e-mail was left as it was: that is no new statement.
    expect(consents.email?.source).toBe('test');
  });

  it('records what is withdrawn, and nothing is mailed any more', async () => {
    const message = await start();
    const { path } = await open(message);
    server.shop.clock.move(1000);
    await server.ask(path, form({}));
    expect(await open(message)).toMatchObject({ email: false, tracking: false });
    expect(await reachability(message)).toBe('no consent');
  });

  it('ties leaving to the e-mail whose footer led there, once, and nothing else', async () => {
    const message = await start();
    const { clock, stores } = server.shop;
    const path = `/preferences/${server.sign('preferences', `${message.contactId}:${message.id}`)}`;
    const unsubscribed = async () => (await stores.outcomes.counts(message.campaignId)).outcomes.unsubscribed;
    for (const fields of [{ email: 'on', tracking: 'on' }, { email: 'on' }]) {
      clock.move(1000);
      await server.ask(path, form(fields));
      expect(await unsubscribed()).toBe(0);
    }
    for (const fields of [{}, { email: 'on' }, {}]) {
      clock.move(1000);
      await server.ask(path, form(fields));
      expect(await unsubscribed()).toBe(1);
    }
    expect(await reachability(message)).toBe('no consent');
    const { events } = await stores.events.history(message.contactId, 100);
    expect(events.filter(({ name }) => name === 'Unsubscribed')).toHaveLength(1);
  });

  it('shows who unsubscribed that nothing is sent, and takes it back when they agree again', async () => {
    const message = await start();
    await server.ask(`/u/${server.sign('unsubscribe', message.id)}`, form({}));
    const { path, page, email } = await open(message);
    expect(email).toBe(false);
    expect(page).toContain('You unsubscribed');
    server.shop.clock.move(1000);
    await server.ask(path, form({}));
    expect(await reachability(message)).toBe('suppressed');
    const saved = await (await server.ask(path, form({ email: 'on' }))).text();
    expect(saved).toContain('Saved.');
    expect(saved).not.toContain('You unsubscribed');
    expect(await reachability(message)).toBe('mailable');
    expect(await open(message)).toMatchObject({ email: true });
    server.shop.clock.move(1000);
    await server.ask(`/u/${server.sign('unsubscribe', message.id)}`, form({}));
    expect(await reachability(message)).toBe('suppressed');
  });

  it.each(['hard bounce', 'complaint', 'manual'] as const)(
    'does not pretend that a box undoes a suppression for another reason: %s',
    async (reason) => {
      const message = await start();
      const { contacts } = server.shop.stores;
      await contacts.suppress(message.contactId, reason, server.shop.clock.now());
      server.shop.clock.move(1000);
      const { path, page } = await open(message);
      expect(page).toContain('we send you nothing, whatever you choose here');
      for (const fields of [{}, { email: 'on' }]) {
        server.shop.clock.move(1000);
        expect(await (await server.ask(path, form(fields))).text()).toContain('whatever you choose here');
      }
      expect(await reachability(message)).toBe('suppressed');
    },
  );

  it('changes nothing for GET and HEAD, and for a token that is not one', async () => {
    const message = await start();
    const { path } = await open(message);
    await server.ask(path, { method: 'HEAD' });
    expect((await server.ask('/preferences/nonsense')).status).toBe(404);
    const other = `/preferences/${server.sign('unsubscribe', message.contactId)}`;
    expect((await server.ask(other, form({}))).status).toBe(404);
    expect(await open(message)).toMatchObject({ email: true, tracking: false });
  });

  it('names nobody: the link may have been forwarded', async () => {
    const message = await start();
    expect((await open(message)).page).not.toMatch(/ann/i);
  });

  it('refuses a body that is far too large', async () => {
    const message = await start();
    const { path } = await open(message);
    const response = await server.ask(path, form({ email: 'x'.repeat(10_000) }));
    expect(response.status).toBe(413);
    expect(await open(message)).toMatchObject({ email: true });
  });
});

it('shows pages that escape the shop name, load nothing, run nothing and stay private', async () => {
  const message = await start();
  const paths = [
    `/u/${server.sign('unsubscribe', message.id)}`,
    `/preferences/${server.sign('preferences', message.contactId)}`,
    '/u/nonsense',
    '/c/nonsense',
  ];
  for (const path of paths) {
    const response = await server.ask(path);
    const page = await response.text();
    expect(page).toContain('<footer>Tea &amp; &lt;Co&gt;</footer>');
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).not.toMatch(/<script|<img|<link|src=|@import|url\(/);
    expect(page.match(/<h1>/g)).toHaveLength(1);
    const style = /<style>([\s\S]*)<\/style>/.exec(page)![1]!;
    const hash = createHash('sha256').update(style).digest('base64');
    const policy = response.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`style-src 'sha256-${hash}'`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('cache-control')).toBe('no-store');
  }
});
