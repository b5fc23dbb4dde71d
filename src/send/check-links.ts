/** Asks where the links of a campaign's e-mails lead: our own pages, what people wrote into the words, and the products most shown. */

import type { AskLink, LinkAnswer, PreflightFinding } from '../domain/preflight.ts';
import { isWebAddress } from './describe-facts.ts';

/** More would keep a person waiting, and a shop's server busy. */
const ASKED = 20;
const AT_ONCE = 5;
const NAMED = 3;
const LONGEST_SHOWN = 80;

export interface ShownProduct {
  readonly name: string | null;
  readonly link: string | null;
  /** In how many e-mails it stands. */
  readonly emails: number;
}

export interface LinksOfEmails {
  readonly products: readonly ShownProduct[];
  /** Every address in the composed e-mails, with the number of e-mails that it stands in. */
  readonly found: ReadonlyMap<string, number>;
  /** Where our own pages are, without a slash at the end. */
  readonly publicUrl: string;
}

/** A link, with what a marketer calls it. */
interface Link {
  readonly kind: 'own page' | 'words' | 'product';
  readonly name: string;
  readonly url: string;
  readonly emails: number;
}

interface Asked {
  readonly link: Link;
  readonly answer: LinkAnswer;
}

/**
 * A page that is gone, or an address that no customer could reach, fails; what could not be settled is a warning. Our own
 * pages are asked behind the link of a preview, which is nobody's, so that asking unsubscribes nobody.
 */
export async function checkLinks(emails: LinksOfEmails, askLink: AskLink): Promise<PreflightFinding> {
  const found = (verdict: PreflightFinding['verdict'], says: string): PreflightFinding => ({
    check: 'links answer',
    verdict,
    says,
  });
  const linked = listLinks(emails);
  const chosen = linked.slice(0, ASKED);
  const asked = await askAll(chosen, askLink);
  const kind = (wanted: LinkAnswer['kind']) => asked.filter(({ answer }) => answer.kind === wanted);
  const scope = chosen.length < linked.length ? ` Asked: the ${ASKED} most shown of ${linked.length}.` : '';
  const broken = [...kind('gone'), ...kind('not public')];
  if (broken.length > 0) return found('fails', `${name(broken)}. ${advise(broken, MEND)}${scope}`);
  const unclear = kind('unclear');
  if (unclear.length > 0) return found('warning', `${name(unclear)}. ${advise(unclear, LOOK)}${scope}`);
  const { products } = emails;
  const without = products.filter(({ link }) => !isWebAddress(link)).length;
  if (without > 0)
    return found(
      'warning',
      `${without} of ${products.length} products have no link, so their part of the e-mail leads nowhere. Give them one in your shop.${scope}`,
    );
  return found('ok', `${chosen.length} of ${chosen.length} answer.${scope}`);
}

/** Ours first, since they stand in every e-mail and the law wants one of them; then as often as they are shown. */
function listLinks({ products, found, publicUrl }: LinksOfEmails): readonly Link[] {
  const links = new Map<string, Link>();
  for (const { name: called, link, emails } of products)
    if (isWebAddress(link)) links.set(link, { kind: 'product', name: `“${called}”`, url: link, emails });
  for (const [url, emails] of found)
    if (!links.has(url)) links.set(url, { ...named(url, publicUrl), emails });
  const rank = ({ kind, emails }: Link) => (kind === 'own page' ? Number.POSITIVE_INFINITY : emails);
  return [...links.values()].sort((a, b) => (rank(a) === rank(b) ? 0 : rank(b) - rank(a)));
}

function named(url: string, publicUrl: string): Pick<Link, 'kind' | 'name' | 'url'> {
  if (url.startsWith(`${publicUrl}/u/`)) return { kind: 'own page', name: 'the page to unsubscribe', url };
  if (url.startsWith(`${publicUrl}/preferences/`))
    return { kind: 'own page', name: 'the page for preferences', url };
  const shown = url.length > LONGEST_SHOWN ? `${url.slice(0, LONGEST_SHOWN)}…` : url;
  return { kind: 'words', name: `the link ${shown} in the words`, url };
}

/** A server that is silent once is not asked for its other pages: one of each is asked before the rest. */
async function askAll(links: readonly Link[], askLink: AskLink): Promise<readonly Asked[]> {
  const silent = new Map<string, LinkAnswer>();
  const ask = async (link: Link): Promise<Asked> => {
    const { host } = new URL(link.url);
    const answer = silent.get(host) ?? (await askLink(link.url));
    if (answer.kind === 'unclear' && answer.hostSilent) silent.set(host, answer);
    return { link, answer };
  };
  const firstOf = new Map<string, Link>();
  const isFirst = (link: Link) => {
    const { host } = new URL(link.url);
    if (!firstOf.has(host)) firstOf.set(host, link);
    return firstOf.get(host) === link;
  };
  const first = links.filter(isFirst);
  const rest = links.filter((link) => !isFirst(link));
  const answers = new Map<Link, Asked>();
  for (const round of [first, rest])
    for (let from = 0; from < round.length; from += AT_ONCE)
      for (const asked of await Promise.all(round.slice(from, from + AT_ONCE).map(ask)))
        answers.set(asked.link, asked);
  return links.map((link) => answers.get(link)!);
}

function name(asked: readonly Asked[]): string {
  const names = asked.slice(0, NAMED).map(({ link, answer }) => {
    const why = answer.kind === 'answers' ? '' : `: ${answer.why}`;
    return `${link.name}${why}`;
  });
  const more = asked.length > NAMED ? `, and ${asked.length - NAMED} more` : '';
  const sentence = `${names.join('; ')}${more}`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

type Advice = Readonly<Record<Link['kind'], string>>;

const OUR_SERVER =
  'Ask whoever runs Flywheel whether PUBLIC_URL leads to it from outside: else nobody can unsubscribe.';
const MEND: Advice = {
  'own page': OUR_SERVER,
  words: 'Correct the link with Edit.',
  product: "Correct the product's link in your shop, or have it out of stock until then.",
};
const LOOK: Advice = {
  'own page': OUR_SERVER,
  words: 'Open it yourself to see.',
  product: 'Open it yourself to see.',
};

/** Each piece of advice once. */
function advise(asked: readonly Asked[], advice: Advice): string {
  return [...new Set(asked.map(({ link }) => advice[link.kind]))].join(' ');
}
