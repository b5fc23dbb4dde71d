/** Opens what shows the team its e-mails before they are sent. */

import { randomUUID } from 'node:crypto';
import { createMailer } from './adapters/email/create-mailer.ts';
import { type Clock, DAY } from './domain/clock.ts';
import type { Mailer, RenderedEmail } from './domain/email.ts';
import { AppError } from './errors.ts';
import type { Parts } from './open-parts.ts';
import { previewRecipient, type RecipientOf } from './send/preview-recipient.ts';
import { sendTest } from './send/send-test.ts';

export interface Previews {
  /** What one recipient would get, with a masked name. Throws `invalid` on copy that does not fit. */
  previewRecipient(of: RecipientOf): Promise<RenderedEmail>;
  /** Where that stands as HTML, for a day. */
  linkToPreview(of: RecipientOf): string;
  /** Sends it to a colleague, marked as a test. Throws `invalid`, or `unavailable` without an SMTP server. */
  sendTest(test: RecipientOf & { readonly to: string }): Promise<void>;
}

/** Previews, tests and the links to them; a link ends with the day. */
export function createPreviews(parts: Parts, clock: Clock): Previews {
  const ports = { ...parts, ...parts.stores };
  return {
    previewRecipient: (of) => previewRecipient(ports, parts.sender, of),
    linkToPreview({ campaign, assignment }) {
      const subject = `${campaign.number}:${clock.now() + DAY}:${assignment.contactId}`;
      return `${parts.sender.publicUrl}/previews/${parts.signer.sign('preview', subject)}`;
    },
    async sendTest(test) {
      const mailer = openMailer(parts, 'no test e-mail can be sent');
      try {
        await sendTest({ ...ports, mailer }, parts.sender, { ...test, id: randomUUID() });
      } finally {
        await mailer.close();
      }
    },
  };
}

/** Throws `unavailable` without a mail server: so nothing can be done of what was wanted. */
export function openMailer({ smtpUrl }: Parts, so: string): Mailer {
  if (smtpUrl !== null) return createMailer(smtpUrl);
  throw new AppError(
    'unavailable',
    `No mail server is set, so ${so}: set SMTP_URL, MAIL_FROM and POSTAL_ADDRESS.`,
  );
}
