/** Judges scores by what came true after they were given: models beside one another on contacts that none of them had seen. */

import type { DriftFinding } from '../domain/drift-report.ts';
import type { LiveEvidence, LiveRun } from '../domain/live-evidence.ts';
import type { SampledScores, ScoreSample } from '../domain/score-sample.ts';
import { isMiscalibrated, observedToExpected } from '../statistics/calibration.ts';
import { isEnough, sayEnough } from '../statistics/enough.ts';
import { logLoss, rowLogLoss } from '../statistics/log-loss.ts';
import { bootstrapInterval } from '../statistics/mean-interval.ts';

/**
 * `labels` holds 1 for each contact who ordered within the window, 0 for who did not; a contact without one (merged into
 * another meanwhile) is left out. Where many were foretold and few came, that is told of each; who was better is not.
 */
export function judgeLive(
  sample: ScoreSample,
  { labels, seed }: { readonly labels: ReadonlyMap<string, 0 | 1>; readonly seed: number },
): LiveEvidence {
  const rows = sample.contactIds.flatMap((id, row) => (labels.has(id) ? [row] : []));
  const y = rows.map((row) => labels.get(sample.contactIds[row]!)!);
  const buyers = y.reduce<number>((sum, label) => sum + label, 0);
  const baseRate = rows.length === 0 ? 0 : buyers / rows.length;
  const { cutoff, outcomeWindowDays } = sample;
  const outcomes = { rows, y, seed, isEnough: isEnough({ rows: rows.length, positives: buyers }) };
  const isJudged = outcomes.isEnough || isEnough({ rows: rows.length, positives: foretold(sample, rows) });
  return {
    ...{ cutoff, outcomeWindowDays, buyers },
    contacts: rows.length,
    baseRateLogLoss: isJudged ? logLoss(y, new Array<number>(y.length).fill(baseRate)) : 0,
    runs: isJudged ? judgeAll(sample.byRun, outcomes) : [],
  };
}

/** How many of these the one that served said would order. */
function foretold({ byRun }: ScoreSample, rows: readonly number[]): number {
  const served = byRun.find(({ isChampion }) => isChampion);
  return served === undefined ? 0 : rows.reduce((sum, row) => sum + served.probabilities[row]!, 0);
}

interface Outcomes {
  readonly rows: readonly number[];
  readonly y: readonly number[];
  readonly seed: number;
  /** To tell one model from another. */
  readonly isEnough: boolean;
}

function judgeAll(
  byRun: readonly SampledScores[],
  { rows, y, seed, isEnough }: Outcomes,
): readonly LiveRun[] {
  const of = ({ probabilities }: SampledScores) => rows.map((row) => probabilities[row]!);
  const served = byRun.find(({ isChampion }) => isChampion);
  const servedLosses = served && rowLogLoss(y, of(served));
  return byRun
    .toSorted((a, b) => Number(b.isChampion) - Number(a.isChampion))
    .map((run) => {
      const probabilities = of(run);
      const { runId, kind, isChampion } = run;
      return {
        ...{ runId, kind, isChampion },
        logLoss: logLoss(y, probabilities),
        observedToExpected: observedToExpected(y, probabilities),
        againstChampion:
          isChampion || servedLosses === undefined || !isEnough
            ? null
            : bootstrapInterval(
                rowLogLoss(y, probabilities).map((loss, at) => loss - servedLosses[at]!),
                { seed },
              ),
      };
    });
}

/** Calibration drift: whether what was foretold then and what came are further apart than at a promotion is allowed. */
export function judgeCalibration(live: LiveEvidence | null): {
  readonly finding: DriftFinding | null;
  readonly looked: string;
} {
  const served = live?.runs.find(({ isChampion }) => isChampion);
  if (live === null || served === undefined)
    return {
      finding: null,
      looked: `Calibration: not enough data, ${live === null ? 'no outcome window has passed since scores were first kept' : `${live.buyers} of ${live.contacts} scored contacts ordered, and ${sayEnough('did')}`}.`,
    };
  const { estimate, low, high } = served.observedToExpected;
  const when = new Date(live.cutoff).toISOString().slice(0, 10);
  const what = `Of the scores of ${when}, ${estimate.toFixed(2)} contacts ordered within ${live.outcomeWindowDays} days for each that was foretold (95 % interval ${low.toFixed(2)} to ${high.toFixed(2)}; ${live.buyers} of ${live.contacts} ordered)`;
  if (!isMiscalibrated(served.observedToExpected)) return { finding: null, looked: `Calibration: ${what}.` };
  return {
    looked: `Calibration: ${what}.`,
    finding: {
      keys: ['calibration'],
      what: `The forecasts are off. ${what}.`,
      means:
        estimate < 1
          ? 'Fewer orders come than the forecasts say: read them as too high.'
          : 'More orders come than the forecasts say: read them as too low.',
      advice:
        'A model that foretells better takes over by itself. `/model` shows how the others did on the same contacts, and lets approvers choose one.',
    },
  };
}
