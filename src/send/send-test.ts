/** Sends an e-mail to a colleague as a recipient would get it, so that it is seen in a real inbox before it is approved. */

import type { Mailer } from '../domain/email.ts';
import { AppError } from '../errors.ts';
import { bindSender, domainOf, type SenderSettings } from './compose-email.ts';
import { type PreviewPorts, previewRecipient, type RecipientOf } from './preview-recipient.ts';

export interface TestRequest extends RecipientOf {
  readonly to: string;
  /** Unique to this e-mail. */
  readonly id: string;
}

/**
 * Marked as a test in its subject, with nothing tracked: its links lead straight to the shop, its link to unsubscribe
 * does nothing, and no message, coupon or outcome is kept. Throws `invalid` when the copy does not fit or the address is
 * refused, and `unavailable` when the mail server did not take it.
 */
export async function sendTest(
  ports: PreviewPorts & { readonly mailer: Pick<Mailer, 'deliver'> },
  settings: SenderSettings,
  { campaign, assignment, to, id }: TestRequest,
): Promise<void> {
  const email = await previewRecipient(ports, settings, { campaign, assignment });
  const { mailFrom, publicUrl } = bindSender(settings, campaign);
  const domain = domainOf(mailFrom, publicUrl);
  const delivery = await ports.mailer.deliver({
    ...email,
    subject: `[Test] ${email.subject}`,
    to,
    from: mailFrom,
    messageId: `test-${id}@${domain}`,
    listId: `test.${domain}`,
    unsubscribeUrl: `${publicUrl}/u/preview`,
  });
  if (delivery.kind === 'accepted') return;
  if (delivery.kind === 'rejected')
    throw new AppError('invalid', `The mail server refused ${to}: ${delivery.response}`);
  throw new AppError(
    'unavailable',
    `The mail server did not take the test e-mail: ${delivery.response}. Try again later.`,
  );
}
