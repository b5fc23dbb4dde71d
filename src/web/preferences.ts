/** Where a customer unsubscribes and says what we may do: without a log-in, a cookie, or a trap. */

import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ConsentPurpose } from '../domain/consent.ts';
import type { Contact, ContactStore, SuppressionReason } from '../domain/contact.ts';
import type { LinkSigner } from '../domain/email.ts';
import type { Feedback } from '../feedback/create-feedback.ts';
import { escapeHtml, sendPage, sendUnknownLink } from './mail-page.ts';

export interface PreferencesOptions {
  readonly feedback: Pick<Feedback, 'recordUnsubscribe' | 'recordConsentChange'>;
  readonly contacts: Pick<ContactStore, 'get' | 'suppressionOf'>;
  readonly signer: LinkSigner;
  readonly shopName: string;
}

/** What a contact agrees to on the page. Whoever changes a word changes the version: it is what the proof names. */
export const CONSENT_TEXT_VERSION = 'preferences-2026-01';
const CONSENT_TEXTS: Readonly<Record<ConsentPurpose, (shopName: string) => string>> = {
  email: (shopName) =>
    `${shopName} may send me e-mails with offers and news. I can withdraw this at any time.`,
  tracking: (shopName) =>
    `${shopName} may see whether I open these e-mails, to send me fewer that do not interest me.`,
};
const PURPOSES = Object.keys(CONSENT_TEXTS) as ConsentPurpose[];

interface TokenRoute {
  readonly Params: { readonly token: string };
}

/**
 * `/u/:token`: GET shows a button, POST unsubscribes, also when a mail provider posts by itself (RFC 8058), HEAD does
 * nothing. `/preferences/:token`: GET shows what was agreed to, POST records what changed.
 */
export async function preferences(server: FastifyInstance, options: PreferencesOptions): Promise<void> {
  // Providers post as form or multipart; the body says nothing that the token does not, so it need not be understood.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 8_192 }, (_request, body, done) =>
    done(null, body),
  );
  server.setErrorHandler<FastifyError>((error, request, reply) =>
    sendFailure(reply, request, { error, options }),
  );
  const noHead = { exposeHeadRoute: false };
  for (const path of ['/u/:token', '/preferences/:token'])
    server.head(path, (_request, reply) => reply.header('cache-control', 'no-store').send());

  server.get<TokenRoute>('/u/:token', noHead, (request, reply) =>
    options.signer.verify('unsubscribe', request.params.token) === null
      ? sendUnknownLink(reply, options.shopName)
      : askToUnsubscribe(reply, options.shopName),
  );
  server.post<TokenRoute>('/u/:token', async (request, reply) => {
    const messageId = options.signer.verify('unsubscribe', request.params.token);
    if (messageId === null || !(await options.feedback.recordUnsubscribe(messageId)))
      return sendUnknownLink(reply, options.shopName);
    return confirmUnsubscribed(reply, options.shopName);
  });

  server.get<TokenRoute>('/preferences/:token', noHead, async (request, reply) =>
    showPreferences(reply, options.shopName, {
      choices: await readChoices(options, request.params.token),
      saved: false,
    }),
  );
  server.post<TokenRoute & { Body: string }>('/preferences/:token', async (request, reply) => {
    const choices = await readChoices(options, request.params.token);
    if (choices) await saveChoices(options, choices, new URLSearchParams(request.body ?? ''));
    return showPreferences(reply, options.shopName, {
      choices: await readChoices(options, request.params.token),
      saved: true,
    });
  });
}

/** What holds for a contact now. */
interface Choices {
  readonly contact: Contact;
  /** Whose footer led here; links of older e-mails do not say. */
  readonly messageId: string | undefined;
  readonly suppression: SuppressionReason | null;
}

/** People read what this answers, so it is a page here too. */
function sendFailure(
  reply: FastifyReply,
  request: FastifyRequest,
  { error, options }: { readonly error: FastifyError; readonly options: PreferencesOptions },
): FastifyReply {
  const { statusCode = 500 } = error;
  const isTheirs = statusCode >= 400 && statusCode < 500;
  if (!isTheirs) request.log.error({ err: error }, 'request failed');
  return sendPage(reply, {
    status: isTheirs ? statusCode : 503,
    title: 'That did not work',
    body: '<p role="alert">Nothing was changed. Please go back and try it again in a minute.</p>',
    shopName: options.shopName,
  });
}

async function readChoices({ signer, contacts }: PreferencesOptions, token: string): Promise<Choices | null> {
  const [contactId, messageId] = signer.verify('preferences', token)?.split(':') ?? [];
  const contact = contactId === undefined ? null : await contacts.get(contactId);
  return contact && { contact, messageId, suppression: await contacts.suppressionOf(contact.id) };
}

/** A box left as it was is no statement; only what changed is recorded. */
async function saveChoices(
  { feedback }: PreferencesOptions,
  choices: Choices,
  form: URLSearchParams,
): Promise<void> {
  const statements = PURPOSES.map((purpose) => ({ purpose, granted: form.has(purpose) })).filter(
    ({ purpose, granted }) => granted !== isChosen(choices, purpose),
  );
  if (statements.length === 0) return;
  await feedback.recordConsentChange(choices.contact.id, {
    statements,
    source: 'preference-page',
    textVersion: CONSENT_TEXT_VERSION,
    ...(choices.messageId !== undefined && { messageId: choices.messageId }),
  });
}

/** Who unsubscribed agrees to e-mail no more, whatever was agreed to before. */
function isChosen({ contact, suppression }: Choices, purpose: ConsentPurpose): boolean {
  if (purpose === 'email' && suppression === 'unsubscribed') return false;
  return contact.consents[purpose]?.granted === true;
}

function askToUnsubscribe(reply: FastifyReply, shopName: string): FastifyReply {
  return sendPage(reply, {
    status: 200,
    title: 'Unsubscribe?',
    body: `<p>You will get no more marketing e-mails from ${escapeHtml(shopName)}.</p>
<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click"><p><button>Unsubscribe</button></p></form>`,
    shopName,
  });
}

function confirmUnsubscribed(reply: FastifyReply, shopName: string): FastifyReply {
  return sendPage(reply, {
    status: 200,
    title: 'You are unsubscribed',
    body: `<p role="status">You will get no more marketing e-mails from ${escapeHtml(shopName)}.</p>`,
    shopName,
  });
}

interface Shown {
  readonly choices: Choices | null;
  readonly saved: boolean;
}

function showPreferences(reply: FastifyReply, shopName: string, { choices, saved }: Shown): FastifyReply {
  if (!choices) return sendUnknownLink(reply, shopName);
  const boxes = PURPOSES.map(
    (purpose) =>
      `<label><input type="checkbox" name="${purpose}"${isChosen(choices, purpose) ? ' checked' : ''}> ${escapeHtml(CONSENT_TEXTS[purpose](shopName))}</label>`,
  );
  return sendPage(reply, {
    status: 200,
    title: 'Your preferences',
    body: `${saved ? '<p role="status"><strong>Saved.</strong></p>' : ''}
${explainSuppression(choices)}
<form method="post">
${boxes.join('\n')}
<p><button>Save</button></p>
</form>`,
    shopName,
  });
}

function explainSuppression({ suppression }: Choices): string {
  if (suppression === null) return '';
  if (suppression === 'unsubscribed')
    return '<p>You unsubscribed: we send you no marketing e-mails. To get them again, tick the box for them and save.</p>';
  return '<p>Your address could not be reached, or we were asked not to write to it: we send you nothing, whatever you choose here. To get e-mails again, write to us.</p>';
}
