/** The ensemble's settings are searched for a little further each night, and judged on the validation set alone. */

import { z } from 'zod';
import type { ModelRun } from '../domain/model-run.ts';
import type { NightBudget } from '../domain/night-budget.ts';
import { createRandom } from '../statistics/random.ts';
import { EnsembleNetwork } from './ensemble-network.ts';
import { type FitInput, type Fitted, fitModel } from './fit-model.ts';
import { WARM_SHARE } from './train-epochs.ts';

const KIND = 'ensemble-network';
/** A night's search takes as many steps as the training that there is without it, and never more than these. */
const MOST_STEPS = 5_000;
/** A few epochs are the least by which settings can be told apart. */
const LEAST_EPOCHS = 4;
/** Of fits in the search: a machine on which the steps take longer ends it. */
const MOST_SECONDS = 120;
/** What else a night learns takes most of its time. */
const SHARE_OF_NIGHT = 0.25;
const BATCH_SIZE = 256;
/** Of the drawing of settings: they are the same in every shop. */
const SEED = 20_260;
const GRID = {
  hidden: [
    [64, 64],
    [96, 96],
    [128, 64],
    [32, 32],
  ],
  bins: [6, 12, 24, 40],
  learningRate: [0.001, 0.002, 0.004],
  weightDecay: [0.001, 0.01, 0.05, 0.2],
  dropout: [0, 0.1, 0.2, 0.35],
} as const;

const settingsSchema = z.object({
  hidden: z.array(z.int().positive()).min(1).readonly(),
  bins: z.int().positive(),
  learningRate: z.number().positive(),
  weightDecay: z.number().min(0),
  /** Nights before this was searched left none behind. */
  dropout: z.number().min(0).default(0),
});
const memorySchema = z.object({ best: settingsSchema.nullable(), next: z.int().min(0) });

/** What is searched; everything else of an ensemble is as it is by default. */
export type SearchedSettings = z.output<typeof settingsSchema>;

/** What the next night goes on from. */
export interface SearchMemory {
  /** Null while nothing is better than the default. */
  readonly best: SearchedSettings | null;
  /** The number of the settings to be tried next. */
  readonly next: number;
}

/** How a night's search went; saved with the run. */
export interface SearchReport extends SearchMemory {
  readonly tried: readonly {
    readonly number: number;
    readonly settings: SearchedSettings;
    readonly validationLogLoss: number;
  }[];
  /** Of the settings of the night before, or the default, on tonight's validation set. */
  readonly formerLogLoss: number;
  readonly bestLogLoss: number;
  /** How long it might take. */
  readonly seconds: number;
  /** Whether seconds rather than steps ended it: then another machine, or night, may find something else. */
  readonly endedByTime: boolean;
  /** Whether this was the first ensemble, with which no search begins. */
  readonly isFirst: boolean;
}

/** What the newest run that searched left behind, or null. */
export function recallSearch(runs: readonly ModelRun[]): SearchMemory | null {
  for (const { kind, config } of runs) {
    const memory = kind === KIND ? memorySchema.safeParse(config['search']) : null;
    if (memory?.success) return memory.data;
  }
  return null;
}

/**
 * Fits the best settings of the nights before, then the next ones of a fixed random sequence for as many steps as that
 * took, and gives the fit with the lowest validation log loss. Steps rather than seconds, so that a night that is repeated tries
 * the same and finds the same; the test set is not looked at. Without a memory it fits the default alone: a team that waits for its
 * first forecasts gets them in half the time. Throws `invalid` on data that cannot teach.
 */
export async function searchEnsemble(
  input: FitInput,
  memory: SearchMemory | null,
  budget?: NightBudget,
): Promise<Fitted & { readonly search: SearchReport }> {
  const formerBest = memory?.best ?? null;
  const former = await fitModel(new EnsembleNetwork(formerBest ?? {}), input);
  // Settings that are tried begin alike: anew, with the epochs that this would have taken so.
  const anew = { ...input, startFrom: null };
  const epochSteps = Math.ceil(input.training.rows / BATCH_SIZE);
  const { epochs: run, warm } = former.fitReport;
  const steps = (run.length / (warm ? WARM_SHARE : 1)) * epochSteps;
  const isFirst = memory === null;
  let stepsLeft = isFirst ? 0 : Math.min(steps, MOST_STEPS);
  const seconds = Math.min(MOST_SECONDS, SHARE_OF_NIGHT * (budget?.secondsLeft() ?? Infinity));
  let secondsLeft = seconds;
  let best = { fitted: former, settings: formerBest };
  let next = memory?.next ?? 0;
  const tried: SearchReport['tried'][number][] = [];
  for (; stepsLeft >= LEAST_EPOCHS * epochSteps && secondsLeft > 0; next += 1) {
    const settings = drawSettings(next);
    const epochs = Math.min(Math.floor(stepsLeft / epochSteps), former.model.config['epochs'] as number);
    const fitted = await fitModel(new EnsembleNetwork({ ...settings, epochs }), anew);
    tried.push({ number: next, settings, validationLogLoss: lossOf(fitted) });
    if (lossOf(fitted) < lossOf(best.fitted)) best = { fitted, settings };
    stepsLeft -= fitted.fitReport.epochs.length * epochSteps;
    secondsLeft -= fitted.seconds;
  }
  return {
    ...best.fitted,
    search: {
      best: best.settings,
      next,
      tried,
      formerLogLoss: lossOf(former),
      bestLogLoss: lossOf(best.fitted),
      seconds: Math.max(0, seconds),
      endedByTime: !isFirst && secondsLeft <= 0,
      isFirst,
    },
  };
}

/** One sentence where it has not begun, or the machine was too slow for the whole of it, else none. */
export function saySearchEnded({ endedByTime, isFirst, tried, seconds }: SearchReport): readonly string[] {
  if (isFirst) return ['The search for better settings of the ensemble begins the next night.'];
  if (!endedByTime) return [];
  return [
    `The search for better settings of the ensemble was ended after ${Math.round(seconds)} seconds, with ${tried.length} tried: the next night goes on.`,
  ];
}

/** The settings of this number, in a sequence that never ends and is always the same. */
function drawSettings(number: number): SearchedSettings {
  const random = createRandom(SEED + number);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random.uniform() * of.length)]!;
  return {
    hidden: pick<readonly number[]>(GRID.hidden),
    bins: pick<number>(GRID.bins),
    learningRate: pick<number>(GRID.learningRate),
    weightDecay: pick<number>(GRID.weightDecay),
    dropout: pick<number>(GRID.dropout),
  };
}

/** Of the weights that were kept. */
function lossOf({ fitReport }: Fitted): number {
  return fitReport.validationLogLoss;
}
