import { describe, expect, it } from 'vitest';
import { createMailer } from '../../../src/adapters/email/create-mailer.ts';
import { startSmtp } from '../../support/smtp.ts';
import { closeAfterEach, closers, email, open, smtpAndMailer } from './mail-servers.ts';

closeAfterEach();

describe('an e-mail that the server takes', () => {
  it('carries its own Message-ID, the one-click headers and both bodies', async () => {
    const { smtp, mailer } = await smtpAndMailer();
    expect(await mailer.deliver(email())).toMatchObject({ kind: 'accepted' });
    const { mail, raw, to } = smtp.received[0]!;
    expect(to).toBe('ann@example.com');
    expect(mail.messageId).toBe('<message-1@shop.test>');
    expect(mail.subject).toBe('Käse & more');
    expect(mail.from?.text).toBe('"Shop" <hello@shop.test>');
    expect(mail.html).toContain('<p>Hi</p>');
    expect(mail.text).toContain('Hi');
    expect(mail.date).toBeInstanceOf(Date);
    const unfolded = raw.replace(/\r\n[ \t]+/g, ' ');
    expect(unfolded).toMatch(/^List-Unsubscribe: <https:\/\/shop\.test\/u\/token>\r$/m);
    expect(unfolded).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
    expect(unfolded).toMatch(/^List-ID: <marketing\.shop\.test>\r$/im);
  });

  it('lets neither subject nor address add a header or a recipient', async () => {
    const { smtp, mailer } = await smtpAndMailer();
    await mailer.deliver(email({ subject: 'Hi\r\nBcc: eve@example.com' }));
    expect(smtp.received).toHaveLength(1);
    expect(smtp.received[0]!.raw).not.toMatch(/^bcc:/im);
    for (const to of [
      'ann@example.com, eve@example.com',
      'a@b\r\nBcc: eve@example.com',
      'Ann <ann@example.com>',
      '',
    ])
      expect(await mailer.deliver(email({ to }))).toMatchObject({ kind: 'rejected', hardBounce: true });
    expect(smtp.received).toHaveLength(1);
  });

  it('logs in with the user and password of the URL', async () => {
    const smtp = await startSmtp({
      options: {
        authOptional: false,
        allowInsecureAuth: true,
        onAuth: ({ username, password }, _session, done) =>
          username === 'me@shop.test' && password === 'p@ss/word'
            ? done(null, { user: username })
            : done(Object.assign(new Error('wrong password'), { responseCode: 535 })),
      },
    });
    closers.push(smtp.close);
    const right = open(smtp.url.replace('//', '//me%40shop.test:p%40ss%2Fword@'));
    expect(await right.deliver(email())).toMatchObject({ kind: 'accepted' });
    const wrong = open(smtp.url.replace('//', '//me%40shop.test:no@'));
    expect(await wrong.deliver(email())).toMatchObject({
      kind: 'unreachable',
      response: expect.stringContaining('wrong password'),
    });
    const none = open(smtp.url);
    expect(await none.deliver(email())).toMatchObject({ kind: 'unreachable' });
  });
});

describe('an e-mail that the server refuses', () => {
  const refusals = [
    { at: 'onRecipient', code: 451, text: 'try later', expected: { kind: 'deferred' } },
    { at: 'onRecipient', code: 550, text: 'no such user', expected: { kind: 'rejected', hardBounce: true } },
    {
      at: 'onRecipient',
      code: 553,
      text: '5.1.3 bad syntax',
      expected: { kind: 'rejected', hardBounce: true },
    },
    {
      at: 'onRecipient',
      code: 550,
      text: '5.7.1 blocked by policy',
      expected: { kind: 'rejected', hardBounce: false },
    },
    {
      at: 'onRecipient',
      code: 552,
      text: '5.2.2 mailbox full',
      expected: { kind: 'rejected', hardBounce: false },
    },
    { at: 'onMail', code: 452, text: 'disk full', expected: { kind: 'deferred' } },
    { at: 'onMail', code: 554, text: 'looks like spam', expected: { kind: 'rejected', hardBounce: false } },
    { at: 'onMail', code: 550, text: '5.1.1 no such user', expected: { kind: 'rejected', hardBounce: true } },
  ] as const;
  for (const { at, code, text, expected } of refusals)
    it(`${at} with ${code} "${text}" is ${Object.values(expected).join(', hard bounce: ')}`, async () => {
      const { smtp, mailer } = await smtpAndMailer({ [at]: () => ({ code, text }) });
      expect(await mailer.deliver(email())).toMatchObject({
        ...expected,
        response: expect.stringContaining(text),
      });
      expect(smtp.received).toHaveLength(0);
    });

  it('says unreachable, not rejected, when the server refuses our own sender', async () => {
    const { mailer } = await smtpAndMailer({
      options: {
        onMailFrom: (_address, _session, done) =>
          done(Object.assign(new Error('sender not allowed'), { responseCode: 553 })),
      },
    });
    expect(await mailer.deliver(email())).toMatchObject({
      kind: 'unreachable',
      response: expect.stringContaining('sender not allowed'),
    });
  });

  it('goes on sending over the same pool after a refusal', async () => {
    const { smtp, mailer } = await smtpAndMailer({
      onRecipient: (address) => (address.startsWith('bad') ? { code: 550, text: 'no such user' } : null),
    });
    const to = ['bad1@x.test', 'a@x.test', 'bad2@x.test', 'b@x.test', 'c@x.test', 'bad3@x.test', 'd@x.test'];
    const kinds = await Promise.all(
      to.map(async (address) => (await mailer.deliver(email({ to: address }))).kind),
    );
    expect(kinds).toEqual(to.map((address) => (address.startsWith('bad') ? 'rejected' : 'accepted')));
    expect(smtp.received.map((mail) => mail.to).sort()).toEqual([
      'a@x.test',
      'b@x.test',
      'c@x.test',
      'd@x.test',
    ]);
  });
});

it('refuses a URL that is no mail server, without repeating its password', () => {
  for (const url of ['http://x:secret@y', 'nonsense secret', 'smtp://x:secret@y?maxConnections=0'])
    expect(() => createMailer(url)).toThrow(/SMTP_URL is no address of a mail server(?!.*secret)/);
  expect(createMailer('smtp://localhost:1?maxConnections=3').connections).toBe(3);
});
