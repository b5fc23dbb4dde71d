/** Rungs of heads, for the suite of the contract. */

import type { RungKind } from '../../../src/domain/heads-report.ts';
import { createRung } from '../../../src/learn/heads/create-rung.ts';
import { type Foretold, type HeadSet, knownRows, type RungTerms } from '../../../src/learn/heads/heads.ts';
import { logLoss } from '../../../src/statistics/log-loss.ts';
import { mean } from '../../../src/statistics/mean-interval.ts';
import { createRandom } from '../../../src/statistics/random.ts';
import { concordance } from '../../../src/statistics/survival.ts';
import { buildHeadSet, TERMS } from '../heads/build-head-set.ts';
import { optionsFor } from '../heads/learn-rungs.ts';
import { joinRows, nameContacts, splitRows, strangeRows, type Trial, takeTenth } from './trial.ts';

/** Of one row. */
interface Said {
  readonly leaves: number | null;
  readonly valueCents: number | null;
  readonly nextOrder: { readonly edges: readonly number[]; readonly at: readonly number[] } | null;
  readonly nextOrderDays: number | null;
}

const training = withUnknown(nameContacts(buildHeadSet(2500, 1, { watched: true })));
const validation = nameContacts(buildHeadSet(500, 2, { watched: true }));
const test = buildHeadSet(800, 3);

export function tryRung(kind: RungKind): Trial<RungTerms, Float32Array, Said> {
  const { featureNames } = test;
  const options = optionsFor(training);
  const empty: HeadSet = takeNone(training);
  return {
    create: () => createRung(kind),
    facts: () => [training, validation, options],
    hopeless: [
      { what: 'no row', facts: [empty, validation, options], says: /Import more history/ },
      {
        what: 'a row without a label',
        facts: [{ ...training, leaves: training.leaves.slice(1) }, validation, options],
        says: /Build it anew/,
      },
      ...(kind === 'heads-network'
        ? [
            {
              what: 'no row to stop by',
              facts: [training, empty, options] as RungTerms['facts'],
              says: /Import more history/,
            },
          ]
        : []),
    ],
    questions: splitRows(test),
    strange: strangeRows(test.x.slice(0, featureNames.length)),
    ask: async (rung, rows) =>
      splitSaid(await rung.predict({ featureNames, rows: rows.length, x: joinRows(rows) }), rows.length),
    isPossible,
    ...judgeBy(kind),
    cuts: [3, 8],
    secrets: { contactIds: training.contactIds, rows: takeTenth(training) },
  };
}

/** By who leaves: the base rate beats a coin, and the others beat it. One knows days alone, which have to be in about the right order. */
function judgeBy(kind: RungKind): Pick<Trial<RungTerms, Float32Array, Said>, 'lossOf' | 'lossToBeat'> {
  if (kind === 'own-rhythm') {
    const rows = knownRows(test.nextOrderDays);
    const take = (values: ArrayLike<number>) => Float64Array.from(rows, (row) => values[row]!);
    return {
      lossOf: (answers) =>
        1 -
        concordance(
          take(test.nextOrderDays),
          take(test.ordered),
          take(answers.map(({ nextOrderDays }) => nextOrderDays!)),
        )!,
      lossToBeat: 0.5,
    };
  }
  const rows = knownRows(test.leaves);
  const left = rows.map((row) => test.leaves[row]!);
  const known = training.leaves.filter((label) => !Number.isNaN(label));
  const byConstant = logLoss(left, new Array(left.length).fill(kind === 'base-rate' ? 0.5 : mean(known)));
  return {
    lossOf: (answers) =>
      logLoss(
        left,
        rows.map((row) => answers[row]!.leaves!),
      ),
    lossToBeat: byConstant,
  };
}

function splitSaid({ leaves, valueCents, nextOrder, nextOrderDays }: Foretold, rows: number): Said[] {
  for (const values of [leaves, valueCents, nextOrderDays])
    if (values !== null && values.length !== rows)
      throw new Error(`${values.length} answers to ${rows} rows`);
  return Array.from({ length: rows }, (_, row) => ({
    leaves: leaves && leaves[row]!,
    valueCents: valueCents && valueCents[row]!,
    nextOrder: nextOrder && {
      edges: nextOrder.edges,
      at: Array.from(nextOrder.edges, (__, edge) => nextOrder.at[row * nextOrder.edges.length + edge]!),
    },
    nextOrderDays: nextOrderDays && nextOrderDays[row]!,
  }));
}

/** Chances, amounts, days up to the horizon, and curves that never rise. */
function isPossible({ leaves, valueCents, nextOrder, nextOrderDays }: Said): boolean {
  const isWithin = (value: number | null, most: number) => value === null || (value >= 0 && value <= most);
  const { edges, at } = nextOrder ?? { edges: [], at: [] };
  return (
    isWithin(leaves, 1) &&
    isWithin(valueCents, Number.MAX_VALUE) &&
    isWithin(nextOrderDays, TERMS.horizonDays) &&
    edges.every((edge, k) => edge > (edges[k - 1] ?? 0)) &&
    at.every((share, k) => share >= 0 && share <= (at[k - 1] ?? 1))
  );
}

/** A tenth of the values of one feature is unknown. */
function withUnknown<Set extends HeadSet>(set: Set): Set {
  const random = createRandom(8);
  const width = set.featureNames.length;
  const hidden = set.featureNames.indexOf('noise');
  return {
    ...set,
    x: set.x.map((value, i) => (i % width === hidden && random.uniform() < 0.1 ? Number.NaN : value)),
  };
}

function takeNone(set: HeadSet): HeadSet {
  const none = new Float64Array();
  return {
    ...{ featureNames: set.featureNames, rows: 0, x: new Float32Array() },
    ...{ bought: none, valueCents: none, leaves: none, nextOrderDays: none, ordered: none },
  };
}
