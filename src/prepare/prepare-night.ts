/** One night's preparation: how good the data are, and the training sets that they give. */

import { type Clock, DAY } from '../domain/clock.ts';
import type { EventStore } from '../domain/event.ts';
import type { QualityReport, QualityReportStore } from '../domain/quality-report.ts';
import { buildTrainingSets, type TrainingSets } from './build-training-sets.ts';
import { type Cutoffs, chooseCutoffs, type NotEnoughData } from './choose-cutoffs.ts';
import { gatherGaps, type OrderGaps } from './choose-horizon.ts';
import { type CleaningCounts, NO_CLEANING } from './clean-history.ts';
import { type DataSpan, measureDataSpan } from './measure-data-span.ts';
import { reportQuality } from './report-quality.ts';

export interface PreparePorts {
  readonly events: Pick<EventStore, 'counts'>;
  /** Everybody's, which are read twice. */
  readonly histories: Pick<EventStore, 'histories'>;
  readonly qualityReports: QualityReportStore;
  readonly clock: Clock;
}

/** What the night found; `span` is null when no customer has done anything yet. */
export interface Prepared {
  readonly span: DataSpan | null;
  /** How long contacts take from one order to the next. */
  readonly gaps: OrderGaps;
  readonly report: QualityReport;
  readonly outcome:
    | { readonly kind: 'ready'; readonly sets: TrainingSets; readonly cutoffs: Cutoffs }
    | { readonly kind: 'held' }
    | NotEnoughData;
}

/** What arrived longer ago cannot hide a bad week, nor hold training back for months. */
const COUNTED_DAYS = 7;

/**
 * Reads all histories, reports on their quality and builds training, validation and test set. Held when the report says
 * so; "not enough data" in words when there is too little to learn from. Changes nothing but the report.
 */
export async function prepareNight(
  { events, histories, qualityReports, clock }: PreparePorts,
  { outcomeWindowDays, reportId }: { readonly outcomeWindowDays: number; readonly reportId: string },
): Promise<Prepared> {
  const now = clock.now();
  const gaps = gatherGaps();
  const span = await measureDataSpan(histories.histories(Number.MAX_SAFE_INTEGER), now, gaps.add);
  const cutoffs = chooseCutoffs(span, outcomeWindowDays);
  const sets =
    cutoffs.kind === 'cutoffs'
      ? await buildTrainingSets({
          histories: histories.histories(Number.MAX_SAFE_INTEGER),
          cutoffs,
          outcomeWindowDays,
          now,
        })
      : { ...cutoffs, cleaning: NO_CLEANING };
  const from = await chooseStart(qualityReports, now);
  const counts = await events.counts(from, now + 1);
  const report = reportQuality({ id: reportId, at: now, from, to: now, counts, cleaning: sets.cleaning });
  await qualityReports.add(report);
  return { span, gaps, report, outcome: conclude(sets, cutoffs, report) };
}

/** A week back, or to the last report when nights were missed: everything that arrives is judged at least once. */
async function chooseStart(qualityReports: QualityReportStore, now: number): Promise<number> {
  const weekAgo = now - COUNTED_DAYS * DAY;
  const last = await qualityReports.latest();
  return last === null ? 0 : Math.min(weekAgo, last.to);
}

function conclude(
  sets: TrainingSets | (NotEnoughData & { readonly cleaning: CleaningCounts }),
  cutoffs: Cutoffs | NotEnoughData,
  report: QualityReport,
): Prepared['outcome'] {
  if (report.held) return { kind: 'held' };
  if (sets.kind === 'training-sets' && cutoffs.kind === 'cutoffs') return { kind: 'ready', sets, cutoffs };
  if (sets.kind === 'not-enough-data') return { kind: sets.kind, reason: sets.reason, enough: sets.enough };
  return { kind: 'held' };
}
