/** A real SMTP server on a port of its own, which keeps what it takes and answers as a test tells it to. */

import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface ReceivedMail {
  readonly to: string;
  readonly raw: string;
  readonly mail: ParsedMail;
}

export interface TestSmtp {
  readonly url: string;
  readonly received: readonly ReceivedMail[];
  close(): Promise<void>;
}

/** An answer other than 250, for one stage of the conversation. */
export interface Refusal {
  readonly code: number;
  readonly text: string;
}

export interface SmtpBehaviour {
  /** Asked at RCPT TO with the address; a refusal is answered as it is. */
  readonly onRecipient?: (address: string) => Refusal | null;
  /** Asked after the final dot. `drop` closes the connection without an answer, with the mail taken. */
  readonly onMail?: (address: string) => Refusal | 'drop' | null | Promise<Refusal | 'drop' | null>;
  readonly options?: SMTPServerOptions;
  /** One of the system's choice unless given. */
  readonly port?: number;
}

export async function startSmtp(behaviour: SmtpBehaviour = {}): Promise<TestSmtp> {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo(address, _session, done) {
      done(toError(behaviour.onRecipient?.(address.address) ?? null));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const to = session.envelope.rcptTo[0]!.address;
        const answer = (await behaviour.onMail?.(to)) ?? null;
        if (answer !== null && answer !== 'drop') return done(toError(answer));
        const raw = Buffer.concat(chunks).toString();
        received.push({ to, raw, mail: await simpleParser(raw) });
        if (answer === 'drop') return dropAll(server);
        done();
      });
    },
    ...behaviour.options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(behaviour.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

function toError(refusal: Refusal | null): Error | null {
  return refusal && Object.assign(new Error(refusal.text), { responseCode: refusal.code });
}

function dropAll(server: SMTPServer): void {
  for (const connection of server.connections)
    (connection as unknown as { _socket: { destroy(): void } })._socket.destroy();
}
