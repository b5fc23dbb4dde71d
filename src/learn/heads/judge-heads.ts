/** How well each rung foretold, head by head on the same rows it had not seen, and which of them may serve. */

import {
  HEADS,
  type HeadName,
  type HeadVerdict,
  type RungFigures,
  type RungKind,
} from '../../domain/heads-report.ts';
import { mean, pairedInterval } from '../../statistics/mean-interval.ts';
import { type Foretold, type HeadSet, knownRows } from './heads.ts';
import { judgeRung } from './judge-rung.ts';

export interface JudgedRung {
  readonly kind: RungKind;
  readonly foretold: Foretold;
}

/** Fewer in either class say nothing. */
const LEAST = 30;
const LABELS = { leaves: 'leaves', value: 'valueCents', 'next order': 'nextOrderDays' } as const;

/** `rungs` begin with the base rate; each foretold every row of the test set. */
export function judgeHeads(test: HeadSet, rungs: readonly JudgedRung[], seed: number): HeadVerdict[] {
  return HEADS.map((head) => judgeHead(head, test, { rungs, seed }));
}

function judgeHead(
  head: HeadName,
  test: HeadSet,
  { rungs, seed }: { readonly rungs: readonly JudgedRung[]; readonly seed: number },
): HeadVerdict {
  const rows = knownRows(test[LABELS[head]]);
  const happened = { leaves: test.leaves, value: test.valueCents, 'next order': test.ordered }[head];
  const positives = rows.filter((row) => happened[row]! > 0).length;
  const found = { head, rows: rows.length, positives };
  if (Math.min(positives, rows.length - positives) < LEAST)
    return {
      ...{ ...found, rungs: [], networkAgainstSimple: null, serves: null },
      why: `not enough data: of ${rows.length} contacts in the test ${positives} did, and it takes ${LEAST} who did and ${LEAST} who did not`,
    };
  const judged = rungs.map(({ kind, foretold }) => ({
    kind,
    ...judgeRung(head, test, { rows, foretold, seed }),
  }));
  const base = judged[0]!.losses!;
  const figures = judged.map(({ losses, ...rest }, at) => ({
    ...rest,
    loss: losses && mean(losses),
    againstBaseRate: at === 0 || losses === null ? null : pairedInterval(losses, base, seed),
  }));
  return { ...found, rungs: figures, ...decide(judged, figures, seed) };
}

/** The network serves if it is better than each of the others beyond chance; else the best of the simple ones that beats the base rate so. */
function decide(
  judged: readonly { readonly kind: RungKind; readonly losses: Float64Array | null }[],
  figures: readonly RungFigures[],
  seed: number,
): Pick<HeadVerdict, 'networkAgainstSimple' | 'serves' | 'why'> {
  const scored = judged.flatMap(({ kind, losses }) => (losses === null ? [] : [{ kind, losses }]));
  const simple = scored
    .filter(({ kind }) => kind !== 'heads-network')
    .sort((a, b) => mean(a.losses) - mean(b.losses));
  const network = scored.find(({ kind }) => kind === 'heads-network');
  const differences =
    network === undefined ? [] : simple.map(({ losses }) => pairedInterval(network.losses, losses, seed));
  const networkAgainstSimple = differences[0] ?? null;
  if (networkAgainstSimple !== null && differences.every(({ high }) => high < 0))
    return {
      networkAgainstSimple,
      serves: 'heads-network',
      why: `better than the ${name(simple[0]!.kind)}, the best of the simple ones, by more than chance explains`,
    };
  const best = simple.find(
    ({ kind }) => (figures.find((one) => one.kind === kind)?.againstBaseRate?.high ?? 0) < 0,
  );
  if (best === undefined)
    return {
      networkAgainstSimple,
      serves: null,
      why: 'nothing is better than the base rate by more than chance explains',
    };
  const beside =
    network === undefined ? 'no network was trained' : 'the network is not better than it beyond chance';
  return {
    networkAgainstSimple,
    serves: best.kind,
    why: `better than the base rate by more than chance explains; ${beside}`,
  };
}

function name(kind: RungKind): string {
  return kind === 'base-rate' ? 'base rate' : kind.replaceAll('-', ' ');
}
