/** What whoever writes an e-mail's words should know of them while writing: how they read, and who has no name. */

import type { RenderedEmail } from '../domain/email.ts';
import { COPY_FIELDS, type Copy } from '../domain/strategy.ts';

/** Mail programs on phones show about so many characters of a subject. */
const PHONE_SUBJECT = 40;
/** A first name that nothing stands in for where it is not known. */
const BARE_NAME = /\{\{\s*contact\.firstName\s*\}\}/;
const NAME_ASKED = /\{%-?\s*(?:if|unless)\s+contact\.firstName/;

/** By field, for people; nothing for a field of which there is nothing to say. `email` is how it reads for one contact. */
export function adviseCopy(copy: Copy, email: RenderedEmail | null): Partial<Record<keyof Copy, string>> {
  const advice: Partial<Record<keyof Copy, string>> = {};
  for (const field of COPY_FIELDS)
    if (BARE_NAME.test(copy[field]) && !NAME_ASKED.test(copy[field]))
      advice[field] =
        'Where no first name is known, nothing stands there: write {{ contact.firstName | default: "there" }}.';
  if (email === null) return advice;
  const { subject, previewText } = email;
  const cut = subject.length > PHONE_SUBJECT ? `, of which phones show about ${PHONE_SUBJECT}` : '';
  advice.subject ??= `Reads “${subject}”: ${subject.length} characters${cut}.`;
  if (previewText !== '') advice.previewText ??= `Reads “${previewText}”: ${previewText.length} characters.`;
  return advice;
}
