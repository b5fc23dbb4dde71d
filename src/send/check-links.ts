/** Asks where the links of a campaign's e-mails lead, the most shown first. */

import type { AskLink, LinkAnswer, PreflightFinding } from '../domain/preflight.ts';
import { isWebAddress } from './describe-facts.ts';

/** More would keep a person waiting, and a shop's server busy. */
const ASKED = 20;
const AT_ONCE = 5;
const NAMED = 3;

export interface ShownProduct {
  readonly name: string | null;
  readonly link: string | null;
  /** In how many e-mails it stands. */
  readonly emails: number;
}

interface Asked {
  readonly product: ShownProduct;
  readonly answer: LinkAnswer;
}

/** A page that is gone, or an address that no customer could reach, fails; what could not be settled is a warning. */
export async function checkLinks(
  products: readonly ShownProduct[],
  askLink: AskLink,
): Promise<PreflightFinding> {
  const found = (verdict: PreflightFinding['verdict'], says: string): PreflightFinding => ({
    check: 'links answer',
    verdict,
    says,
  });
  const linked = products.filter(({ link }) => isWebAddress(link)).sort((a, b) => b.emails - a.emails);
  const chosen = linked.slice(0, ASKED);
  const asked = await askAll(chosen, askLink);
  const kind = (wanted: LinkAnswer['kind']) => asked.filter(({ answer }) => answer.kind === wanted);
  const scope = chosen.length < linked.length ? ` Asked: the ${ASKED} most shown of ${linked.length}.` : '';
  const broken = [...kind('gone'), ...kind('not public')];
  if (broken.length > 0)
    return found(
      'fails',
      `${name(broken)}. Correct the product's link in your shop, or have it out of stock until then.${scope}`,
    );
  const unclear = kind('unclear');
  if (unclear.length > 0) return found('warning', `${name(unclear)}. Open it yourself to see.${scope}`);
  const without = products.length - linked.length;
  if (without > 0)
    return found(
      'warning',
      `${without} of ${products.length} products have no link, so their part of the e-mail leads nowhere. Give them one in your shop.${scope}`,
    );
  if (linked.length === 0) return found('ok', 'The e-mail shows no product, so there is no link to ask.');
  return found('ok', `${chosen.length} of ${chosen.length} answer.${scope}`);
}

/** A server that is silent once is not asked for its other pages. */
async function askAll(products: readonly ShownProduct[], askLink: AskLink): Promise<readonly Asked[]> {
  const silent = new Map<string, LinkAnswer>();
  const ask = async (product: ShownProduct): Promise<Asked> => {
    const { host } = new URL(product.link!);
    const answer = silent.get(host) ?? (await askLink(product.link!));
    if (answer.kind === 'unclear' && answer.hostSilent) silent.set(host, answer);
    return { product, answer };
  };
  const asked: Asked[] = [];
  // One alone first: most shops have one server.
  if (products.length > 0) asked.push(await ask(products[0]!));
  for (let from = 1; from < products.length; from += AT_ONCE)
    asked.push(...(await Promise.all(products.slice(from, from + AT_ONCE).map(ask))));
  return asked;
}

function name(asked: readonly Asked[]): string {
  const named = asked.slice(0, NAMED).map(({ product, answer }) => {
    const why = answer.kind === 'answers' ? '' : `: ${answer.why}`;
    return `“${product.name ?? product.link}”${why}`;
  });
  const more = asked.length > NAMED ? `, and ${asked.length - NAMED} more` : '';
  return `${named.join('; ')}${more}`;
}
