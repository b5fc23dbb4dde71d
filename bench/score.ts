/** How many contacts a second each kind of champion scores, how soon a single one, and how many with reasons as at night. */

import { performance } from 'node:perf_hooks';
import { createModel } from '../src/learn/create-model.ts';
import type { Model, ModelKind } from '../src/learn/model.ts';
import { median, quantile } from '../src/statistics/quantile.ts';
import { processBackend } from '../src/tensor/select-backend.ts';
import { makeContacts, WINDOW_DAYS } from './score/make-contacts.ts';
import { learnHeads, scoreAsAtNight } from './score/score-as-at-night.ts';
import { openPytorch, type Pytorch } from './train/open-pytorch.ts';

export interface BenchScoreOptions {
  readonly contacts: number;
  /** How many are scored as at night. */
  readonly explained: number;
  readonly rounds: number;
  /** Without PyTorch. */
  readonly alone: boolean;
  readonly onProgress: (text: string) => void;
}

interface Compared {
  readonly work: 'scoreReference' | 'scoreEnsemble';
  /** Of the contacts that PyTorch scores in a round. */
  readonly share: number;
}

/** Every kind that may serve, with the same work in PyTorch where that is compared. */
const KINDS: Readonly<Record<ModelKind, Compared | null>> = {
  'logistic-regression': null,
  'purchase-rhythm': null,
  'reference-network': { work: 'scoreReference', share: 1 },
  'gradient-boosting': null,
  'ensemble-with-trees': null,
  // All would take a quarter of a minute a round.
  'ensemble-network': { work: 'scoreEnsemble', share: 0.1 },
};

/** Whose figures stand at the top of the last line. */
const COMPARED = 'reference-network';
const TRAINING_ROWS = 4_000;
const SINGLES = 500;

/**
 * Raw features in, probabilities out, as the product's models of default options do; what a night adds, that is reasons and heads, is
 * measured on fewer contacts. Reading contacts from a database and writing their scores do not count. Ratios are contacts a second
 * over PyTorch's, which takes turns with ours and is handed scaled or binned features.
 */
export async function benchScore({ contacts, explained, rounds, alone, onProgress }: BenchScoreOptions) {
  const { name: backend } = await processBackend();
  const [training, validation] = [makeContacts(TRAINING_ROWS, 1), makeContacts(TRAINING_ROWS / 4, 2)];
  const pytorch = alone ? null : await openPytorch(contacts, onProgress);
  const foretellHeads = await learnHeads(training, validation);
  const { x } = makeContacts(contacts, 3);
  const some = makeContacts(explained, 4);
  const kinds: Record<string, Awaited<ReturnType<typeof measure>>> = {};
  for (const kind of Object.keys(KINDS) as ModelKind[]) {
    const trained = createModel(kind);
    await trained.fit(training, validation, { seed: 1, outcomeWindowDays: WINDOW_DAYS });
    const model = createModel(kind);
    model.load(trained.save());
    const figures = await measure(model, { x, contacts, rounds, pytorch });
    const atNightPerSecond = await scoreAsAtNight(model, some, foretellHeads);
    kinds[kind] = { ...figures, atNightPerSecond };
    onProgress(describe(kind, kinds[kind]!));
  }
  pytorch?.close();
  const { seconds, contactsPerSecond, singleMilliseconds, singleP99Milliseconds, ratioToPytorch } =
    kinds[COMPARED]!;
  return {
    score: {
      // The kind that these are of; the others' follow.
      kind: COMPARED,
      ...{ ratioToPytorch, seconds, contactsPerSecond, singleMilliseconds, singleP99Milliseconds },
      ensembleRatioToPytorch: kinds['ensemble-network']!.ratioToPytorch,
      ...{ backend, contacts, explained },
      kinds,
      pytorchVersion: pytorch?.version ?? null,
    },
  };
}

interface Measured {
  readonly x: Float32Array;
  readonly contacts: number;
  readonly rounds: number;
  readonly pytorch: Pytorch | null;
}

async function measure(model: Model, { x, contacts, rounds, pytorch }: Measured) {
  const compared = KINDS[model.kind];
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    await model.predict(x, contacts);
    took.push((performance.now() - started) / 1000);
    if (compared !== null) await pytorch?.round(compared.work);
  }
  const contactsPerSecond = contacts / median(took);
  const theirs = compared && pytorch && rateOf(pytorch, compared, contacts);
  return {
    ...{ seconds: median(took), contactsPerSecond },
    ...(await timeSingles(model, x, contacts)),
    ratioToPytorch: theirs && contactsPerSecond / Math.max(...Object.values(theirs)),
    pytorchPerSecond: theirs,
    atNightPerSecond: 0,
  };
}

/** PyTorch's contacts a second by number of threads. */
function rateOf(pytorch: Pytorch, { work, share }: Compared, contacts: number): Record<string, number> {
  const seconds = Object.entries(pytorch.secondsOf(work).byThreads);
  return Object.fromEntries(seconds.map(([threads, took]) => [threads, (share * contacts) / took]));
}

async function timeSingles(model: Model, x: Float32Array, contacts: number) {
  const width = x.length / contacts;
  const singles: number[] = [];
  for (let at = 0; at < SINGLES; at += 1) {
    const row = x.subarray((at % contacts) * width, ((at % contacts) + 1) * width);
    const started = performance.now();
    await model.predict(row, 1);
    singles.push(performance.now() - started);
  }
  return { singleMilliseconds: median(singles), singleP99Milliseconds: quantile(singles, 0.99) };
}

function describe(kind: string, one: Awaited<ReturnType<typeof measure>>): string {
  const pytorch = Object.entries(one.pytorchPerSecond ?? {})
    .map(([threads, rate]) => `, PyTorch with ${threads}: ${rate.toFixed(0)} contacts/s`)
    .join('');
  return `${kind.padEnd(20)} ${one.seconds.toFixed(3)} s, ${one.contactsPerSecond.toFixed(0)} contacts/s; one ${one.singleMilliseconds.toFixed(3)} ms (99 of 100 ${one.singleP99Milliseconds.toFixed(3)}); as at night ${one.atNightPerSecond.toFixed(0)} contacts/s${pytorch}`;
}
