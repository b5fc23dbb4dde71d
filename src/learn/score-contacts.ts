/** Lets the champion speak of every contact: how likely to order, why, and what next. */

import type { ArtifactStore } from '../domain/artifact.ts';
import type { ModelRun, ModelRunStore, NextProduct, Score } from '../domain/model-run.ts';
import { AppError } from '../errors.ts';
import { explainPredictions } from './explain-predictions.ts';
import type { ForetellHeads } from './heads/foretell-heads.ts';
import { unpackProfile } from './profile-run.ts';
import { type ScoringSet, takeColumns } from './take-columns.ts';
import { loadChampion } from './train-night.ts';

export interface ScoreRequest {
  readonly set: ScoringSet;
  readonly cutoff: number;
  /** What to recommend to the contact, likeliest first. */
  readonly nextProductsOf: (contactId: string) => readonly NextProduct[];
  readonly foretellHeads: ForetellHeads;
  /** Who is like those that bought less when they were e-mailed. */
  readonly leftAlone: ReadonlySet<string>;
  readonly onProgress?: (text: string) => void;
}

interface ScoredContacts {
  readonly champion: ModelRun;
  readonly scored: number;
  /** How many were given no reasons, since they did not add up. */
  readonly unexplained: number;
  /** The scores, in the order of the set. */
  readonly probabilities: Float32Array;
}

/** Reasons kept for, and against. */
const REASONS = 4;
const CHUNK = 1024;
/** Parts asked about beside the one that is kept. */
const AHEAD = 2;

/** Scores all contacts and keeps the scores in place of the former ones. Throws `not_found` without a champion. */
export async function scoreContacts(
  ports: { readonly modelRuns: ModelRunStore; readonly artifacts: ArtifactStore },
  request: ScoreRequest,
): Promise<ScoredContacts> {
  const serving = await loadChampion(ports);
  if (serving === null) throw noChampion();
  const { run, model } = serving;
  const groups = unpackProfile(serving.files)?.groups ?? [];
  const all = new Float32Array(request.set.rows);
  let unexplained = 0;

  const askPart = async (part: Part) => {
    const x = takeColumns(request.set, model.inputs.featureNames, part);
    const probabilities = await model.predict(x, part.size);
    const explained = await explainPredictions({ model, x, probabilities, groups, top: REASONS });
    return { ...part, probabilities, explained, heads: await request.foretellHeads(request.set, part) };
  };

  async function* scoreAll(): AsyncIterable<Score> {
    const { rows, contactIds } = request.set;
    for await (const { from, size, probabilities, explained, heads } of askAhead(rows, askPart)) {
      all.set(probabilities, from);
      unexplained += explained.unexplained;
      for (let row = 0; row < size; row += 1) {
        const contactId = contactIds[from + row]!;
        yield {
          contactId,
          modelRunId: run.id,
          cutoff: request.cutoff,
          outcomeWindowDays: run.outcomeWindowDays,
          conversionProbability: probabilities[row]!,
          reasons: explained.reasons[row]!,
          nextProducts: request.nextProductsOf(contactId),
          features: featuresOf(request.set, from + row),
          heads: heads[row]!,
          leftAlone: request.leftAlone.has(contactId),
        };
      }
      request.onProgress?.(`${from + size} of ${rows} contacts`);
    }
  }
  const scored = await ports.modelRuns.replaceScores(scoreAll());
  return { champion: run, scored, unexplained, probabilities: all };
}

interface Part {
  readonly from: number;
  readonly size: number;
}

/** Asks about the next parts while one is made into scores and kept, so that no thread waits for that. */
async function* askAhead<Said>(rows: number, ask: (part: Part) => Promise<Said>): AsyncIterable<Said> {
  const asked: Promise<Said>[] = [];
  for (let from = 0; from < rows || asked.length > 0; ) {
    for (; from < rows && asked.length <= AHEAD; from += CHUNK) {
      const said = ask({ from, size: Math.min(CHUNK, rows - from) });
      // Nobody looks at it where the part before cannot be kept.
      said.catch(() => undefined);
      asked.push(said);
    }
    yield await asked.shift()!;
  }
}

function featuresOf({ x, featureNames }: ScoringSet, row: number): Record<string, number> {
  const features: Record<string, number> = {};
  featureNames.forEach((name, column) => {
    features[name] = x[row * featureNames.length + column]!;
  });
  return features;
}

/** What scoring without one fails with. */
export function noChampion(): AppError {
  return new AppError(
    'not_found',
    'There is no champion that could score: train first with `npm run job -- nightly`.',
  );
}
