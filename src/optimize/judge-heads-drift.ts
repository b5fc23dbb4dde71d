/** What has moved of what is foretold besides an order, in words: whether it came true, and whether it says other things than when it was judged. */

import type { DriftFinding, DriftReport } from '../domain/drift-report.ts';
import type { HeadName, HeadShift, HeadsReport } from '../domain/heads-report.ts';
import type { LiveHead, LiveHeads } from '../domain/live-heads.ts';
import { isMiscalibrated } from '../statistics/calibration.ts';

interface HeadsFacts {
  /** What came true of what was foretold a window ago; null while no night is that old. */
  readonly live: LiveHeads | null;
  readonly report: HeadsReport | { readonly missing: string } | null;
}

/** By custom 0.1 is a moderate and 0.25 a large shift (see `populationStability`); tests of nights follow each other, so less is no news. */
const LARGE = 0.25;
const NAMES: Readonly<Record<HeadName, string>> = {
  leaves: 'who leaves',
  value: 'what is spent',
  'next order': 'when the next order comes',
};
const ADVICE =
  'Each night learns anew, and what foretells it better takes over by itself. `/model` shows how good it is, and brings back who foretold it before.';

/** Nothing where nothing is foretold. */
export function judgeHeadsDrift({ live, report }: HeadsFacts): DriftReport {
  if (report === null || 'missing' in report) return { findings: [], looked: [] };
  const looks = [
    ...judgeLive(live),
    judgeLeaving(report),
    ...(report.shifts ?? []).map((shift) => judgeShift(shift)),
  ];
  return {
    findings: looks.flatMap(({ finding }) => finding ?? []),
    looked: looks.flatMap(({ looked }) => looked ?? []),
  };
}

interface Look {
  readonly finding?: DriftFinding | null;
  readonly looked?: string;
}

function judgeLive(live: LiveHeads | null): readonly Look[] {
  if (live === null)
    return [
      {
        looked:
          'What is spent, and when the next order comes: not enough data, no outcome window has passed since it was first kept what was foretold.',
      },
    ];
  const { cutoff, outcomeWindowDays, value, nextOrder } = live;
  const when = `the forecasts of ${sayDay(cutoff)}`;
  return [
    judgeHead(value, {
      ...{
        head: 'value',
        much: 'more was spent than the forecasts say',
        little: 'less was spent than the forecasts say',
      },
      came: `Of ${when}, within ${outcomeWindowDays} days %1 was spent for each 1 foretold (%2; ${value.positives} of ${value.contacts} contacts spent anything)`,
      few: `${value.positives} of ${value.contacts} contacts spent anything within ${outcomeWindowDays} days of ${when}`,
    }),
    judgeHead(nextOrder, {
      ...{
        head: 'next order',
        much: 'orders come earlier than the days that were told',
        little: 'orders come later than the days that were told',
      },
      came: `Of ${when}, %1 contacts had ordered by the day told for each that was foretold (%2; ${nextOrder.positives} of ${nextOrder.contacts} had)`,
      few: `${nextOrder.positives} of ${nextOrder.contacts} contacts had ordered by a day within ${outcomeWindowDays} days told in ${when}`,
    }),
  ];
}

interface Words {
  readonly head: HeadName;
  readonly came: string;
  readonly few: string;
  /** What it means that more came than was foretold, or less. */
  readonly much: string;
  readonly little: string;
}

function judgeHead({ cameToForetold }: LiveHead, { head, came, few, much, little }: Words): Look {
  const name = capital(NAMES[head]);
  if (cameToForetold === null) return { looked: `${name}: not enough data, ${few}.` };
  const { estimate, low, high } = cameToForetold;
  const said = came
    .replace('%1', estimate.toFixed(2))
    .replace('%2', `95 % interval ${low.toFixed(2)} to ${high.toFixed(2)}`);
  const looked = `${name}: ${said}.`;
  if (!isMiscalibrated(cameToForetold)) return { looked };
  return {
    looked,
    finding: {
      keys: [`heads ${head} calibration`],
      what: `${name} is foretold wrongly. ${said}.`,
      means: `On the whole ${estimate > 1 ? much : little}: read them so.`,
      advice: ADVICE,
    },
  };
}

/** It takes a horizon to show, which the night's test has waited for. */
function judgeLeaving({ verdicts, horizonDays, testCutoff }: HeadsReport): Look {
  const leaving = verdicts.find(({ head }) => head === 'leaves');
  if (leaving === undefined || leaving.serves === null) return {};
  const { former, stays, rungs, serves } = leaving;
  const came = (stays ? former : rungs.find(({ kind }) => kind === serves))?.cameToForetold ?? null;
  if (came === null) return {};
  const { estimate, low, high } = came;
  return {
    looked: `Who leaves: shows ${horizonDays} days later only; of the contacts of ${sayDay(testCutoff)}, ${estimate.toFixed(2)} left for each that would have been foretold then (95 % interval ${low.toFixed(2)} to ${high.toFixed(2)}).`,
  };
}

function judgeShift({ head, judgedAt, psi, limit, meanThen, meanNow }: HeadShift): Look {
  const change = meanThen > 0 ? (100 * (meanNow - meanThen)) / meanThen : 0;
  const by = `${Math.abs(change).toFixed(0)} % ${change < 0 ? 'lower' : 'higher'} on average than those it was judged by on ${sayDay(judgedAt)}`;
  const looked = `Forecasts of ${NAMES[head]}: ${by} (shift ${psi.toFixed(2)}; from ${LARGE} on it is a large one).`;
  if (psi < LARGE || psi <= limit) return { looked };
  return {
    looked,
    finding: {
      keys: [`heads ${head} forecasts`],
      what: `Forecasts of ${NAMES[head]} have moved: they are ${by}.`,
      means: 'Contacts look unlike those it was judged by, so how good it was says less about tonight.',
      advice:
        'Look whether it is true of your shop: a sale, a season, a new channel. If it is not, look whether an event is not sent any more or is sent twice.',
    },
  };
}

function sayDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function capital(words: string): string {
  return `${words[0]!.toUpperCase()}${words.slice(1)}`;
}
