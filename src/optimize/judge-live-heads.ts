/** Judges what was foretold besides an order by what came true after it was told. */

import type { LiveHead, LiveHeads } from '../domain/live-heads.ts';
import type { SampledHeads, ScoreSample } from '../domain/score-sample.ts';
import { totalToForetold } from '../statistics/amounts.ts';
import { observedToExpected } from '../statistics/calibration.ts';
import { isEnough } from '../statistics/enough.ts';

/** What became of a contact in the outcome window. */
export interface HeadOutcome {
  /** NaN where an order's worth is not known. */
  readonly valueCents: number;
  /** Days to the next order, and 1 where it came within the window. */
  readonly nextOrderDays: number;
  readonly ordered: number;
}

/** Null where nothing was foretold. A contact without an outcome (merged into another meanwhile) is left out. */
export function judgeLiveHeads(
  { cutoff, outcomeWindowDays, contactIds, byRun }: ScoreSample,
  { outcomes, seed }: { readonly outcomes: ReadonlyMap<string, HeadOutcome>; readonly seed: number },
): LiveHeads | null {
  const said = byRun.find(({ isChampion }) => isChampion)?.heads;
  if (said === undefined) return null;
  const known = contactIds.flatMap((id, at) => {
    const outcome = outcomes.get(id);
    return outcome === undefined ? [] : [{ at, outcome }];
  });
  return {
    ...{ cutoff, outcomeWindowDays },
    value: judgeValue(said, known, seed),
    nextOrder: judgeNextOrder(said, known),
  };
}

type Known = readonly { readonly at: number; readonly outcome: HeadOutcome }[];

function judgeValue({ valueCents }: SampledHeads, known: Known, seed: number): LiveHead {
  const rows = known.filter(({ at, outcome }) => valueCents[at] != null && !Number.isNaN(outcome.valueCents));
  const came = rows.map(({ outcome }) => outcome.valueCents);
  const positives = came.filter((cents) => cents > 0).length;
  const told = rows.map(({ at }) => valueCents[at]!);
  return {
    ...{ contacts: rows.length, positives },
    cameToForetold: isEnough({ rows: rows.length, positives }) ? totalToForetold(came, told, { seed }) : null,
  };
}

/** Of contacts of whom a share was to have ordered by a day: how many had. */
function judgeNextOrder({ orderBy }: SampledHeads, known: Known): LiveHead {
  const rows = known.filter(({ at }) => orderBy[at] != null);
  const came = rows.map(({ at, outcome: { ordered, nextOrderDays } }) =>
    Number(ordered === 1 && nextOrderDays <= orderBy[at]![0]),
  );
  const positives = came.filter((one) => one === 1).length;
  const told = rows.map(({ at }) => orderBy[at]![1]);
  return {
    ...{ contacts: rows.length, positives },
    cameToForetold: isEnough({ rows: rows.length, positives }) ? observedToExpected(came, told) : null,
  };
}
