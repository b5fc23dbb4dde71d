/** Puts what a running job says of itself into words for somebody who waits for it. */

import type { Progress } from '../../jobs/dispatch-jobs.ts';
import type { StatusLine } from '../workspace-state.ts';

/** What a stage of the night is called on the page, and which part of the night it takes: from, to. */
const STAGES: Readonly<Record<string, readonly [string, number, number]>> = {
  prepare: ['Preparing', 0, 0.3],
  learn: ['Training', 0.3, 0.8],
  score: ['Scoring', 0.8, 0.95],
  strategize: ['Planning', 0.95, 1],
};
/** Shares of the bar that the night has on the first start, after the shop's past was recorded. */
export const NIGHT_BEGINS_AT = 0.7;

/** Jobs beside the night; what they say of tables and rows means nothing to whoever reads it here. */
const OTHER_JOBS: Readonly<Record<string, string>> = {
  deliver: 'Sending e-mails',
  'follow-up': 'Looking what came back, and what is about to expire',
  backup: 'Backing up what is known',
  score: 'Scoring all contacts',
  promote: 'Letting another model make the forecasts',
  'roll-back': 'Letting the former model make the forecasts again',
  'roll-back-heads': 'Letting who foretold leaving, value and the next order do so again',
  'roll-back-next-products': 'Letting who recommended next products do so again',
};

export function describeProgress({ job, text }: Progress): StatusLine {
  if (job === 'deliver') return { phase: 'working', text: `${OTHER_JOBS[job]}: ${text}` };
  if (job !== 'nightly') return { phase: 'working', text: OTHER_JOBS[job] ?? `Working: ${job}` };
  const [stage = '', ...rest] = text.split(': ');
  const known = STAGES[stage];
  if (known === undefined) return { phase: 'working', text: `Nightly training: ${text}` };
  const [label, from, to] = known;
  const share = from + (to - from) * shareDone(text);
  return {
    phase: 'working',
    text: `${label}: ${rest.join(': ')}`,
    progress: NIGHT_BEGINS_AT + (1 - NIGHT_BEGINS_AT) * share,
  };
}

/** From "epoch 3 of 10" or "500 of 1200 contacts". */
function shareDone(text: string): number {
  const [, done, of] = /(\d+) of (\d+)/.exec(text) ?? [];
  return done === undefined || Number(of) === 0 ? 0 : Math.min(1, Number(done) / Number(of));
}
