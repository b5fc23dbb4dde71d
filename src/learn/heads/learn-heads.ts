/** Each night: what is foretold besides an order is learnt, judged on what nobody knew, and kept for scoring. */

import { createHash } from 'node:crypto';
import type { ArtifactStore } from '../../domain/artifact.ts';
import type { Clock } from '../../domain/clock.ts';
import type { PlannedComparison } from '../../domain/comparison.ts';
import type { ServingHead, ServingHeads } from '../../domain/heads-decision.ts';
import {
  type HeadName,
  type HeadsLineage,
  type HeadsReport,
  type HeadVerdict,
  RUNGS,
  type RungKind,
} from '../../domain/heads-report.ts';
import { type NightBudget, sayUsedUp } from '../../domain/night-budget.ts';
import type { FitProgress } from '../model.ts';
import { takeFeatures } from '../take-rows.ts';
import { askFormer } from './ask-former.ts';
import { type HeadCorrection, type HeadCorrections, learnCorrection } from './correct-heads.ts';
import { createRung } from './create-rung.ts';
import { chooseEdges } from './hazard-bins.ts';
import { type HeadSet, type HeadsRung, type HeadTerms, SIMPLE_RUNGS } from './heads.ts';
import { type FormerHeads, type JudgedRung, judgeHeads } from './judge-heads.ts';
import { foretellBy, packHeads, type SpeakingHeads } from './pack-heads.ts';
import { profileHeads } from './profile-heads.ts';

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
  /** Who served until tonight; null, or left out, where nobody did who foretold the same. */
  readonly former?: FormerHeads | null;
  /** Once it is used up there is no network; without, there is. */
  readonly budget?: NightBudget;
  readonly onProgress?: (progress: FitProgress) => void;
}

export interface HeadsRequest extends Omit<HeadFit, 'former'> {
  readonly sets: HeadFit['sets'] & {
    readonly usualGapDays: number;
    readonly cutoffs: { readonly training: readonly number[]; readonly test: number };
  };
  /** Which code learns. */
  readonly program: string;
  /** Under which what was learnt is kept. */
  readonly runId: string;
  /** Who serves now, with what foretells the same days; and why they go on whatever is found, in words, or null. */
  readonly serving: ServingHeads;
  readonly held: string | null;
  /** Of each head that anybody serves, whether tonight's are compared with that one. */
  readonly plans: ReadonlyMap<HeadName, PlannedComparison>;
}

/** What was learnt, and how well it foretold the test. */
export interface FittedHeads extends SpeakingHeads {
  /** What each way says of the test. */
  readonly rungs: readonly JudgedRung[];
  /** Why there is no network, in words; null where there is one. */
  readonly noNetwork: string | null;
  readonly verdicts: readonly HeadVerdict[];
}

/** As of the ensemble of orders: below, the simple ways are as good. */
const LEAST_ORDERS = 300;
/** More rows say the same in more time: every nth is taken. */
const MOST_ROWS = 50_000;
const MOST_VALIDATION_ROWS = 20_000;
const CORRECTED = RUNGS.filter((kind) => kind !== 'base-rate' && kind !== 'own-rhythm');

/**
 * Fits the simple ways and, of enough orders, the network, judges them beside who serves now, and keeps them where any of them is to
 * serve. Who serves from now on is said, not changed: `decision` is null.
 */
export async function learnHeads(
  { artifacts, clock }: HeadsPorts,
  request: HeadsRequest,
): Promise<{ readonly report: HeadsReport; readonly serves: ServingHeads }> {
  const startedAt = clock.now();
  const { runId, serving, sets, held, plans } = request;
  const { horizonDays, usualGapDays, outcomeWindowDays, cutoffs } = sets;
  const lineage = describeLineage(request, startedAt);
  const former = await askFormer(artifacts, { serving, held, plans, test: sets.test, lineage });
  const { noNetwork, verdicts, rungs, ...speaking } = await fitHeads({ ...request, former });
  const fresh = verdicts.flatMap(({ head, serves: kind, stays }) =>
    kind === null || stays ? [] : [[head, rungs.find((rung) => rung.kind === kind)!] as const],
  );
  if (fresh.length > 0) {
    const profile = profileHeads(sets.test, new Map(fresh));
    await artifacts.save(runId, packHeads({ lineage, ...speaking, profile }));
  }
  const serves = Object.fromEntries(
    verdicts.map((verdict) => [verdict.head, nameServing(verdict, request)] as const),
  );
  const report = {
    ...{ horizonDays, usualGapDays, outcomeWindowDays, testCutoff: cutoffs.test, verdicts, noNetwork },
    ...{ lineage, decision: null, shifts: former.shifts },
    seconds: (clock.now() - startedAt) / 1000,
  };
  return { report, serves };
}

/** The same way learnt anew, and not found better than who served, is measured by the same, and compared as often, from now on. */
function nameServing(
  { head, serves: kind, stays, former, againstFormer }: HeadVerdict,
  { serving, plans, held, runId, sets }: HeadsRequest,
): ServingHead | null {
  const last = serving[head];
  const plan = plans.get(head);
  if (stays)
    return last && plan && held === null ? { ...last, comparisons: plan.comparisons } : (last ?? null);
  if (kind === null) return null;
  const isBetter = plan?.chance != null && againstFormer !== null && againstFormer.high < 0;
  if (last && plan && former?.kind === kind && againstFormer !== null && !isBetter)
    return { runId, kind, anchorId: last.anchorId ?? last.runId, comparisons: plan.comparisons };
  return { runId, kind, comparisons: { championId: runId, count: 0, testCutoff: sets.cutoffs.test } };
}

function describeLineage({ runId, seed, program, sets }: HeadsRequest, trainedAt: number): HeadsLineage {
  const { training, validation, test, cutoffs, outcomeWindowDays, horizonDays } = sets;
  return {
    ...{ runId, trainedAt, seed, program, outcomeWindowDays, horizonDays },
    trainCutoff: cutoffs.training.at(-1) ?? cutoffs.test,
    testCutoff: cutoffs.test,
    rows: { training: training.rows, validation: validation.rows, test: test.rows },
    features: training.featureNames.length,
    trainingSetHash: hashSets([training, validation]),
  };
}

function hashSets(sets: readonly HeadSet[]): string {
  const hash = createHash('sha256');
  for (const { featureNames, rows, ...columns } of sets) {
    hash.update(JSON.stringify([featureNames, rows]));
    for (const { buffer, byteOffset, byteLength } of [
      ...[columns.x, columns.bought, columns.valueCents],
      ...[columns.leaves, columns.nextOrderDays, columns.ordered],
    ])
      hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  return hash.digest('hex');
}

/** The same, kept nowhere. */
export async function fitHeads(fit: HeadFit): Promise<FittedHeads> {
  const { sets, seed, former = null, onProgress } = fit;
  const { test, horizonDays, outcomeWindowDays } = sets;
  const training = thin(sets.training, MOST_ROWS);
  const validation = thin(sets.validation, MOST_VALIDATION_ROWS);
  const noNetwork = whyNoNetwork(training, fit);
  const edges = chooseEdges(training, sets);
  const options = { seed, edges, horizonDays, outcomeWindowDays, ...(onProgress && { onProgress }) };
  const learnt = new Map<RungKind, HeadsRung>();
  for (const kind of noNetwork === null ? RUNGS : SIMPLE_RUNGS) {
    const rung = createRung(kind);
    await rung.fit(training, validation, options);
    learnt.set(kind, rung);
  }
  const speaking = { learnt, corrections: await correct(learnt, validation, seed) };
  const rungs: JudgedRung[] = [];
  for (const kind of learnt.keys()) rungs.push({ kind, foretold: await foretellBy(speaking, kind, test) });
  return { ...speaking, rungs, noNetwork, verdicts: judgeHeads(test, { rungs, seed, former }) };
}

function whyNoNetwork({ bought }: HeadSet, { budget }: HeadFit): string | null {
  const orders = bought.filter((label) => label === 1).length;
  if (orders < LEAST_ORDERS)
    return `${orders.toLocaleString('en')} training examples ended in an order, and the network takes ${LEAST_ORDERS.toLocaleString('en')}`;
  return budget !== undefined && budget.secondsLeft() <= 0 ? sayUsedUp(budget) : null;
}

/** Of every way but the best constant, and but the own gap, which knows neither. */
async function correct(
  learnt: SpeakingHeads['learnt'],
  validation: HeadSet,
  seed: number,
): Promise<HeadCorrections> {
  const corrections: Partial<Record<RungKind, HeadCorrection>> = {};
  for (const kind of CORRECTED) {
    const said = await foretellBy({ learnt, corrections: {} }, kind, validation);
    corrections[kind] = learnCorrection(validation, said, seed);
  }
  return corrections;
}

function thin(set: HeadSet, most: number): HeadSet {
  const step = Math.ceil(set.rows / most);
  if (step <= 1) return set;
  const rows = Array.from({ length: Math.ceil(set.rows / step) }, (_, at) => at * step);
  const take = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]!);
  return {
    featureNames: set.featureNames,
    rows: rows.length,
    ...(set.contactIds && { contactIds: rows.map((row) => set.contactIds![row]!) }),
    x: takeFeatures(set, rows),
    bought: take(set.bought),
    valueCents: take(set.valueCents),
    leaves: take(set.leaves),
    nextOrderDays: take(set.nextOrderDays),
    ordered: take(set.ordered),
  };
}
