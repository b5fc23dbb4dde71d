/** How fast the networks train on each backend that is here, beside PyTorch on the same cores. */

import { median } from '../src/statistics/quantile.ts';
import { BACKENDS, type BackendChoice, selectBackend } from '../src/tensor/select-backend.ts';
import {
  measureEnsemble,
  measureReference,
  measureTransformer,
  type Pace,
  ROWS,
  TRANSFORMER,
} from './train/measure-networks.ts';
import { runPytorch } from './train/run-pytorch.ts';

export interface BenchTrainOptions {
  readonly rounds: number;
  readonly onProgress: (text: string) => void;
}

interface OnBackend {
  readonly referenceNetwork: Pace;
  readonly ensembleNetwork: Pace;
  readonly transformer: Pace;
}

/** Ratios are our steps a second over PyTorch's, on the first backend: 1 is as fast, more is faster. */
export async function benchTrain({ rounds, onProgress }: BenchTrainOptions) {
  const backends: Record<string, OnBackend> = {};
  for (const candidate of BACKENDS) {
    const inUse = await selectBackend([candidate]).catch((fault: Error) => {
      onProgress(`${candidate.name}: not here (${fault.message.slice(0, 160)})`);
      return null;
    });
    if (inUse === null) continue;
    backends[candidate.name] = await measure(inUse, rounds);
    onProgress(draw(candidate.name, backends[candidate.name]!));
  }
  const pytorch = await runPytorch(0);
  onProgress(
    pytorch === null
      ? 'PyTorch is not installed (Debian: python3-torch), so there is nothing to compare with'
      : `PyTorch ${pytorch.version}: reference network ${pytorch.reference.toFixed(3)} s, transformer ${(pytorch.transformerStep * 1000).toFixed(0)} ms a step`,
  );
  const ours = Object.values(backends)[0]!;
  return {
    train: {
      ratioToPytorch: pytorch && pytorch.reference / ours.referenceNetwork.seconds,
      transformerRatioToPytorch: pytorch && pytorch.transformerStep * ours.transformer.stepsPerSecond,
      referenceNetworkRowsPerSecond: ours.referenceNetwork.rowsPerSecond,
      transformerStepsPerSecond: ours.transformer.stepsPerSecond,
      work: { referenceNetwork: ROWS, transformer: TRANSFORMER },
      backends,
      pytorch,
    },
  };
}

async function measure(inUse: BackendChoice, rounds: number): Promise<OnBackend> {
  return {
    referenceNetwork: await medianOf(rounds, measureReference),
    ensembleNetwork: await medianOf(rounds, measureEnsemble),
    transformer: await medianOf(inUse.name === 'cpu' ? 1 : rounds, () => measureTransformer(inUse)),
  };
}

async function medianOf(rounds: number, run: () => Promise<Pace>): Promise<Pace> {
  const paces: Pace[] = [];
  for (let round = 0; round < rounds; round += 1) paces.push(await run());
  const middle = (key: keyof Pace) => median(paces.map((pace) => pace[key]));
  return {
    seconds: middle('seconds'),
    rowsPerSecond: middle('rowsPerSecond'),
    stepsPerSecond: middle('stepsPerSecond'),
  };
}

function draw(backend: string, figures: OnBackend): string {
  const line = (name: string, { seconds, rowsPerSecond, stepsPerSecond }: Pace) =>
    `${backend.padEnd(10)} ${name.padEnd(20)} ${seconds.toFixed(3).padStart(8)} s ${rowsPerSecond.toFixed(0).padStart(9)} rows/s ${stepsPerSecond.toFixed(1).padStart(8)} steps/s`;
  return [
    line('reference network', figures.referenceNetwork),
    line('ensemble network', figures.ensembleNetwork),
    line('transformer', figures.transformer),
  ].join('\n');
}
