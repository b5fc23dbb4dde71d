/** Training, validation and test set of what a network foretells besides an order, from two passes over all histories. */

import type { ContactHistory } from '../domain/event.ts';
import type { NotEnoughData } from './choose-cutoffs.ts';
import { chooseHeadCutoffs, gatherGaps, type HeadCutoffs, type Horizon } from './choose-horizon.ts';
import { cleanHistory } from './clean-history.ts';
import { growHeadRows, type HeadRows } from './grow-head-rows.ts';
import type { DataSpan } from './measure-data-span.ts';

export interface HeadSets extends Horizon {
  readonly kind: 'head-sets';
  readonly outcomeWindowDays: number;
  readonly cutoffs: HeadCutoffs;
  readonly training: HeadRows;
  /** Other contacts than the training set's, at the same cutoffs: a set of its own in time would cost one more horizon. */
  readonly validation: HeadRows;
  /** Everybody, later than all that the others know. */
  readonly test: HeadRows;
}

export interface HeadSetOptions {
  /** Everything known, in any order, each time that it is asked for. */
  readonly histories: () => AsyncIterable<ContactHistory>;
  readonly span: DataSpan;
  readonly outcomeWindowDays: number;
  readonly now: number;
}

/** Every fifth contact stops the training. */
const VALIDATION_SHARE = 5;

/** "Not enough data" in words where orders show no rhythm, or too little follows. */
export async function buildHeadSets(options: HeadSetOptions): Promise<HeadSets | NotEnoughData> {
  const { span, outcomeWindowDays, now } = options;
  const gaps = gatherGaps();
  for await (const raw of options.histories()) gaps.add(cleanHistory(raw, now).history);
  const horizon = gaps.finish(outcomeWindowDays);
  if (horizon === null)
    return {
      kind: 'not-enough-data',
      reason: 'Too few contacts came back to say after how long without an order one has left.',
      enough: 'It takes 30 times that somebody ordered again.',
    };
  const cutoffs = chooseHeadCutoffs(span, { ...horizon, outcomeWindowDays });
  if (cutoffs.kind !== 'cutoffs') return cutoffs;
  const until = (knownUntil: number) => growHeadRows({ ...horizon, outcomeWindowDays, knownUntil });
  const [training, validation, test] = [until(cutoffs.test), until(cutoffs.test), until(span.end)];
  for await (const raw of options.histories()) {
    const { history } = cleanHistory(raw, now);
    const set = isHeldOut(history) ? validation : training;
    for (const cutoff of cutoffs.training) set.add(history, cutoff);
    test.add(history, cutoffs.test);
  }
  return {
    kind: 'head-sets',
    ...horizon,
    outcomeWindowDays,
    cutoffs,
    training: training.finish(),
    validation: validation.finish(),
    test: test.finish(),
  };
}

/** By the moment that a contact was first seen, since ids are drawn anew at each import. */
function isHeldOut({ events: [first] }: ContactHistory): boolean {
  let mixed = Math.floor((first?.at ?? 0) / 1000) >>> 0;
  for (const shift of [16, 13, 16]) mixed = Math.imul(mixed ^ (mixed >>> shift), 0x45d9f3b) >>> 0;
  return mixed % VALIDATION_SHARE === 0;
}
