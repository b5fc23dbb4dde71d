/** How fast the networks train on each backend that is here, beside PyTorch on the same cores. */

import { median } from '../src/statistics/quantile.ts';
import { BACKENDS, type BackendChoice, selectBackend } from '../src/tensor/select-backend.ts';
import {
  ENSEMBLE,
  measureEnsemble,
  measureReference,
  measureTransformer,
  type Pace,
  ROWS,
  TRANSFORMER,
} from './train/measure-networks.ts';
import { openPytorch, type Pytorch, type PytorchSeconds } from './train/open-pytorch.ts';

export interface BenchTrainOptions {
  readonly rounds: number;
  /** One backend by name; null for all that are here. */
  readonly on: string | null;
  /** Without PyTorch. */
  readonly alone: boolean;
  readonly onProgress: (text: string) => void;
}

type Work = 'reference' | 'ensemble' | 'transformer';
const WORKS: readonly Work[] = ['reference', 'ensemble', 'transformer'];
/** Of a round in PyTorch, which takes long for a step of the transformer. */
const STEPS: Readonly<Record<Work, number>> = {
  reference: ROWS.epochs * Math.ceil(ROWS.rows / ROWS.batch),
  ensemble: ENSEMBLE.epochs * Math.ceil(ROWS.rows / ENSEMBLE.batch),
  transformer: 1,
};

/**
 * The first backend takes turns with PyTorch, round by round, so that what else the machine does falls on both. PyTorch is
 * timed with one thread and with all, and its best counts. Ratios are its seconds over ours: 1 is as fast, more is faster.
 */
export async function benchTrain({ rounds, on, alone, onProgress }: BenchTrainOptions) {
  const pytorch = alone ? null : await openPytorch(0, onProgress);
  const backends: Record<string, Record<Work, Pace>> = {};
  for (const candidate of BACKENDS.filter(({ name }) => on === null || on === name)) {
    const inUse = await selectBackend([candidate]).catch((fault: Error) => {
      onProgress(`${candidate.name}: not here (${fault.message.slice(0, 160)})`);
      return null;
    });
    if (inUse === null) continue;
    const beside = Object.keys(backends).length === 0 ? pytorch : null;
    backends[candidate.name] = await measure(inUse, { rounds, beside });
    for (const work of WORKS) {
      onProgress(draw(candidate.name, work, backends[candidate.name]![work]));
      if (beside) onProgress(`${'PyTorch'.padEnd(10)} ${work.padEnd(12)} ${say(beside.secondsOf(work))}`);
    }
  }
  const theirs = pytorch && (Object.fromEntries(WORKS.map((work) => [work, pytorch.secondsOf(work)])) as By);
  pytorch?.close();
  const [ours] = Object.values(backends);
  if (ours === undefined) throw new Error(`No backend called ${on} works here.`);
  const ratioOf = (work: Work) => theirs && (theirs[work].best * ours[work].stepsPerSecond) / STEPS[work];
  return {
    train: {
      ratioToPytorch: ratioOf('reference'),
      ensembleRatioToPytorch: ratioOf('ensemble'),
      transformerRatioToPytorch: ratioOf('transformer'),
      referenceNetworkRowsPerSecond: ours.reference.rowsPerSecond,
      ensembleNetworkRowsPerSecond: ours.ensemble.rowsPerSecond,
      transformerStepsPerSecond: ours.transformer.stepsPerSecond,
      work: { reference: ROWS, ensemble: ENSEMBLE, transformer: TRANSFORMER },
      backends,
      pytorch: pytorch && { version: pytorch.version, seconds: theirs },
    },
  };
}

type By = Readonly<Record<Work, PytorchSeconds>>;

async function measure(
  inUse: BackendChoice,
  { rounds, beside }: { readonly rounds: number; readonly beside: Pytorch | null },
): Promise<Record<Work, Pace>> {
  const run = {
    reference: measureReference,
    ensemble: measureEnsemble,
    transformer: () => measureTransformer(inUse),
  };
  const paces: Record<Work, Pace[]> = { reference: [], ensemble: [], transformer: [] };
  for (const work of WORKS)
    for (let round = 0; round < (inUse.name === 'cpu' ? 1 : rounds); round += 1) {
      paces[work].push(await run[work]());
      await beside?.round(work);
    }
  return {
    reference: medianOf(paces.reference),
    ensemble: medianOf(paces.ensemble),
    transformer: medianOf(paces.transformer),
  };
}

function medianOf(paces: readonly Pace[]): Pace {
  const middle = (key: keyof Pace) => median(paces.map((pace) => pace[key]));
  return {
    seconds: middle('seconds'),
    rowsPerSecond: middle('rowsPerSecond'),
    stepsPerSecond: middle('stepsPerSecond'),
  };
}

function draw(backend: string, work: Work, { seconds, rowsPerSecond, stepsPerSecond }: Pace): string {
  return `${backend.padEnd(10)} ${work.padEnd(12)} ${seconds.toFixed(3).padStart(8)} s ${rowsPerSecond.toFixed(0).padStart(9)} rows/s ${stepsPerSecond.toFixed(1).padStart(8)} steps/s`;
}

/** By threads. */
function say({ byThreads }: PytorchSeconds): string {
  return Object.entries(byThreads)
    .map(
      ([threads, seconds]) => `${seconds.toFixed(3)} s with ${threads} thread${threads === '1' ? '' : 's'}`,
    )
    .join(', ');
}
