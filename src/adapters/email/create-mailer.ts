/** A Mailer over SMTP: a pool of connections, each e-mail handed over at most once. */

import { createTransport, type NodemailerError, type SendMailOptions } from 'nodemailer';
import type { Delivery, Mailer, OutgoingEmail } from '../../domain/email.ts';
import { AppError } from '../../errors.ts';
import { classifyFailure } from './classify-delivery.ts';

export interface MailerOptions {
  /** How many e-mails may be under way at once; 5 unless the URL says otherwise (`?maxConnections=`). */
  readonly connections?: number;
  readonly timeouts?: Partial<MailerTimeouts>;
}

/** Milliseconds. */
export interface MailerTimeouts {
  readonly connect: number;
  readonly idleSocket: number;
  /** For one e-mail in all: a server that trickles its replies never idles. Keep it well below the outbox lease. */
  readonly whole: number;
}

const TIMEOUTS: MailerTimeouts = { connect: 15_000, idleSocket: 60_000, whole: 120_000 };
const DEFAULT_CONNECTIONS = 5;
/** One address and nothing else: a comma in it would be a second recipient, a line break a second header. */
const ADDRESS = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/;

/** Opens the pool of `smtp://` or `smtps://[user:password@]host[:port][?option=value]`. Throws `invalid` on any other URL. */
export function createMailer(smtpUrl: string, options: MailerOptions = {}): Mailer {
  const stated = readConnections(smtpUrl);
  const connections = options.connections ?? stated;
  const timeouts = { ...TIMEOUTS, ...options.timeouts };
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: connections,
    // nodemailer would try again by itself after a broken connection; here that is decided below, and once.
    maxRequeues: 0,
    connectionTimeout: timeouts.connect,
    greetingTimeout: timeouts.connect,
    dnsTimeout: timeouts.connect,
    socketTimeout: timeouts.idleSocket,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const handedOver = watchHandOver(transport);
  const attempt = async (email: OutgoingEmail): Promise<Attempt> => {
    const mail = { ...compose(email), signal: AbortSignal.timeout(timeouts.whole) };
    try {
      return { delivery: { kind: 'accepted', response: (await transport.sendMail(mail)).response } };
    } catch (error) {
      const begun = handedOver(mail);
      const stale = !begun && (error as NodemailerError).code === 'ECONNECTION';
      return { delivery: classifyFailure(error, begun), stale };
    }
  };
  return {
    connections,
    async deliver(email) {
      if (!ADDRESS.test(email.to))
        return { kind: 'rejected', response: 'this is not an e-mail address', hardBounce: true };
      const first = await attempt(email);
      // A pooled connection that the server closed meanwhile shows only when it is used: nothing went out yet.
      return first.stale ? (await attempt(email)).delivery : first.delivery;
    },
    async close() {
      transport.close();
    },
  };
}

interface Attempt {
  readonly delivery: Delivery;
  readonly stale?: boolean;
}

/** Tells of each mail whether nodemailer began to read its content, which it does only after the server's 354. */
function watchHandOver(transport: ReturnType<typeof createTransport>): (mail: object) => boolean {
  const streams = new WeakMap<object, { readonly readableDidRead: boolean }>();
  transport.use('stream', (mail, done) => {
    const { message } = mail;
    const create = message.createReadStream.bind(message);
    message.createReadStream = (...options) => {
      const stream = create(...options);
      // `signal` is the one thing that is ours, unique to the attempt, and passed on by reference.
      streams.set(mail.data.signal!, stream);
      return stream;
    };
    done();
  });
  return (mail) => streams.get((mail as SendMailOptions).signal!)?.readableDidRead ?? false;
}

function compose(email: OutgoingEmail): SendMailOptions {
  const { from, to, subject, html, text, messageId, unsubscribeUrl, listId } = email;
  return {
    from,
    to: { name: '', address: to },
    subject,
    html,
    text,
    messageId: `<${messageId}>`,
    headers: {
      'List-ID': `<${listId}>`,
      'List-Unsubscribe': `<${unsubscribeUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  };
}

function readConnections(smtpUrl: string): number {
  let url: URL;
  try {
    url = new URL(smtpUrl);
  } catch (cause) {
    throw invalidUrl(cause);
  }
  if (!['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') throw invalidUrl();
  const stated = Number(url.searchParams.get('maxConnections') ?? DEFAULT_CONNECTIONS);
  if (!Number.isInteger(stated) || stated < 1) throw invalidUrl();
  return stated;
}

/** Does not repeat the URL: it holds a password. */
function invalidUrl(cause?: unknown): AppError {
  return new AppError(
    'invalid',
    'SMTP_URL is no address of a mail server. Write it as smtp://user:password@host:587 or smtps://user:password@host:465.',
    { cause },
  );
}
