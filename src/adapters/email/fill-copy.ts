/** Fills the Liquid of a campaign's copy with one contact's facts, as plain text, and says what is wrong with it. */

import { Liquid, LiquidError, type Template } from 'liquidjs';
import type { EmailFacts } from '../../domain/email.ts';
import type { Copy } from '../../domain/strategy.ts';
import { AppError } from '../../errors.ts';

/** The words of one contact's e-mail: plain text, nothing escaped. */
export interface FilledCopy {
  /** One line: a line break in it would start a header. */
  readonly subject: string;
  readonly previewText: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly button: string;
}

/** What templates may name; `products` is a list of these. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  contact: ['firstName'],
  products: ['name', 'price', 'imageUrl', 'url'],
  offer: ['name', 'code', 'validTo'],
  shop: ['name', 'postalAddress'],
};
const LIST_PROPERTIES = ['size', 'first', 'last'];
/** People and language models write copy, so a template gets no files, little time and little memory. */
const LIMITS = { parseLimit: 50_000, renderLimit: 1_000, memoryLimit: 1_000_000 };
const FIELDS = ['subject', 'previewText', 'heading', 'body', 'button'] as const;

/** Parses each copy once and fills it for as many contacts as wanted. Throws `invalid` naming the fault. */
export function createCopyFiller(): (copy: Copy, facts: EmailFacts) => FilledCopy {
  // An `if` may ask whether there is an offer; whatever else is not known is an error.
  const liquid = new Liquid({
    strictVariables: true,
    strictFilters: true,
    lenientIf: true,
    ownPropertyOnly: true,
    templates: {},
    timezoneOffset: 0,
    ...LIMITS,
  });
  const parsed = new WeakMap<Copy, ReadonlyMap<string, Template[]>>();
  return (copy, facts) => {
    let templates = parsed.get(copy);
    if (!templates) {
      templates = new Map(FIELDS.map((field) => [field, parse(liquid, field, copy[field])]));
      parsed.set(copy, templates);
    }
    const { contact, products, offer, shop } = facts;
    const scope = { contact, products, shop, ...(offer ? { offer } : {}) };
    const fill = (field: (typeof FIELDS)[number]) =>
      explain(field, () => String(liquid.renderSync(templates.get(field)!, scope)));
    const subject = toOneLine(fill('subject'));
    if (subject === '') throw new AppError('invalid', 'The subject is empty. Write one and try again.');
    return {
      subject,
      previewText: toOneLine(fill('previewText')),
      heading: toOneLine(fill('heading')),
      paragraphs: toParagraphs(fill('body')),
      button: toOneLine(fill('button')),
    };
  };
}

function parse(liquid: Liquid, field: string, text: string): Template[] {
  return explain(field, () => {
    const template = liquid.parse(text);
    // Also looks into branches that this contact does not take.
    for (const segments of liquid.globalVariableSegmentsSync(template))
      if (!isKnown(segments)) throw unknownVariable(field, segments.map(String).join('.'));
    return template;
  });
}

function isKnown([root, ...path]: readonly unknown[]): boolean {
  const properties = KNOWN[String(root)];
  if (!properties) return false;
  if (root !== 'products') return path.length === 0 || properties.includes(String(path[0]));
  const [first, second] = path;
  if (first === undefined) return true;
  const isIndex = typeof first === 'number' || Array.isArray(first);
  if (!isIndex && !LIST_PROPERTIES.includes(String(first))) return false;
  return second === undefined || (first !== 'size' && properties.includes(String(second)));
}

function explain<T>(field: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof AppError) throw error;
    const name = error instanceof LiquidError ? variableName(error) : null;
    if (name !== null) throw unknownVariable(field, name, error);
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('invalid', `The ${field} is no valid Liquid: ${reason}. Correct it and try again.`, {
      cause: error,
    });
  }
}

function variableName(error: LiquidError): string | null {
  const original: unknown = error.originalError;
  return original instanceof Error && 'variableName' in original ? String(original.variableName) : null;
}

function unknownVariable(field: string, name: string, cause?: unknown): AppError {
  const known = Object.entries(KNOWN).flatMap(([root, properties]) => {
    const prefix = root === 'products' ? 'products[0]' : root;
    return properties.map((property) => `${prefix}.${property}`);
  });
  const advice =
    name === 'offer'
      ? 'This campaign has none: choose an offer, or put the words between {% if offer %} and {% endif %}.'
      : `Known are ${known.join(', ')}.`;
  return new AppError('invalid', `The ${field} uses the unknown variable "${name}". ${advice}`, { cause });
}

function toOneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must go
  return text.replace(/[\s\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim();
}

function toParagraphs(text: string): readonly string[] {
  return text
    .split(/\r?\n\s*\n/)
    .map(toOneLine)
    .filter((paragraph) => paragraph !== '');
}
