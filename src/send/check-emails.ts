/** What every e-mail of a campaign must hold: its variables filled in, a way out, an address, and nothing that filters or mail programs dislike. */

import { MAX_HTML_BYTES, type RenderedEmail } from '../domain/email.ts';
import type { PreflightFinding, PreflightVerdict } from '../domain/preflight.ts';
import type { Product } from '../domain/product.ts';
import type { Wording } from '../domain/strategy.ts';
import { findLinks, unescapeHtml } from './find-links.ts';
import { type Alike, type RenderAllParts, renderAll } from './render-all.ts';
import { findSpamWords } from './spam-words.ts';

/** Gmail clips what is beyond; at nine tenths one longer product name is too many. */
const LARGE_SHARE = 0.9;
const FOOTER = /\n-- \n/;
const WITHOUT_ALT = /<img(?![^>]*\salt=")[^>]*>/i;
const EMPTY_ALT = /<img(?=[^>]*\salt="\s*")[^>]*>/i;
const PLAIN_HTTP = /<img[^>]*\ssrc="http:\/\/(?!localhost[:/]|127\.|\[::1\])/i;

/** Whether an e-mail shows the product at all: what is sold out or has no name is left out of it. */
export function isShown({ stock, name }: Product): boolean {
  return stock !== 0 && name !== null;
}

interface Tally {
  contacts: number;
  faulty: number;
  fault: string | null;
  largest: number;
  withoutUnsubscribe: number;
  withoutAddress: number;
  withoutAlt: number;
  plainHttp: number;
  readonly spam: Set<string>;
  readonly seen: Set<Wording>;
  readonly links: Map<string, number>;
}

export interface CheckedEmails {
  readonly findings: readonly PreflightFinding[];
  /** Every address that they lead to, with the number of e-mails that it stands in. */
  readonly links: ReadonlyMap<string, number>;
}

/** Renders all of them: one finding for each thing that must hold, and where they lead. */
export async function checkEmails(groups: readonly Alike[], parts: RenderAllParts): Promise<CheckedEmails> {
  const tally: Tally = {
    contacts: 0,
    faulty: 0,
    fault: null,
    largest: 0,
    withoutUnsubscribe: 0,
    withoutAddress: 0,
    withoutAlt: 0,
    plainHttp: 0,
    spam: new Set(),
    seen: new Set(),
    links: new Map(),
  };
  for await (const { contacts, email, fault, bytes, wording } of renderAll(groups, parts)) {
    tally.contacts += contacts;
    tally.largest = Math.max(tally.largest, bytes);
    if (fault !== null) {
      tally.faulty += contacts;
      tally.fault ??= fault;
    }
    if (email !== null) look(tally, email, { contacts, wording, parts });
  }
  return { findings: report(tally, parts.settings.postalAddress), links: tally.links };
}

function look(
  tally: Tally,
  email: RenderedEmail,
  {
    contacts,
    wording,
    parts,
  }: { readonly contacts: number; readonly wording: Wording; readonly parts: RenderAllParts },
): void {
  const { subject, previewText, html, text } = email;
  const { publicUrl, postalAddress } = parts.settings;
  const leads = (to: string) => to.includes(`${publicUrl}/u/`);
  if (!leads(html) || !leads(text)) tally.withoutUnsubscribe += contacts;
  const names = (words: string) => flat(words).includes(flat(postalAddress));
  if (!names(text) || !names(unescapeHtml(html))) tally.withoutAddress += contacts;
  if (WITHOUT_ALT.test(html) || EMPTY_ALT.test(html)) tally.withoutAlt += contacts;
  if (PLAIN_HTTP.test(html)) tally.plainHttp += contacts;
  for (const link of findLinks(email)) tally.links.set(link, (tally.links.get(link) ?? 0) + contacts);
  if (tally.seen.has(wording)) return;
  tally.seen.add(wording);
  const [words = ''] = text.split(FOOTER);
  for (const found of findSpamWords(subject, `${previewText}\n${words}`)) tally.spam.add(found);
}

/** Text is wrapped; what was one line may be two. */
function flat(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function report(tally: Tally, postalAddress: string): readonly PreflightFinding[] {
  const { contacts, faulty, fault, largest } = tally;
  const of = (count: number) => `${count} of ${contacts} e-mails`;
  const find = (
    check: PreflightFinding['check'],
    verdict: PreflightVerdict,
    says: string,
  ): PreflightFinding => ({
    check,
    verdict,
    says,
  });
  const kilobytes = `${Math.ceil(largest / 1000)} KB of ${MAX_HTML_BYTES / 1000}`;
  return [
    faulty === 0
      ? find('words filled in', 'ok', `All variables are filled in, for each of the ${contacts}.`)
      : find('words filled in', 'fails', `${of(faulty)} cannot be written: ${fault}`),
    tally.withoutUnsubscribe === 0
      ? find('unsubscribe link', 'ok', 'Each has a link to unsubscribe.')
      : find('unsubscribe link', 'fails', `${of(tally.withoutUnsubscribe)} have no link to unsubscribe.`),
    checkAddress(postalAddress, tally.withoutAddress, of),
    largest >= MAX_HTML_BYTES
      ? find('size', 'fails', 'The largest would be clipped by Gmail. Shorten the body.')
      : find(
          'size',
          largest > LARGE_SHARE * MAX_HTML_BYTES ? 'warning' : 'ok',
          `The largest has ${kilobytes}.`,
        ),
    tally.withoutAlt + tally.plainHttp === 0
      ? find('pictures', 'ok', 'All have a text for those who do not see them.')
      : find('pictures', 'warning', sayPictures(tally, of)),
    tally.spam.size === 0
      ? find('spam words', 'ok', 'No phrase that filters look for.')
      : find('spam words', 'warning', `Filters look for: ${[...tally.spam].join(', ')}. Edit the words.`),
  ];
}

function checkAddress(
  postalAddress: string,
  without: number,
  of: (count: number) => string,
): PreflightFinding {
  const check = 'postal address' as const;
  if (postalAddress === '')
    return {
      check,
      verdict: 'fails',
      says: 'No postal address is set, which the law wants in each e-mail: set POSTAL_ADDRESS.',
    };
  return without === 0
    ? { check, verdict: 'ok', says: 'Each has your postal address.' }
    : { check, verdict: 'fails', says: `${of(without)} do not have your postal address.` };
}

function sayPictures({ withoutAlt, plainHttp }: Tally, of: (count: number) => string): string {
  const alt = `${of(withoutAlt)} have a picture without a text for those who do not see it. Name the product.`;
  const http = `${of(plainHttp)} have a picture over http, which mail programs may not show. Serve it over https.`;
  return [...(withoutAlt > 0 ? [alt] : []), ...(plainHttp > 0 ? [http] : [])].join(' ');
}
