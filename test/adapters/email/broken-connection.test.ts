import type { Socket } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { startSmtp } from '../../support/smtp.ts';
import { closeAfterEach, email, open, scriptedServer, smtpAndMailer } from './mail-servers.ts';

closeAfterEach();

describe('a connection that fails', () => {
  it('is unreachable when nobody listens, or the name does not exist', async () => {
    const smtp = await startSmtp();
    await smtp.close();
    expect(await open(smtp.url).deliver(email())).toMatchObject({
      kind: 'unreachable',
      response: expect.stringContaining('ECONNREFUSED'),
    });
    expect(await open('smtp://mail.invalid:25').deliver(email())).toMatchObject({ kind: 'unreachable' });
  });

  it('is unreachable when it breaks before DATA', async () => {
    const url = await scriptedServer((line) => (/^(EHLO|MAIL)/.test(line) ? '250 ok' : null));
    expect(await open(url).deliver(email())).toMatchObject({ kind: 'unreachable' });
  });

  it('is unreachable when the server never answers RCPT', async () => {
    const url = await scriptedServer((line) => (/^(EHLO|MAIL)/.test(line) ? '250 ok' : ''));
    const mailer = open(url, { timeouts: { idleSocket: 100 } });
    expect(await mailer.deliver(email())).toMatchObject({ kind: 'unreachable' });
  });

  it('is unknown when it breaks in the middle of the content, and is not tried again', async () => {
    let begun = 0;
    const url = await scriptedServer((line) => {
      if (/^(EHLO|MAIL|RCPT|RSET)/.test(line)) return '250 ok';
      if (line !== 'DATA') return null;
      begun += 1;
      return '354 go on';
    });
    const big = 'x '.repeat(500_000);
    expect(await open(url).deliver(email({ text: big }))).toMatchObject({ kind: 'unknown' });
    expect(begun).toBe(1);
  });

  it('is unknown when it breaks after the final dot, and the mail is delivered once', async () => {
    const { smtp, mailer } = await smtpAndMailer({ onMail: () => 'drop' });
    expect(await mailer.deliver(email())).toMatchObject({ kind: 'unknown' });
    expect(smtp.received).toHaveLength(1);
  });

  it('is unknown when the server never answers the final dot', async () => {
    const over = new AbortController();
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(over.signal);
    const url = await scriptedServer((line) => {
      if (/^(EHLO|MAIL|RCPT)/.test(line)) return '250 ok';
      if (line === '.') over.abort(new DOMException('The time is over.', 'TimeoutError'));
      return line === 'DATA' ? '354 go on' : '';
    });
    const mailer = open(url, { timeouts: { whole: 150 } });
    expect(await mailer.deliver(email())).toMatchObject({ kind: 'unknown' });
    expect(timeout).toHaveBeenCalledWith(150);
  });

  it('is replaced without a fuss when the server closed it while it was idle', async () => {
    const sockets: Socket[] = [];
    let mails = 0;
    const url = await scriptedServer((line, socket) => {
      if (!sockets.includes(socket)) sockets.push(socket);
      if (line.startsWith('MAIL') && sockets.length === 1 && mails === 1) return null;
      if (/^(EHLO|MAIL|RCPT)/.test(line)) return '250 ok';
      if (line === 'DATA') return '354 go on';
      if (line !== '.') return '';
      mails += 1;
      return '250 taken';
    });
    const mailer = open(url, { connections: 1 });
    expect(await mailer.deliver(email())).toMatchObject({ kind: 'accepted' });
    expect(await mailer.deliver(email())).toMatchObject({ kind: 'accepted' });
    expect(mails).toBe(2);
    expect(sockets).toHaveLength(2);
  });
});
