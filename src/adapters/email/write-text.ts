/** The plain-text version of an e-mail, written as text rather than stripped from HTML. */

import type { EmailFacts } from '../../domain/email.ts';
import type { FilledCopy } from './fill-copy.ts';

/** RFC 3676: lines of at most 78 characters; addresses stay whole. */
const LINE_WIDTH = 78;

/** Heading, paragraphs, offer, products with their links, and the footer that the law asks for. */
export function writeText(copy: FilledCopy, facts: EmailFacts): string {
  const blocks = [
    wrap(copy.heading),
    ...copy.paragraphs.map(wrap),
    ...offerBlock(facts),
    ...facts.products.map(({ name, price, url }) =>
      [
        wrap(price === null ? `* ${name}` : `* ${name}, ${price}`),
        ...(url ? [`  ${copy.button}: ${url}`] : []),
      ].join('\n'),
    ),
    [
      '-- ',
      wrap(`${facts.shop.name}, ${facts.shop.postalAddress}`),
      wrap(`You get this e-mail because you agreed to receive offers from ${facts.shop.name}.`),
      `Unsubscribe: ${facts.unsubscribeUrl}`,
      `Change your preferences: ${facts.preferencesUrl}`,
    ].join('\n'),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function offerBlock({ offer }: EmailFacts): readonly string[] {
  if (!offer) return [];
  return [`${wrap(offer.name)}\nYour code: ${offer.code}\nValid until ${offer.validTo}`];
}

function wrap(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > LINE_WIDTH) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].join('\n');
}
