/** Training, validation and test set of what a network foretells besides an order, from one pass over all histories. */

import type { ContactHistory } from '../domain/event.ts';
import type { NotEnoughData } from './choose-cutoffs.ts';
import {
  chooseHeadCutoffs,
  chooseHorizon,
  type HeadCutoffs,
  type Horizon,
  type KeptHorizon,
  type OrderGaps,
} from './choose-horizon.ts';
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
  /** Everything known, read once, in any order. */
  readonly histories: () => AsyncIterable<ContactHistory>;
  /** Of the same histories, gathered when their span was measured. */
  readonly gaps: OrderGaps;
  readonly span: DataSpan;
  readonly outcomeWindowDays: number;
  /** What foretells now was learnt for; null where nothing does. */
  readonly kept?: KeptHorizon | null;
  readonly now: number;
}

/** Every fifth contact stops the training. */
const VALIDATION_SHARE = 5;

/** "Not enough data" in words where orders show no rhythm, or too little follows. */
export async function buildHeadSets(options: HeadSetOptions): Promise<HeadSets | NotEnoughData> {
  const { span, gaps, outcomeWindowDays, kept, now } = options;
  const horizon = chooseHorizon(gaps, span, outcomeWindowDays, kept);
  if ('kind' in horizon) return horizon;
  const cutoffs = chooseHeadCutoffs(span, { ...horizon, outcomeWindowDays });
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

/** By the moment that a contact was first seen itself, since ids are drawn anew at each import: whoever joins it moves it to no other set. */
function isHeldOut({ events }: ContactHistory): boolean {
  const first = events.find(({ joinedAt }) => joinedAt === undefined) ?? events[0];
  let mixed = Math.floor((first?.at ?? 0) / 1000) >>> 0;
  for (const shift of [16, 13, 16]) mixed = Math.imul(mixed ^ (mixed >>> shift), 0x45d9f3b) >>> 0;
  return mixed % VALIDATION_SHARE === 0;
}
