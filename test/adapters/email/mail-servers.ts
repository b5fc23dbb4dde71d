/** Mail servers that behave as a test tells them to, and mailers that talk to them. */

import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach } from 'vitest';
import { createMailer, type MailerOptions } from '../../../src/adapters/email/create-mailer.ts';
import type { Mailer, OutgoingEmail } from '../../../src/domain/email.ts';
import { type SmtpBehaviour, startSmtp, type TestSmtp } from '../../support/smtp.ts';

/** What to close after the test. */
export const closers: (() => Promise<unknown>)[] = [];
export function closeAfterEach(): void {
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });
}

export function email(change: Partial<OutgoingEmail> = {}): OutgoingEmail {
  return {
    from: 'Shop <hello@shop.test>',
    to: 'ann@example.com',
    subject: 'Käse & more',
    previewText: '',
    html: '<p>Hi</p>',
    text: 'Hi',
    messageId: 'message-1@shop.test',
    listId: 'marketing.shop.test',
    unsubscribeUrl: 'https://shop.test/u/token',
    ...change,
  };
}

export async function smtpAndMailer(
  behaviour: SmtpBehaviour = {},
  options?: MailerOptions,
): Promise<{ smtp: TestSmtp; mailer: Mailer }> {
  const smtp = await startSmtp(behaviour);
  const mailer = createMailer(smtp.url, options);
  closers.push(smtp.close, mailer.close);
  return { smtp, mailer };
}

/** A server that says what the script has for each command, and hangs up where the script ends. */
export async function scriptedServer(
  answer: (line: string, socket: Socket) => string | null,
): Promise<string> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.write('220 script\r\n');
    let rest = '';
    socket.on('data', (chunk) => {
      rest += chunk.toString();
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        const reply = answer(line, socket);
        if (reply === null) {
          socket.destroy();
          return;
        }
        if (reply !== '') socket.write(`${reply}\r\n`);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export function open(url: string, options?: MailerOptions): Mailer {
  const mailer = createMailer(url, options);
  closers.push(mailer.close);
  return mailer;
}
