/** What those who serve heads until tonight say of tonight's test, and whether it is time to learn them anew. */

import type { ArtifactStore } from '../../domain/artifact.ts';
import { DAY } from '../../domain/clock.ts';
import type { PlannedComparison } from '../../domain/comparison.ts';
import type { ServingHead, ServingHeads } from '../../domain/heads-decision.ts';
import { HEADS, type HeadName, type HeadShift, type HeadsLineage } from '../../domain/heads-report.ts';
import { takeColumns } from '../take-columns.ts';
import { askServing, loadServing } from './foretell-heads.ts';
import type { HeadSet } from './heads.ts';
import type { FormerHead, FormerHeads } from './judge-heads.ts';
import { measureHeadShift } from './profile-heads.ts';

interface FormerRequest {
  readonly serving: ServingHeads;
  readonly held: string | null;
  readonly plans: ReadonlyMap<HeadName, PlannedComparison>;
  readonly test: HeadSet;
  /** Of what tonight learns. */
  readonly lineage: HeadsLineage;
}

/** Learnt anew each night, one differs from the next by a day of facts, and going back by one would be no way back. */
const FRESH_DAYS = 7;

/** Of the test they knew nothing: their own lies no later. */
export async function askFormer(
  artifacts: ArtifactStore,
  { serving, held, plans, test, lineage: tonight }: FormerRequest,
): Promise<FormerHeads & { readonly shifts: readonly HeadShift[] }> {
  const [now, once] = [await ask(artifacts, serving, test), await ask(artifacts, anchorsOf(serving), test)];
  const by = new Map<HeadName, FormerHead>();
  const shifts: HeadShift[] = [];
  for (const [head, { foretold, kept }] of now) {
    const { kind } = serving[head]!;
    const { lineage, profile } = kept;
    const anchor = once.get(head);
    by.set(head, {
      ...{ kind, foretold, trainedAt: lineage.trainedAt, fresh: sayFresh(lineage, tonight) },
      plan: plans.get(head) ?? null,
      anchor: anchor ? { foretold: anchor.foretold, trainedAt: anchor.kept.lineage.trainedAt } : null,
    });
    const then = { profile, judgedAt: lineage.testCutoff };
    const shift = measureHeadShift(head, test, { kind, foretold }, then);
    if (shift !== null) shifts.push(shift);
  }
  return { by, held, shifts };
}

function sayFresh(of: HeadsLineage, tonight: HeadsLineage): string | null {
  if (of.trainingSetHash === tonight.trainingSetHash) return 'tonight learnt from the same facts';
  return tonight.trainedAt - of.trainedAt < FRESH_DAYS * DAY
    ? `learnt anew tonight it is not better beyond chance, and ${FRESH_DAYS} days have not passed`
    : null;
}

function anchorsOf(serving: ServingHeads): ServingHeads {
  const anchors = HEADS.flatMap((head): [HeadName, ServingHead][] => {
    const one = serving[head];
    return one?.anchorId === undefined ? [] : [[head, { runId: one.anchorId, kind: one.kind }]];
  });
  return Object.fromEntries(anchors);
}

async function ask(artifacts: ArtifactStore, serving: ServingHeads, test: HeadSet) {
  const kept = await loadServing(artifacts, serving);
  const part = { from: 0, size: test.rows };
  const said = await askServing(serving, kept, (featureNames) => ({
    ...{ featureNames, rows: test.rows },
    x: takeColumns(test, featureNames, part),
  }));
  return new Map(
    [...said].map(([head, foretold]) => [head, { foretold, kept: kept.get(serving[head]!.runId)! }]),
  );
}
