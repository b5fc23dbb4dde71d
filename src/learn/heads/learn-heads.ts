/** Each night: what is foretold besides an order is learnt, judged on what nobody knew, and kept for scoring. */

import type { ArtifactStore } from '../../domain/artifact.ts';
import type { Clock } from '../../domain/clock.ts';
import type { HeadsReport, HeadVerdict } from '../../domain/heads-report.ts';
import type { FitProgress } from '../model.ts';
import { takeFeatures } from '../take-rows.ts';
import { type HeadSet, type HeadTerms, SIMPLE_RUNGS } from './heads.ts';
import { HeadsNetwork } from './heads-network.ts';
import { type JudgedRung, judgeHeads } from './judge-heads.ts';
import { packHeads } from './pack-heads.ts';
import { fitSimpleHeads, foretellSimply, type SimpleHeads } from './simple-heads.ts';

export interface HeadsPorts {
  readonly artifacts: ArtifactStore;
  readonly clock: Clock;
}

export interface HeadFit {
  readonly sets: HeadTerms & {
    readonly training: HeadSet;
    readonly validation: HeadSet;
    readonly test: HeadSet;
  };
  readonly seed: number;
  readonly onProgress?: (progress: FitProgress) => void;
}

export interface HeadsRequest extends HeadFit {
  readonly sets: HeadFit['sets'] & {
    readonly usualGapDays: number;
    readonly cutoffs: { readonly test: number };
  };
}

/** What was learnt, and how well it foretold the test. */
export interface FittedHeads {
  readonly simple: SimpleHeads;
  /** Null where orders are too few for it. */
  readonly network: HeadsNetwork | null;
  /** Why there is no network, in words; null where there is one. */
  readonly noNetwork: string | null;
  readonly verdicts: readonly HeadVerdict[];
}

/** As of the ensemble of orders: below, the simple ways are as good. */
const LEAST_ORDERS = 1_000;
/** More rows say the same in more time: every nth is taken. */
const MOST_ROWS = 50_000;
const MOST_VALIDATION_ROWS = 20_000;

/** Fits, judges and keeps the simple ways and, of enough orders, the network, in place of the night's before. */
export async function learnHeads(
  { artifacts, clock }: HeadsPorts,
  request: HeadsRequest,
): Promise<HeadsReport> {
  const startedAt = clock.now();
  const { horizonDays, usualGapDays, outcomeWindowDays, cutoffs } = request.sets;
  const { simple, network, noNetwork, verdicts } = await fitHeads(request);
  const serves = Object.fromEntries(verdicts.map((verdict) => [verdict.head, verdict.serves]));
  await artifacts.save('heads', packHeads({ serves, simple, network }));
  return {
    ...{ horizonDays, usualGapDays, outcomeWindowDays, testCutoff: cutoffs.test, verdicts, noNetwork },
    seconds: (clock.now() - startedAt) / 1000,
  };
}

/** The same, kept nowhere. */
export async function fitHeads({ sets, seed, onProgress }: HeadFit): Promise<FittedHeads> {
  const { test, horizonDays, outcomeWindowDays } = sets;
  const training = thin(sets.training, MOST_ROWS);
  const simple = fitSimpleHeads(training, { horizonDays, outcomeWindowDays });
  const rungs: JudgedRung[] = SIMPLE_RUNGS.map((kind) => ({
    kind,
    foretold: foretellSimply(simple, kind, test),
  }));
  const orders = training.bought.filter((label) => label === 1).length;
  let network: HeadsNetwork | null = null;
  if (orders >= LEAST_ORDERS) {
    network = new HeadsNetwork();
    const validation = thin(sets.validation, MOST_VALIDATION_ROWS);
    const how = onProgress === undefined ? {} : { onProgress };
    await network.fit(training, validation, { seed, edges: simple.edges, ...how });
    rungs.push({ kind: 'heads-network', foretold: await network.foretell(test) });
  }
  const noNetwork =
    network === null
      ? `${orders.toLocaleString('en')} training examples ended in an order, and the network takes ${LEAST_ORDERS.toLocaleString('en')}`
      : null;
  return { simple, network, noNetwork, verdicts: judgeHeads(test, rungs, seed) };
}

function thin(set: HeadSet, most: number): HeadSet {
  const step = Math.ceil(set.rows / most);
  if (step <= 1) return set;
  const rows = Array.from({ length: Math.ceil(set.rows / step) }, (_, at) => at * step);
  const take = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]!);
  return {
    featureNames: set.featureNames,
    rows: rows.length,
    x: takeFeatures(set, rows),
    bought: take(set.bought),
    valueCents: take(set.valueCents),
    leaves: take(set.leaves),
    nextOrderDays: take(set.nextOrderDays),
    ordered: take(set.ordered),
  };
}
