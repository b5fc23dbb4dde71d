/** Draws what came true of scores that were given an outcome window ago, for the model that served and those beside it. */

import type { KnownBlock } from '@slack/types';
import type { LiveEvidence, LiveRun } from '../../domain/live-evidence.ts';
import { isEnough, sayEnough } from '../../statistics/enough.ts';
import { context, section } from './card.ts';
import { sayAgainstIt } from './draw-comparison.ts';
import { count, day, modelName, percent, plural } from './mrkdwn.ts';

const NONE =
  'Live evidence: not enough data. Each night keeps what all models say of the same contacts, and a whole outcome window later tells who was right.';

/** A section of `/model`, beside the figures of the test. */
export function drawLive(live: LiveEvidence | null): readonly KnownBlock[] {
  if (live === null) return [context(NONE)];
  const { contacts, buyers, cutoff, outcomeWindowDays, runs, baseRateLogLoss } = live;
  const ordered = `${plural(contacts, 'contact')} scored on ${day(cutoff)}, of whom ${count(buyers)} ordered within ${plural(outcomeWindowDays, 'day')}`;
  if (runs.length === 0) return [context(`Live evidence: not enough data, ${ordered}; ${sayEnough('did')}.`)];
  const rate = percent(buyers / contacts);
  return [
    section(
      `*What came true*\n${ordered} (base rate ${rate}; saying that of everybody has a log loss of ${baseRateLogLoss.toFixed(4)})\n${runs.map(drawRun).join('\n')}${isEnough({ rows: contacts, positives: buyers }) ? '' : `\nThat is not enough data to tell which model was better: ${sayEnough('did')}.`}`,
    ),
  ];
}

function drawRun({ kind, isChampion, logLoss, observedToExpected, againstChampion }: LiveRun): string {
  const { estimate, low, high } = observedToExpected;
  const name = `• *${modelName(kind)}*${isChampion ? ', which served' : ''}: log loss ${logLoss.toFixed(4)}`;
  const foretold = `${estimate.toFixed(2)} ordered for each foretold (95 % interval ${low.toFixed(2)} to ${high.toFixed(2)})`;
  if (againstChampion === null) return `${name}; ${foretold}`;
  return `${name}, ${sayAgainstIt(againstChampion)}; ${foretold}`;
}
