/** Reads the words in a campaign's form, and says of each field what is wrong with it, or how it will read. */

import { COPY_INPUT, copyField } from '../src/adapters/slack/draw-modals.ts';
import { adviseCopy } from '../src/approve/advise-copy.ts';
import { type CopyFaults, validateCopies } from '../src/approve/validate-copy.ts';
import type { Campaign, CopyPair } from '../src/domain/campaign.ts';
import type { RenderedEmail } from '../src/domain/email.ts';
import type { Product } from '../src/domain/product.ts';
import { COPY_FIELDS, type Copy, type Wording } from '../src/domain/strategy.ts';
import { AppError } from '../src/errors.ts';
import type { CommandParts } from './command-parts.ts';

/** What of a form's view is read: what stands in its fields, by block and action. */
export interface FilledView {
  readonly state: {
    readonly values: Readonly<
      Record<string, Readonly<Record<string, { readonly value?: string | null | undefined }>>>
    >;
  };
}

/** By the block of the field. */
type ByField = Record<string, string>;

/** Both wordings as they stand in the form; B is null when the form has no fields for it. */
export function readCopies(view: FilledView): CopyPair {
  const copy = readCopy(view, 'A');
  if (copy === null) throw new AppError('invalid', 'The form came without its words. Open it again.');
  return { copy, copyB: readCopy(view, 'B') };
}

function readCopy({ state: { values } }: FilledView, wording: Wording): Copy | null {
  if (values[copyField(wording, 'subject')] === undefined) return null;
  const read = (field: keyof Copy) => (values[copyField(wording, field)]?.[COPY_INPUT]?.value ?? '').trim();
  return Object.fromEntries(COPY_FIELDS.map((field) => [field, read(field)])) as unknown as Copy;
}

type Parts = Pick<CommandParts, 'stores' | 'preview'>;

/**
 * The faults of both wordings: what is empty or too long, and, where nothing is, Liquid that does not fit a contact. None
 * for a campaign that is gone; that is told elsewhere.
 */
export async function findCopyFaults(
  parts: Parts,
  campaign: Campaign | null,
  pair: CopyPair,
): Promise<ByField> {
  const found: ByField = {};
  for (const { wording, faults } of await checkCopies(parts, campaign, pair))
    for (const field of COPY_FIELDS)
      if (faults[field] !== undefined) found[copyField(wording, field)] = faults[field];
  return found;
}

/** What to show beside each field while it is being written: its fault, else how it reads and what to mind. */
export async function findCopyNotes(
  parts: Parts,
  campaign: Campaign | null,
  pair: CopyPair,
): Promise<ByField> {
  const notes: ByField = {};
  for (const { wording, copy, faults, email } of await checkCopies(parts, campaign, pair)) {
    const advice = adviseCopy(copy, email);
    for (const field of COPY_FIELDS) {
      const fault = faults[field];
      const note = fault === undefined ? advice[field] : `⚠ ${fault}`;
      if (note !== undefined) notes[copyField(wording, field)] = note;
    }
  }
  return notes;
}

interface CheckedCopy {
  readonly wording: Wording;
  readonly copy: Copy;
  readonly faults: CopyFaults;
  /** For the recipient of whom least is known; null when it has a fault. */
  readonly email: RenderedEmail | null;
}

async function checkCopies(
  parts: Parts,
  campaign: Campaign | null,
  { copy, copyB }: CopyPair,
): Promise<readonly CheckedCopy[]> {
  const faults = validateCopies({ copy, copyB });
  const least = campaign === null ? null : await findLeastKnown(parts, campaign);
  const check = async (wording: Wording, words: Copy): Promise<CheckedCopy> => {
    const known = { wording, copy: words };
    if (Object.keys(faults[wording]).length > 0 || campaign === null || least === null)
      return { ...known, faults: faults[wording], email: null };
    try {
      const { currency } = campaign.strategy;
      const email = await parts.preview({ copy: words, currency, firstName: null, ...least });
      return { ...known, faults: {}, email };
    } catch (fault) {
      if (fault instanceof AppError)
        return { ...known, faults: { [fieldOf(fault)]: fault.message }, email: null };
      throw fault;
    }
  };
  return [await check('A', copy), ...(copyB === null ? [] : [await check('B', copyB)])];
}

/** The offer, and the products of the recipient who is shown the fewest: what fits there fits the others. */
async function findLeastKnown({ stores }: Parts, { id, strategy }: Campaign) {
  const catalogue = new Map((await stores.products.all()).map((product) => [product.id, product]));
  let fewest: readonly Product[] | null = null;
  for await (const { variant, productIds } of stores.campaigns.audience(id)) {
    if (variant === 'holdout') continue;
    const shown = productIds.flatMap((productId) => {
      const product = catalogue.get(productId);
      return product === undefined || product.name === null || product.stock === 0 ? [] : [product];
    });
    if (fewest === null || shown.length < fewest.length) fewest = shown;
    if (shown.length === 0) break;
  }
  const offer = (await stores.offers.all()).find((one) => one.id === strategy.offerId) ?? null;
  return { offer, products: fewest ?? [] };
}

/** Which input a fault of the templates is shown beside: the one it names, else the longest. */
function fieldOf({ message }: AppError): keyof Copy {
  const named = /^The (subject|previewText|heading|body|button) /.exec(message)?.[1];
  return (named as keyof Copy | undefined) ?? 'body';
}
