import { expect, it } from 'vitest';
import { clusteredDifference } from '../../src/statistics/clustered-difference.ts';
import { createRandom } from '../../src/statistics/random.ts';

it('is the difference of two rates with its usual error where each row is a cluster of its own', () => {
  // 6 of 20 treated and 12 of 30 others.
  const treated = Array.from({ length: 50 }, (_, row) => (row < 20 ? 1 : 0));
  const y = Array.from({ length: 50 }, (_, row) => (row < 6 || row >= 38 ? 1 : 0));
  const strata = y.map(() => 'campaign');
  const clusters = y.map((_, row) => `c${row}`);
  const { value, standardError } = clusteredDifference({ strata, clusters, treated, y })!;
  expect(value).toBeCloseTo(0.3 - 0.4, 12);
  expect(standardError).toBeCloseTo(Math.sqrt((0.3 * 0.7) / 20 + (0.4 * 0.6) / 30), 12);
});

it('weighs strata by n1 n0 / (n1 + n0), and leaves out one without both arms', () => {
  const rows = [
    ...spread('a', { treated: [10, 5], others: [10, 2] }),
    ...spread('b', { treated: [30, 3], others: [10, 2] }),
    ...spread('c', { treated: [40, 40], others: [0, 0] }),
  ];
  const { value } = clusteredDifference(columns(rows))!;
  expect(value).toBeCloseTo((5 * (0.5 - 0.2) + 7.5 * (0.1 - 0.2)) / 12.5, 12);
  expect(clusteredDifference(columns(spread('c', { treated: [4, 1], others: [0, 0] })))).toBeNull();
});

it('is no surer when each contact is there ten times, in the same arm with the same outcome', () => {
  const once = spread('a', { treated: [40, 10], others: [40, 20] });
  const tenTimes = Array.from({ length: 10 }, () => once).flat();
  const one = clusteredDifference(columns(once))!;
  const ten = clusteredDifference(columns(tenTimes))!;
  expect(ten.value).toBeCloseTo(one.value, 12);
  expect(ten.standardError).toBeCloseTo(one.standardError, 12);
});

it('covers the truth in 95 % of draws where contacts come often and keep to their ways and arms', () => {
  let covered = 0;
  const draws = 400;
  for (let seed = 0; seed < draws; seed += 1) {
    const random = createRandom(seed);
    const rows = Array.from({ length: 200 }, (_, contact) => {
      const chance = random.uniform();
      const treated = random.uniform() < 0.5 ? 1 : 0;
      return Array.from({ length: 6 }, (_, campaign) => ({
        ...{ stratum: `k${campaign}`, cluster: `c${contact}`, treated },
        y: random.uniform() < chance ? 1 : 0,
      }));
    }).flat();
    const { value, standardError } = clusteredDifference(columns(rows))!;
    if (Math.abs(value) < 1.96 * standardError) covered += 1;
  }
  expect(covered / draws).toBeGreaterThan(0.92);
  expect(covered / draws).toBeLessThan(0.98);
});

interface Row {
  readonly stratum: string;
  readonly cluster: string;
  readonly treated: number;
  readonly y: number;
}

/** Of each arm so many rows, and so many of them with the outcome. */
function spread(
  stratum: string,
  { treated, others }: { readonly treated: [number, number]; readonly others: [number, number] },
): Row[] {
  return [treated, others].flatMap(([rows, outcomes], other) =>
    Array.from({ length: rows }, (_, row) => ({
      ...{ stratum, cluster: `${stratum}${other}${row}`, treated: 1 - other },
      y: row < outcomes ? 1 : 0,
    })),
  );
}

function columns(rows: readonly Row[]) {
  return {
    strata: rows.map(({ stratum }) => stratum),
    clusters: rows.map(({ cluster }) => cluster),
    treated: rows.map(({ treated }) => treated),
    y: rows.map(({ y }) => y),
  };
}
