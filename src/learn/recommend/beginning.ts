/** The transformer that was judged, as it is kept: what the night serves begins from it, and what the next night judges. */

import { z } from 'zod';
import type { ArtifactFiles, ArtifactStore } from '../../domain/artifact.ts';
import { hashFacts } from './hash-facts.ts';
import { type NumberedFacts, numberById } from './number-products.ts';
import type { Recommender, StartFrom } from './recommender.ts';
import { createTransformer } from './transformer.ts';

/**
 * It has learnt all but the last two moments of each contact. Those of a later night are the same or later ones, so it knows
 * neither what chooses then nor what judges.
 */
export interface Beginning {
  readonly files: ArtifactFiles;
  /** By number. */
  readonly productIds: readonly string[];
  /** SHA-256 of the facts. */
  readonly learntFrom: string;
  /** Of the facts of the one that it began from itself; null where it began anew. */
  readonly startedFrom: string | null;
  /** How many nights ago one began anew from which, night by night, it comes. */
  readonly nightsSinceAnew: number;
}

/** Under which it is kept for the next night. */
const KEPT = 'next-products-beginning';
const FILE = 'beginning.json';
const aboutSchema = z.object({
  productIds: z.array(z.string()).readonly(),
  learntFrom: z.string(),
  startedFrom: z.string().nullable(),
  nightsSinceAnew: z.int().min(0),
}) satisfies z.ZodType<Omit<Beginning, 'files'>>;
const KIND = 'transformer';
/** What was measured: after four in a row less may be found, by a little that chance explains (see docs/architecture.md). */
const MOST_NIGHTS = 4;

/** Of these recommenders, which have learnt these facts; null where none of them is a transformer. */
export function takeBeginning(
  recommenders: readonly Recommender[],
  facts: NumberedFacts,
  former: Beginning | null,
): Beginning | null {
  const transformer = recommenders.find(({ kind }) => kind === KIND);
  if (transformer === undefined) return null;
  const from = beginFrom(former, facts) === undefined ? null : former;
  return {
    files: transformer.save(),
    productIds: facts.productIds,
    learntFrom: hashFacts(facts),
    startedFrom: from?.learntFrom ?? null,
    nightsSinceAnew: from === null ? 0 : from.nightsSinceAnew + 1,
  };
}

/**
 * With products as these facts number them. None from one whose parameters would mean something else, or that has learnt the very same
 * facts, so that the same facts and the same one to begin from teach the same; nor from the last of so many nights in a row.
 */
export function beginFrom(former: Beginning | null, facts: NumberedFacts): StartFrom | undefined {
  if (former === null || former.learntFrom === hashFacts(facts)) return undefined;
  if (former.nightsSinceAnew >= MOST_NIGHTS) return undefined;
  if (!createTransformer().canBeginFrom(former.files, facts)) return undefined;
  const numbers = numberById(former.productIds);
  return { kind: KIND, files: former.files, numbers: facts.productIds.map((id) => numbers.get(id)) };
}

export async function saveBeginning(artifacts: ArtifactStore, { files, ...about }: Beginning): Promise<void> {
  await artifacts.save(KEPT, { ...files, [FILE]: new TextEncoder().encode(JSON.stringify(about)) });
}

/** Null where none is kept, or it cannot be read: then the next begins anew. */
export async function recallBeginning(artifacts: ArtifactStore): Promise<Beginning | null> {
  try {
    const { [FILE]: about, ...files } = await artifacts.load(KEPT);
    await createTransformer().load(files);
    return { files, ...aboutSchema.parse(JSON.parse(new TextDecoder().decode(about))) };
  } catch {
    return null;
  }
}
