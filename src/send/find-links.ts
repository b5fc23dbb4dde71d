/** Finds where a composed e-mail leads: the links of its HTML, and the addresses that a mail program makes links of. */

import type { RenderedEmail } from '../domain/email.ts';

const HREF = /\shref="([^"]*)"/gi;
/** Chinese and Japanese sentences end without a space after the address. */
const WRITTEN = /\b(?:https?:\/\/|www\.)[^\s<>"“”„«»。，、；：！？）」』】》…]+/gi;
const AFTER = /[.,;:!?'*_\]}]$/;
const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&quot;': '"',
  '&#34;': '"',
  '&#39;': "'",
  '&lt;': '<',
  '&gt;': '>',
};

/** Distinct web addresses, as they stand in the e-mail; "www.shop.com" is one, mail programs take it for http. */
export function findLinks({ html, text }: Pick<RenderedEmail, 'html' | 'text'>): readonly string[] {
  const links = new Set<string>();
  const add = (link: string) => {
    const address = /^www\./i.test(link) ? `http://${link}` : link;
    if (/^https?:/i.test(address) && URL.canParse(address)) links.add(address);
  };
  for (const [, link = ''] of html.matchAll(HREF)) add(unescapeHtml(link));
  for (const [link] of text.matchAll(WRITTEN)) add(withoutPunctuation(link));
  return [...links];
}

/** Text as it reads that our renderer has escaped. */
export function unescapeHtml(html: string): string {
  return html.replace(/&[a-z#\d]+;/g, (entity) => ENTITIES[entity] ?? entity);
}

/** What ends the sentence is no part of the address, and neither is a parenthesis that was opened before it. */
function withoutPunctuation(link: string): string {
  const isOver = AFTER.test(link) || (link.endsWith(')') && !link.includes('('));
  return isOver ? withoutPunctuation(link.slice(0, -1)) : link;
}
