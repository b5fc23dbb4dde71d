/** A mail server that delivers nothing onward: what the product sends lands in an inbox one can read. */
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { type Mail, type MailSummary, parseMail, summarize } from './mail.ts';
import { openMailFolder } from './mail-folder.ts';

export interface Inbox {
  /** For SMTP_URL. */
  readonly smtpUrl: string;
  /** The newest first. */
  list(): MailSummary[];
  get(id: string): Promise<Mail | undefined>;
  /** Hears of each e-mail once it is stored; returns what ends it. */
  onMail(listener: (mail: MailSummary) => void): () => void;
  close(): Promise<void>;
}

export interface InboxOptions {
  /** Where `inbox/*.eml` are kept; without it nothing survives. */
  dataDir?: string;
  /** Epoch milliseconds, for the time of arrival. */
  clock?: () => number;
}

const maxMailBytes = 25 * 1024 * 1024;

/** Listens on 127.0.0.1 on a port of the system's choice, and has read back what was kept. */
export async function startInbox({ dataDir, clock = Date.now }: InboxOptions = {}): Promise<Inbox> {
  const folder = openMailFolder(dataDir && join(dataDir, 'inbox'));
  const summaries = new Map<string, MailSummary>();
  for (const kept of folder.list()) {
    const raw = folder.read(kept);
    if (raw) summaries.set(kept.id, summarize(await parseMail(raw, kept)));
  }
  const listeners = new Set<(mail: MailSummary) => void>();
  const receive = async (raw: Buffer, to: string): Promise<void> => {
    const received = { id: randomUUID(), receivedAt: clock(), to };
    const mail = await parseMail(raw, received);
    folder.write(received, raw);
    summaries.set(mail.id, summarize(mail));
    for (const listener of listeners) listener(summarize(mail));
  };
  const server = createSmtpServer(receive);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  server.on('error', (error: Error) => console.error('The local inbox:', error.message));
  return {
    smtpUrl: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    list: () => [...summaries.values()].sort((a, b) => b.receivedAt - a.receivedAt),
    get: async (id) => {
      const summary = summaries.get(id);
      const raw = summary && folder.read(summary);
      return raw ? parseMail(raw, summary) : undefined;
    },
    onMail: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** 250 is answered only when the e-mail has been stored; a fault on our side is a temporary one. */
function createSmtpServer(receive: (raw: Buffer, to: string) => Promise<void>): SMTPServer {
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    size: maxMailBytes,
    closeTimeout: 500,
    onData: (stream, session, done) => {
      readAll(stream)
        .then((raw) => receive(raw, recipients(session)))
        .then(
          () => done(),
          (error: Error) => done(Object.assign(error, { responseCode: 451 })),
        );
    },
  });
}

async function readAll(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  if (stream.sizeExceeded) throw new Error('The e-mail is too large.');
  return Buffer.concat(chunks);
}

function recipients({ envelope }: SMTPServerSession): string {
  return envelope.rcptTo.map(({ address }) => address).join(', ');
}
