/** How well each rung foretold, head by head on the same rows it had not seen, and which of them may serve. */

import type { PlannedComparison } from '../../domain/comparison.ts';
import {
  type FormerFigures,
  HEADS,
  type HeadName,
  type HeadVerdict,
  type RungFigures,
  type RungKind,
} from '../../domain/heads-report.ts';
import { isEnough, sayEnough } from '../../statistics/enough.ts';
import { mean, pairedInterval } from '../../statistics/mean-interval.ts';
import { decideHead, type ScoredFormer } from './decide-head.ts';
import { type Foretold, type HeadSet, knownRows } from './heads.ts';
import { type Judged, judgeRung } from './judge-rung.ts';

export interface JudgedRung {
  readonly kind: RungKind;
  readonly foretold: Foretold;
}

export interface FormerHead extends JudgedRung {
  readonly trainedAt: number;
  /** What the same way said when it took over; null, or left out, where that is what served. */
  readonly anchor?: { readonly foretold: Foretold; readonly trainedAt: number } | null;
  /** See `ScoredFormer`. */
  readonly fresh?: string | null;
  readonly plan: PlannedComparison | null;
}

/** Who served each head until tonight, and what that says of every row of the test set. */
export interface FormerHeads {
  readonly by: ReadonlyMap<HeadName, FormerHead>;
  /** Why all of them go on, in words, or null. */
  readonly held: string | null;
}

interface HeadRequest {
  readonly rungs: readonly JudgedRung[];
  readonly seed: number;
  readonly former: FormerHeads | null;
}

const LABELS = { leaves: 'leaves', value: 'valueCents', 'next order': 'nextOrderDays' } as const;

/** `rungs` begin with the base rate; each foretold every row of the test set. */
export function judgeHeads(test: HeadSet, request: HeadRequest): HeadVerdict[] {
  return HEADS.map((head) => keepChoice(judgeHead(head, test, request), request.former));
}

/** What a person chose is the choice for every head: also of whom the test says nothing, and of nobody. */
function keepChoice(verdict: HeadVerdict, former: FormerHeads | null): HeadVerdict {
  if (verdict.stays || former === null || former.held === null) return verdict;
  const chosen = former.by.get(verdict.head)?.kind ?? null;
  const nobody = chosen === null ? ', and it has nobody for this whose files can be read' : '';
  return { ...verdict, serves: chosen, stays: true, why: `${former.held}${nobody}. Tonight: ${verdict.why}` };
}

function judgeHead(head: HeadName, test: HeadSet, { rungs, seed, former }: HeadRequest): HeadVerdict {
  const rows = knownRows(test[LABELS[head]]);
  const happened = { leaves: test.leaves, value: test.valueCents, 'next order': test.ordered }[head];
  const positives = rows.filter((row) => happened[row]! > 0).length;
  const found = { head, rows: rows.length, positives };
  if (!isEnough(found)) return refuseFew(found);
  const judge = ({ kind, foretold }: JudgedRung) => ({
    kind,
    ...judgeRung(head, test, { rows, foretold, seed }),
  });
  const judged = rungs.map(judge);
  const base = judged[0]!.losses!;
  const figuresOf = ({ losses, ...rest }: Judged & { readonly kind: RungKind }): RungFigures => ({
    ...rest,
    loss: losses && mean(losses),
    againstBaseRate: losses === null || losses === base ? null : pairedInterval(losses, base, seed),
  });
  const figures = judged.map(figuresOf);
  const scored = judged.flatMap(({ kind, losses }, at) =>
    losses === null
      ? []
      : [
          {
            ...{ kind, losses, againstBaseRate: figures[at]!.againstBaseRate },
            cameToForetold: figures[at]!.cameToForetold,
          },
        ],
  );
  const before = former?.by.get(head);
  const last = before === undefined ? null : judge(before);
  const served: ScoredFormer | null = last?.losses
    ? {
        figures: { ...figuresOf(last), trainedAt: before!.trainedAt } satisfies FormerFigures,
        losses: last.losses,
        anchor: judgeAnchor(before!, (foretold) => judge({ kind: before!.kind, foretold }).losses),
        fresh: before!.fresh ?? null,
        plan: before!.plan,
        held: former!.held,
      }
    : null;
  return {
    ...found,
    rungs: figures,
    former: served?.figures ?? null,
    ...decideHead(scored, served, seed),
  };
}

function judgeAnchor(
  { anchor }: FormerHead,
  lossesOf: (foretold: Foretold) => Float64Array | null,
): ScoredFormer['anchor'] {
  const losses = anchor ? lossesOf(anchor.foretold) : null;
  return losses && { losses, trainedAt: anchor!.trainedAt };
}

function refuseFew(found: Pick<HeadVerdict, 'head' | 'rows' | 'positives'>): HeadVerdict {
  const { rows, positives } = found;
  return {
    ...{ ...found, rungs: [], networkAgainstSimple: null, serves: null },
    ...{ former: null, againstFormer: null, stays: false },
    why: `not enough data: of ${rows} contacts in the test ${positives} did, and ${sayEnough('did')}`,
  };
}
