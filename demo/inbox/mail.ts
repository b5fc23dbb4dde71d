/** One received e-mail, as the inbox lists it and as it is read. */
import { type ParsedMail, simpleParser } from 'mailparser';

export interface MailSummary {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  /** The first words of the text, for the list. */
  readonly preview: string;
  /** Epoch milliseconds of arrival. */
  readonly receivedAt: number;
}

export interface Mail extends MailSummary {
  readonly text: string;
  /** As sent, with inline pictures as data addresses; undefined if there is no HTML part. */
  readonly html: string | undefined;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/** Parses a raw e-mail. `id` and the envelope's recipient come from the server; a malformed e-mail still gives something to show. */
export async function parseMail(
  raw: Buffer,
  received: { id: string; receivedAt: number; to: string },
): Promise<Mail> {
  const parsed = await simpleParser(raw, { keepDeliveryStatus: true });
  const text = parsed.text ?? '';
  return {
    ...received,
    from: parsed.from?.text ?? '',
    to: received.to || addresses(parsed),
    subject: parsed.subject ?? '(no subject)',
    preview: text.replaceAll(/\s+/g, ' ').trim().slice(0, 140),
    text,
    html: parsed.html === false ? undefined : parsed.html,
    headers: parsed.headerLines.map(({ key, line }) => ({
      name: key,
      value: line.slice(key.length + 1).trim(),
    })),
  };
}

/** What the list shows of it. */
export function summarize({ id, from, to, subject, preview, receivedAt }: Mail): MailSummary {
  return { id, from, to, subject, preview, receivedAt };
}

function addresses({ to }: ParsedMail): string {
  return (Array.isArray(to) ? to : to ? [to] : []).map(({ text }) => text).join(', ');
}
