/** Reads the words in a campaign's form, and says of each field what is wrong with it. */

import { copyField, INPUT } from '../src/adapters/slack/draw-modals.ts';
import { type CopyFaults, validateCopies } from '../src/approve/validate-copy.ts';
import type { Campaign, CopyPair } from '../src/domain/campaign.ts';
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

/** Both wordings as they stand in the form; B is null when the form has no fields for it. */
export function readCopies(view: FilledView): CopyPair {
  const copy = readCopy(view, 'A');
  if (copy === null) throw new AppError('invalid', 'The form came without its words. Open it again.');
  return { copy, copyB: readCopy(view, 'B') };
}

function readCopy({ state: { values } }: FilledView, wording: Wording): Copy | null {
  if (values[copyField(wording, 'subject')] === undefined) return null;
  const read = (field: keyof Copy) => (values[copyField(wording, field)]?.[INPUT]?.value ?? '').trim();
  return Object.fromEntries(COPY_FIELDS.map((field) => [field, read(field)])) as unknown as Copy;
}

/**
 * The faults of both wordings by the block of their field: what is empty or too long, and, where nothing is, Liquid that
 * does not fit a contact. None for a campaign that is gone; that is told elsewhere.
 */
export async function findCopyFaults(
  parts: Pick<CommandParts, 'stores' | 'preview'>,
  campaign: Campaign | null,
  pair: CopyPair,
): Promise<Record<string, string>> {
  const faults = validateCopies(pair);
  const found: Record<string, string> = {};
  const add = (wording: Wording, ofFields: CopyFaults) => {
    for (const field of COPY_FIELDS)
      if (ofFields[field] !== undefined) found[copyField(wording, field)] = ofFields[field];
  };
  add('A', hasFaults(faults.A) ? faults.A : await findLiquidFaults(parts, campaign, pair.copy));
  if (pair.copyB !== null)
    add('B', hasFaults(faults.B) ? faults.B : await findLiquidFaults(parts, campaign, pair.copyB));
  return found;
}

function hasFaults(faults: CopyFaults): boolean {
  return Object.keys(faults).length > 0;
}

async function findLiquidFaults(
  { stores, preview }: Pick<CommandParts, 'stores' | 'preview'>,
  campaign: Campaign | null,
  copy: Copy,
): Promise<CopyFaults> {
  if (campaign === null) return {};
  const { offerId, currency } = campaign.strategy;
  const offer = (await stores.offers.all()).find(({ id }) => id === offerId) ?? null;
  const products = (await stores.products.all()).slice(0, 3);
  try {
    await preview({ copy, currency, firstName: null, offer, products });
    return {};
  } catch (fault) {
    if (fault instanceof AppError) return { [fieldOf(fault)]: fault.message };
    throw fault;
  }
}

/** Which input a fault of the templates is shown beside: the one it names, else the longest. */
function fieldOf({ message }: AppError): keyof Copy {
  const named = /^The (subject|previewText|heading|body|button) /.exec(message)?.[1];
  return (named as keyof Copy | undefined) ?? 'body';
}
